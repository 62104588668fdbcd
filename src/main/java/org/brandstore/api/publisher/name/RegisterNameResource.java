package org.brandstore.api.publisher.name;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Limits;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
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
    private final NameRegistration registration;

    RegisterNameResource(JsonBodies bodies, NameRegistration registration) {
        this.bodies = bodies;
        this.registration = registration;
    }

    @POST
    @ResponseStatus(201)
    @Requires(value = Permission.PACKAGE_REGISTER, limits = Limits.NO_CHANNEL)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER})
    @Effect(Effect.Reach.RECORD)
    public Registered register(InputStream request) {
        JsonBody body = bodies.object(request);
        body.optionalText("series", 8).filter(series -> !series.equals("16")).ifPresent(series -> {
            throw body.wrong("series", "it must be 16");
        });
        Snap snap = registration.register(
                body.text("snap_name", 200), body.optionalText("store", 64).orElse(null), body.flag("is_private"));
        return new Registered(
                snap.id().value(), snap.name().value(), snap.store().value());
    }
}
