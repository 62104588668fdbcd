package org.brandstore.api.admin.people;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.api.admin.AdminAccess;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OwnAffair;
import org.brandstore.security.Requires;

/** The keys that one registered oneself, of whatever account. */
@Path("/api/admin/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class OwnKeyResource {
    private final AdminAccess access;
    private final AccountKeys keys;
    private final KeyItems items;

    OwnKeyResource(AdminAccess access, AccountKeys keys, KeyItems items) {
        this.access = access;
        this.keys = keys;
        this.items = items;
    }

    @GET
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.READS)
    public List<KeyItem> list() {
        return items.of(keys.broughtBy(access.caller().person().id()));
    }

    /** Ends a key at once and for ever. */
    @POST
    @Path("/{key}/end")
    @Requires(value = Permission.EDIT_ACCOUNT, limits = Limits.NONE)
    @OwnAffair
    @Effect(Effect.Reach.OWN)
    public void end(String key, @NotNull @Valid KeyEndBody wanted) {
        Caller caller = access.caller();
        keys.endOwn(caller.person().id(), KeyItems.id(key), wanted.ending(), caller.actor());
    }
}
