package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.release.ReleaseOutcome;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.Progressive;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;

/** Releases a revision to channels (publisher-api.md 4.8). */
@Path("/dev/api/snap-release")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class SnapReleaseResource {
    /**
     * The tools do not read this.
     *
     * @param openedChannels where devices see the revision now
     * @param waitingChannels where somebody else has to approve first
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Released(boolean success, List<String> openedChannels, List<String> waitingChannels) {
        static Released of(List<ReleaseOutcome> outcomes) {
            return new Released(
                    true,
                    outcomes.stream()
                            .filter(ReleaseOutcome.Applied.class::isInstance)
                            .map(outcome -> outcome.channel().toString())
                            .toList(),
                    outcomes.stream()
                            .filter(ReleaseOutcome.Waiting.class::isInstance)
                            .map(outcome -> outcome.channel().toString())
                            .toList());
        }
    }

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final Releases releases;

    SnapReleaseResource(JsonBodies bodies, CallerSnaps callerSnaps, Releases releases) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.releases = releases;
    }

    @POST
    @Requires(value = Permission.PACKAGE_RELEASE, limits = Limits.CHANNELS)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(Effect.Reach.RELEASE)
    public Released release(InputStream request) {
        JsonBody body = bodies.object(request);
        Snap snap = callerSnaps.byName(body.text("name", 200));
        Revision revision = new Revision(body.numberOrText("revision"));
        List<Channel> channels = callerSnaps.releaseChannels(snap, body.texts("channels", 200));
        if (channels.isEmpty()) {
            throw body.wrong("channels", "it must name at least one channel");
        }
        Progressive share = share(body.object("progressive"));
        Caller caller = callerSnaps.caller();
        return Released.of(releases.release(snap.id(), revision, channels, share, caller.person(), caller.actor()));
    }

    /** Left out, and for all devices, the tool says nothing of it (publisher-api.md 4.8). */
    private static Progressive share(JsonBody progressive) {
        OptionalLong percentage = progressive.optionalNumber("percentage");
        return percentage.isEmpty()
                ? Progressive.WHOLE
                : new Progressive(
                        Math.clamp(percentage.getAsLong(), -1, Integer.MAX_VALUE), progressive.flag("paused"));
    }
}
