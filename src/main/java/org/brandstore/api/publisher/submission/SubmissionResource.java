package org.brandstore.api.publisher.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.HeldRevisions;
import org.brandstore.snap.SnapOperation;
import org.brandstore.snap.Submission;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.SubmissionState;
import org.brandstore.snap.Submissions;
import org.jspecify.annotations.Nullable;

/** Tells once a second how far a submission is (publisher-api.md 4.7). */
@Path("/dev/api/submissions")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionResource {
    /**
     * @param code always there: the tool reads it before anything else
     * @param errors whatever the tool must not take for success needs one (publisher-api.md trap 6)
     * @param state how far it is: received, scanned, review, signed, ready or rejected; the tool does not read it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(
            String code,
            boolean processed,
            List<Problem> errors,
            boolean canRelease,
            @Nullable Integer revision,
            String state) {
        record Problem(String code, String message) {
            static Problem of(SubmissionNote note) {
                return new Problem(note.code(), note.message());
            }
        }

        /** @param held the number under which it waits, or waited, for a person */
        static Status of(SubmissionState state, Optional<Revision> held) {
            Integer number = held.map(Revision::value).orElse(null);
            return switch (state) {
                case SubmissionState.Received ignored -> processing(state);
                case SubmissionState.Scanned ignored -> processing(state);
                case SubmissionState.Signed ignored -> processing(state);
                case SubmissionState.InReview review ->
                    new Status("need_manual_review", true, problems(review.reasons()), false, number, state.wireName());
                case SubmissionState.Ready ready ->
                    new Status(
                            "ready_to_release",
                            true,
                            problems(ready.problems()),
                            true,
                            ready.revision().value(),
                            state.wireName());
                case SubmissionState.Rejected rejected ->
                    new Status(
                            "processing_error", true, problems(rejected.problems()), false, number, state.wireName());
            };
        }

        private static Status processing(SubmissionState state) {
            return new Status("being_processed", false, List.of(), false, null, state.wireName());
        }

        private static List<Problem> problems(List<SubmissionNote> notes) {
            return notes.stream().map(Problem::of).toList();
        }
    }

    private final CallerSnaps callerSnaps;
    private final Submissions submissions;
    private final HeldRevisions held;

    SubmissionResource(CallerSnaps callerSnaps, Submissions submissions, HeldRevisions held) {
        this.held = held;
        this.callerSnaps = callerSnaps;
        this.submissions = submissions;
    }

    @GET
    @Path("{id}")
    @Requires(value = Permission.PACKAGE_PUSH, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.PUBLISH)
    @Effect(Effect.Reach.READS)
    public Status status(@PathParam("id") String id) {
        Submission submission = find(submissions, id);
        try {
            callerSnaps.byId(submission.snap().value());
        } catch (StoreException e) {
            throw e.code() == ErrorCode.RESOURCE_NOT_FOUND ? absent() : e;
        }
        return Status.of(submission.state(), held.of(submission.id()));
    }

    public static Submission find(Submissions submissions, String id) {
        return uuid(id).flatMap(submissions::find).orElseThrow(SubmissionResource::absent);
    }

    /** The same for a submission of a snap that the caller does not see. */
    public static StoreException absent() {
        return new StoreException(
                ErrorCode.RESOURCE_NOT_FOUND, "cannot find the submission: there is none with this id");
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
