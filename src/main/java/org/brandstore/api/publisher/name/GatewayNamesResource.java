package org.brandstore.api.publisher.name;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.brandstore.account.Accounts;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.release.track.Tracks;
import org.brandstore.security.AcrossStores;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The names of the caller, for tools of the newer kind (publisher-api.md 7). A name is never given up, so none is deleted. */
@Path("/v1/snap")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class GatewayNamesResource {
    /** All of them. */
    record Names(@JsonProperty("results") List<RegisteredName> results) {}

    /** One of them. */
    record Metadata(@JsonProperty("metadata") RegisteredName metadata) {}

    /** A new one. */
    record Registered(@JsonProperty("id") String id) {}

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final NameRegistration registration;
    private final Accounts accounts;
    private final Tracks tracks;

    GatewayNamesResource(
            JsonBodies bodies,
            CallerSnaps callerSnaps,
            NameRegistration registration,
            Accounts accounts,
            Tracks tracks) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.registration = registration;
        this.accounts = accounts;
        this.tracks = tracks;
    }

    /** @param collaborations whether snaps that others publish belong to the list */
    @GET
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.ANY)
    @AcrossStores
    @Effect(Effect.Reach.READS)
    public Names names(@QueryParam("include-collaborations") @DefaultValue("false") boolean collaborations) {
        return new Names(callerSnaps.all().stream()
                .filter(snap -> collaborations || callerSnaps.publishes(snap))
                .map(this::describe)
                .toList());
    }

    @POST
    @ResponseStatus(201)
    @Requires(value = Permission.PACKAGE_REGISTER, limits = Limits.NO_CHANNEL)
    @InStore({Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER})
    @Effect(Effect.Reach.RECORD)
    public Registered register(InputStream request) {
        JsonBody body = bodies.object(request);
        body.optionalText("type", 20).filter(type -> !type.equals("snap")).ifPresent(type -> {
            throw body.wrong("type", "it must be snap");
        });
        Snap snap = registration.register(body.text("name", 200), null, body.flag("private"));
        return new Registered(snap.id().value());
    }

    @GET
    @Path("{name}")
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public Metadata metadata(@PathParam("name") String name) {
        return new Metadata(describe(callerSnaps.byName(name)));
    }

    private RegisteredName describe(Snap snap) {
        return RegisteredName.of(snap, accounts.find(snap.publisher()).orElseThrow(), tracks.of(snap.id()));
    }
}
