package org.brandstore.api.publisher.statement;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.update.statement.SnapBuilds;

/** Takes what developers say about files that they built (publisher-api.md 4.16). */
@Path("/dev/api/snaps/{id}/builds")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class BuildsResource {
    /** The tools do not read this. */
    record Kept(boolean success) {}

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final SnapBuilds builds;

    BuildsResource(JsonBodies bodies, CallerSnaps callerSnaps, SnapBuilds builds) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.builds = builds;
    }

    @POST
    @Requires(value = Permission.PACKAGE_PUSH, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RECORD)
    public Kept accept(@PathParam("id") String id, InputStream request) {
        JsonBody body = bodies.object(request);
        Snap snap = callerSnaps.byId(id);
        Caller caller = callerSnaps.caller();
        builds.accept(snap, SignedText.in(body, "assertion"), caller.person().account(), caller.actor());
        return new Kept(true);
    }
}
