package org.brandstore.api.publisher;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.brandstore.account.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.CurrentCaller;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.Snaps;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Registers names of snaps (publisher-api.md 4.3). */
@Path("/dev/api/register-name")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class RegisterNameResource {
    /** The new snap. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Registered(String snapId, String snapName, String store) {}

    private final JsonBodies bodies;
    private final CurrentCaller current;
    private final SnapAccess access;
    private final Snaps snaps;

    RegisterNameResource(JsonBodies bodies, CurrentCaller current, SnapAccess access, Snaps snaps) {
        this.bodies = bodies;
        this.current = current;
        this.access = access;
        this.snaps = snaps;
    }

    @POST
    @ResponseStatus(201)
    @Requires(Permission.PACKAGE_REGISTER)
    public Registered register(InputStream request) {
        JsonBody body = bodies.object(request);
        SnapName name = name(body.text("snap_name", 200));
        body.optionalText("series", 8).filter(series -> !series.equals("16")).ifPresent(series -> {
            throw body.wrong("series", "it must be 16");
        });
        Optional<StoreId> wanted = body.optionalText("store", 64).map(StoreId::new);
        Caller caller = current.get();
        caller.requireSnap(name);
        StoreId store = access.requireStore(caller.person(), wanted);
        if (caller.isLimitedAwayFrom(store)) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED, "cannot use the given credential for store " + store);
        }
        Snap snap = snaps.register(name, store, caller.person().account(), body.flag("is_private"), caller.actor());
        return new Registered(
                snap.id().value(), snap.name().value(), snap.store().value());
    }

    /** Names have an error code of their own here. */
    private static SnapName name(String text) {
        try {
            return new SnapName(text);
        } catch (InvalidNameException e) {
            throw new StoreException(ErrorCode.INVALID_NAME, String.valueOf(e.getMessage()), e);
        }
    }
}
