package org.brandstore.api.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeSet;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.event.Reason;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.snap.registration.BrandNameRules;
import org.brandstore.snap.registration.RegistrationRules;
import org.brandstore.store.BrandStore;
import org.jspecify.annotations.Nullable;

/** Which names the publishers of a store's brand may register. */
@Path("/api/admin/v1/stores/{id}/name-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class NameRulesResource {
    private final AdminAccess access;
    private final RegistrationRules rules;

    NameRulesResource(AdminAccess access, RegistrationRules rules) {
        this.access = access;
        this.rules = rules;
    }

    /**
     * The rules.
     *
     * @param prefixes with one of which names must begin; none for any
     * @param reserved names that nobody may register
     * @param reason for the audit log
     */
    public record Rules(
            @NotNull @Size(max = 1000) List<@NotNull @Size(max = 40) String> prefixes,
            @NotNull @Size(max = 1000) List<@NotNull @Size(max = 40) String> reserved,
            @Size(max = Reason.MAX_LENGTH) @Nullable String reason) {}

    @GET
    @Requires(Permission.PACKAGE_ACCESS)
    @InStore
    @Effect(Effect.Reach.READS)
    public Rules get(String id) {
        return view(rules.of(access.store(id).brand()));
    }

    @PUT
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(Effect.Reach.RECORD)
    public Rules set(String id, @NotNull @Valid Rules wanted) {
        BrandStore store = access.store(id);
        String reason = wanted.reason() == null ? "" : wanted.reason();
        rules.set(
                store.brand(),
                new BrandNameRules(new TreeSet<>(wanted.prefixes()), new TreeSet<>(wanted.reserved())),
                reason,
                access.caller().actor());
        return view(rules.of(store.brand()));
    }

    private static Rules view(BrandNameRules rules) {
        return new Rules(List.copyOf(rules.prefixes()), List.copyOf(rules.reserved()), null);
    }
}
