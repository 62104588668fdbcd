package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.api.publisher.PublisherOutcomes;
import org.brandstore.api.publisher.submission.PushedComponents;
import org.brandstore.api.publisher.submission.SubmissionResource;
import org.brandstore.approval.ChangeKind;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.release.Releases;
import org.brandstore.security.Caller;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.NewSubmission;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Submission;
import org.brandstore.snap.Submissions;
import org.jspecify.annotations.Nullable;

/** Revisions and releases of a snap in the tools' on-premises mode (publisher-api.md 5). */
@Path("/v1/snap")
@Dialect(ErrorDialect.ERROR_LIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class GatewaySnapsResource {
    /** @param statusUrl below the address that the tool was given, with a leading slash (publisher-api.md trap 5) */
    record Submitted(@JsonProperty("status-url") String statusUrl) {}

    /** The revisions, in the same strict shape as in the other mode, with this mode's words for the status. */
    record RevisionList(@JsonProperty("revisions") List<StrictRevision> revisions) {}

    /** The tools do not read this. */
    record ReleaseList(@JsonProperty("released") List<Item> released) {
        record Item(
                @JsonProperty("channel") String channel,
                @JsonProperty("revision") @Nullable Integer revision) {}
    }

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final SnapViews views;
    private final Submissions submissions;
    private final Releases releases;

    GatewaySnapsResource(
            JsonBodies bodies, CallerSnaps callerSnaps, SnapViews views, Submissions submissions, Releases releases) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.views = views;
        this.submissions = submissions;
        this.releases = releases;
    }

    @POST
    @Path("{name}/revisions")
    @Requires(value = Permission.PACKAGE_PUSH, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.RECORD)
    public Submitted submit(@PathParam("name") String name, InputStream request) {
        JsonBody body = bodies.object(request);
        Snap snap = callerSnaps.byName(name);
        Caller caller = callerSnaps.caller();
        Submission submission = submissions.submit(
                new NewSubmission(
                        snap.id(),
                        body.text("upload-id", 200),
                        List.of(),
                        OptionalLong.empty(),
                        PushedComponents.of(body)),
                caller.person(),
                caller.actor());
        return new Submitted("/v1/snap/" + snap.name() + "/submissions/" + submission.id());
    }

    @GET
    @Path("{name}/submissions/{id}")
    @Requires(value = Permission.PACKAGE_PUSH, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.READS)
    public GatewaySubmissionReply submission(@PathParam("name") String name, @PathParam("id") String id) {
        Snap snap = callerSnaps.byName(name);
        Submission submission = SubmissionResource.find(submissions, id);
        if (!submission.snap().equals(snap.id())) {
            throw SubmissionResource.absent();
        }
        return GatewaySubmissionReply.of(id, submission.state());
    }

    @GET
    @Path("{name}/revisions")
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public RevisionList revisions(@PathParam("name") String name, @QueryParam("revision") @Nullable String wanted) {
        SnapView view = views.of(callerSnaps.byName(name));
        Optional<Revision> revisionOnly = Optional.ofNullable(wanted).map(Revision::parse);
        return new RevisionList(StrictRevision.all(view, revision -> status(view, revision)).stream()
                .filter(revision -> revisionOnly
                        .map(only -> only.value() == revision.revision())
                        .orElse(true))
                .toList());
    }

    @POST
    @Path("{name}/releases")
    @Requires(value = Permission.PACKAGE_RELEASE, limits = Limits.CHANNELS)
    @OnSnap(SnapOperation.RELEASE)
    @Effect(value = Effect.Reach.RELEASE, kinds = ChangeKind.CLOSE_CHANNEL)
    public ReleaseList release(@PathParam("name") String name, InputStream request) {
        List<JsonBody> items = bodies.objects(request);
        Snap snap = callerSnaps.byName(name);
        List<Releases.Move> moves = new ArrayList<>();
        List<Channel> channels = callerSnaps.channels(
                snap, items.stream().map(item -> item.text("channel", 200)).toList());
        for (int i = 0; i < items.size(); i++) {
            moves.add(new Releases.Move(channels.get(i), revision(items.get(i))));
        }
        Caller caller = callerSnaps.caller();
        PublisherOutcomes.requireClosed(
                releases.move(snap.id(), moves, PublisherOutcomes.NO_REASON, caller.person(), caller.actor()));
        return new ReleaseList(moves.stream()
                .map(move -> new ReleaseList.Item(
                        move.channel().toString(),
                        move.revision().map(Revision::value).orElse(null)))
                .toList());
    }

    @GET
    @Path("{name}/releases")
    @Requires(value = Permission.PACKAGE_ACCESS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public GatewayStatusReply status(@PathParam("name") String name) {
        return GatewayStatusReply.of(views.of(callerSnaps.byName(name)));
    }

    private static Optional<Revision> revision(JsonBody item) {
        OptionalInt number = item.nullableNumber("revision");
        return number.isPresent() ? Optional.of(new Revision(number.getAsInt())) : Optional.empty();
    }

    private static String status(SnapView view, SnapRevision revision) {
        if (revision.withdrawn()) {
            return "rejected";
        }
        return view.isOffered(revision.revision()) ? "released" : "approved";
    }
}
