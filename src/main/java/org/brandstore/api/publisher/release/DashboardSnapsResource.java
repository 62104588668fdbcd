package org.brandstore.api.publisher.release;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.SnapOperation;

/** What {@code status}, {@code tracks} and {@code revisions} show in the tools' default mode (publisher-api.md 4.11 and 4.12). */
@Path("/api/v2/snaps")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class DashboardSnapsResource {
    private final CallerSnaps callerSnaps;
    private final SnapViews views;

    DashboardSnapsResource(CallerSnaps callerSnaps, SnapViews views) {
        this.callerSnaps = callerSnaps;
        this.views = views;
    }

    @GET
    @Path("{name}/channel-map")
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public ChannelMapReply channelMap(@PathParam("name") String name) {
        return ChannelMapReply.of(views.of(callerSnaps.byName(name)));
    }

    @GET
    @Path("{name}/releases")
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public SnapHistoryReply releases(@PathParam("name") String name) {
        return SnapHistoryReply.of(views.of(callerSnaps.byName(name)));
    }
}
