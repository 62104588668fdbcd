package org.brandstore.api.publisher.name;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Limits;
import org.brandstore.security.Requires;
import org.brandstore.security.Rights;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Stores;

/**
 * Claims on names that another publisher has. People of one brand settle these between them, so the answer says whom to ask
 * and never that something was done (publisher-api.md 7).
 */
@Path("/dev/api/register-name-dispute")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class NameDisputeResource {
    private final JsonBodies bodies;
    private final Rights rights;
    private final Stores stores;
    private final Snaps snaps;

    NameDisputeResource(JsonBodies bodies, Rights rights, Stores stores, Snaps snaps) {
        this.bodies = bodies;
        this.rights = rights;
        this.stores = stores;
        this.snaps = snaps;
    }

    @POST
    @Requires(value = Permission.PACKAGE_REGISTER, limits = Limits.NO_CHANNEL)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER})
    @Effect(Effect.Reach.READS)
    public void dispute(InputStream request) {
        JsonBody body = bodies.object(request);
        SnapName name = new SnapName(body.text("snap_name", 200));
        Optional<StoreId> wanted = body.optionalText("store", 64).map(StoreId::new);
        BrandStore store = stores.require(rights.home(name, wanted).store());
        Snap taken = snaps.find(store.brand(), name)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND,
                        "cannot dispute the name " + name + ": nobody of this brand has it, so register it"));
        if (rights.publishes(taken)) {
            throw new StoreException(
                    ErrorCode.ALREADY_OWNED, "cannot dispute the name " + name + ": it is yours already");
        }
        throw new StoreException(
                ErrorCode.ALREADY_REGISTERED,
                "cannot take the dispute about the name " + name + " here: ask an administrator of store "
                        + store.name() + " to settle who may have it");
    }
}
