package org.brandstore.api.admin.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.admin.AdminAccess;
import org.brandstore.api.admin.Waits;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.event.Reason;
import org.brandstore.model.key.BrandKeys;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;

/** The keys of a store's brand, for its administrators. */
@Path("/api/admin/v1/stores/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class KeyResource {
    private static final int MAX_REQUEST = 64 * 1024;

    private final AdminAccess access;
    private final BrandKeys keys;
    private final KeyItems items;

    KeyResource(AdminAccess access, BrandKeys keys, KeyItems items) {
        this.access = access;
        this.keys = keys;
        this.items = items;
    }

    /** A key to let in: an account-key-request as {@code snap export-key} writes it, and why. */
    public record NewKey(
            @NotNull @Size(min = 1, max = MAX_REQUEST) @JsonProperty("account-key-request")
            String request,

            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    @GET
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR})
    @Effect(Effect.Reach.READS)
    public List<KeyItem> list(String id) {
        AccountId brand = access.store(id).brand();
        return items.of(keys.of(brand));
    }

    /** Asks that a key may sign whatever the brand may say: another administrator has to approve it. */
    @POST
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ACCOUNT_KEY)
    public Response register(String id, @NotNull @Valid NewKey wanted) {
        AccountId brand = access.store(id).brand();
        return answer(
                brand,
                keys.register(
                        brand,
                        decode(wanted.request()),
                        wanted.reason(),
                        access.caller().actor()));
    }

    /** Ends a key at once and for ever. */
    @POST
    @Path("/{key}/end")
    @Requires(Permission.STORE_ADMIN)
    @InStore(Role.ADMIN)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.ACCOUNT_KEY_END)
    public Response end(String id, String key, @NotNull @Valid KeyEndBody wanted) {
        AccountId brand = access.store(id).brand();
        return answer(
                brand,
                keys.end(
                        brand,
                        KeyItems.id(key),
                        wanted.ending(),
                        access.caller().actor()));
    }

    private Response answer(AccountId brand, Outcome outcome) {
        return Waits.answer(outcome, () -> items.of(keys.of(brand)));
    }

    private static Assertion decode(String text) {
        try {
            return AssertionDecoder.decode(text.getBytes(UTF_8));
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_ASSERTION, String.valueOf(e.getMessage()), e);
        }
    }
}
