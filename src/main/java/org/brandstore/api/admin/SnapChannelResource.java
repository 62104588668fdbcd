package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Outcome;
import org.brandstore.event.Reason;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Track;
import org.brandstore.release.Closings;
import org.brandstore.release.DefaultTracks;
import org.brandstore.release.Stop;
import org.brandstore.release.Stops;
import org.brandstore.security.Effect;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;

/**
 * What ends or turns what the channels of a snap offer: stopping them, which one person may do at once; and going on,
 * closing them, and choosing the default track, which the store's policy may want others to approve.
 */
@Path("/api/admin/v1/snaps/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Dialect(ErrorDialect.PROBLEM)
public class SnapChannelResource {
    private final AdminAccess access;
    private final Stops stops;
    private final Closings closings;
    private final DefaultTracks defaultTracks;

    SnapChannelResource(AdminAccess access, Stops stops, Closings closings, DefaultTracks defaultTracks) {
        this.access = access;
        this.stops = stops;
        this.closings = closings;
        this.defaultTracks = defaultTracks;
    }

    /**
     * A channel and why.
     *
     * @param channel {@code risk}, {@code track/risk} or {@code track/risk/branch}; a risk alone is of the track latest
     */
    public record ChannelReason(
            @NotNull @Size(min = 1, max = 300) String channel,
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /** A track of the snap, and why. */
    public record TrackReason(
            @NotNull @Size(min = 1, max = 28) String track,
            @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason) {}

    /** A revision that a channel offers to no further device. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record StopView(String channel, int revision, String stoppedAt, String reason) {
        static StopView of(Stop stop) {
            return new StopView(
                    stop.channel().toString(),
                    stop.revision().value(),
                    stop.at().toString(),
                    stop.reason());
        }
    }

    /** What is so after a change that needed nobody's approval. */
    public record Now(String snap, String channel, String state) {}

    @GET
    @Path("/stops")
    @Requires(Permission.PACKAGE_ACCESS)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public List<StopView> stops(String id) {
        return views(access.snap(id));
    }

    /** From now on no further device is offered what the channel offers; who has it keeps it. One person may do it. */
    @POST
    @Path("/stop")
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(Effect.Reach.STOP)
    public List<StopView> stop(String id, @NotNull @Valid ChannelReason wish) {
        Snap snap = access.snap(id);
        stops.stop(
                snap.id(),
                channel(wish.channel()),
                wish.reason(),
                access.caller().actor());
        return views(snap);
    }

    /** Lets a stopped channel go on; somebody else has to approve. */
    @POST
    @Path("/resume")
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.RESUME_CHANNEL)
    public Response resume(String id, @NotNull @Valid ChannelReason wish) {
        Snap snap = access.snap(id);
        Channel channel = channel(wish.channel());
        Outcome outcome =
                stops.resume(snap.id(), channel, wish.reason(), access.caller().actor());
        return Waits.answer(outcome, () -> new Now(snap.name().value(), channel.toString(), "resumed"));
    }

    /** Closes a channel: devices get what the next safer one offers, or nothing. */
    @POST
    @Path("/close")
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.CLOSE_CHANNEL)
    public Response close(String id, @NotNull @Valid ChannelReason wish) {
        Snap snap = access.snap(id);
        Channel channel = channel(wish.channel());
        Outcome outcome = closings.close(
                        snap.id(),
                        List.of(channel),
                        Reason.require(wish.reason()),
                        access.caller().actor())
                .getFirst()
                .outcome();
        return Waits.answer(outcome, () -> new Now(snap.name().value(), channel.toString(), "closed"));
    }

    /** Makes a track the one that devices mean that name none. */
    @PUT
    @Path("/default-track")
    @Requires(Permission.PACKAGE_RELEASE)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.GATED, kinds = ChangeKind.DEFAULT_TRACK)
    public Response defaultTrack(String id, @NotNull @Valid TrackReason wish) {
        Snap snap = access.snap(id);
        Outcome outcome = defaultTracks.choose(
                snap.id(),
                new Track(wish.track()),
                Reason.require(wish.reason()),
                access.caller().actor());
        return Waits.answer(outcome, () -> new Now(snap.name().value(), wish.track(), "default"));
    }

    private List<StopView> views(Snap snap) {
        return stops.of(snap.id()).stream().map(StopView::of).toList();
    }

    private static Channel channel(String text) {
        return Channel.parse(text);
    }
}
