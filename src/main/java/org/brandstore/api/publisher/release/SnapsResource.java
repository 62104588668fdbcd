package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.api.publisher.PublisherOutcomes;
import org.brandstore.approval.ChangeKind;
import org.brandstore.naming.Channel;
import org.brandstore.release.Closings;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;

/** The channels of a snap by its id: close them, and what {@code promote} reads (publisher-api.md 4.9 and 4.10). */
@Path("/dev/api/snaps")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class SnapsResource {
    /** The tools do not read this. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Closed(boolean success, List<String> closedChannels) {}

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final SnapViews views;
    private final Closings closings;

    SnapsResource(JsonBodies bodies, CallerSnaps callerSnaps, SnapViews views, Closings closings) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.views = views;
        this.closings = closings;
    }

    @POST
    @Path("{id}/close")
    @Requires(value = Permission.PACKAGE_RELEASE, limits = Limits.CHANNELS)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.CLOSE_CHANNEL)
    public Closed close(@PathParam("id") String id, InputStream request) {
        JsonBody body = bodies.object(request);
        Snap snap = callerSnaps.byId(id);
        List<Channel> channels = callerSnaps.channels(snap, body.texts("channels", 200));
        if (channels.isEmpty()) {
            throw body.wrong("channels", "it must name at least one channel");
        }
        Caller caller = callerSnaps.caller();
        PublisherOutcomes.requireClosed(
                closings.close(snap.id(), channels, PublisherOutcomes.NO_REASON, caller.actor()));
        return new Closed(true, channels.stream().map(Channel::toString).toList());
    }

    @GET
    @Path("{id}/state")
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public StateReply state(@PathParam("id") String id) {
        return StateReply.of(views.of(callerSnaps.byId(id)));
    }
}
