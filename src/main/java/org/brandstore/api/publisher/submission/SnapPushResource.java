package org.brandstore.api.publisher.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.site.PublicUrls;
import org.brandstore.snap.NewSubmission;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.Submission;
import org.brandstore.snap.Submissions;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Turns an uploaded file into a submission, or says beforehand whether that would be allowed (publisher-api.md 4.6). */
@Path("/dev/api/snap-push")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class SnapPushResource {
    /** @param statusDetailsUrl absolute, under the configured public address (publisher-api.md trap 5); null for a dry run */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pushed(boolean success, @Nullable String statusDetailsUrl) {}

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final Submissions submissions;
    private final PublicUrls urls;

    SnapPushResource(JsonBodies bodies, CallerSnaps callerSnaps, Submissions submissions, PublicUrls urls) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.submissions = submissions;
        this.urls = urls;
    }

    @POST
    @ResponseStatus(202)
    @Requires(value = Permission.PACKAGE_PUSH, limits = Limits.CHANNELS)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RELEASE)
    public Pushed push(InputStream request) {
        JsonBody body = bodies.object(request);
        Snap snap = callerSnaps.byName(body.text("name", 200));
        List<Channel> channels = channels(body, snap);
        if (body.flag("dry_run")) {
            return new Pushed(true, null);
        }
        String upload = body.text("updown_id", 200);
        OptionalLong size = body.optionalNumber("binary_filesize");
        Caller caller = callerSnaps.caller();
        Submission submission = submissions.submit(
                new NewSubmission(snap.id(), upload, channels, size, PushedComponents.of(body)),
                caller.person(),
                caller.actor());
        return new Pushed(true, urls.of("/dev/api/submissions/" + submission.id()));
    }

    private List<Channel> channels(JsonBody body, Snap snap) {
        List<Channel> channels = callerSnaps.releaseChannels(snap, body.texts("channels", 200));
        if (!channels.isEmpty()) {
            callerSnaps.further(snap, SnapOperation.RELEASE, Permission.PACKAGE_RELEASE);
        }
        return channels;
    }
}
