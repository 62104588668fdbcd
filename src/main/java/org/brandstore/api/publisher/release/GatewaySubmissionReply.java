package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.SubmissionState;
import org.jspecify.annotations.Nullable;

/**
 * How far a submission is, for the on-premises mode: exactly one element, and only {@code approved} and {@code rejected} end
 * the tool's waiting (publisher-api.md 5, trap 12). What waits for a person is told as rejected with that reason, since the
 * tool would wait for ever.
 */
record GatewaySubmissionReply(@JsonProperty("revisions") List<Item> revisions) {
    /** The one element. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @JsonProperty("upload-id") String id,
            @JsonProperty("status") String status,
            @JsonProperty("revision") @Nullable Integer revision,
            @JsonProperty("errors") @Nullable List<Problem> errors) {
        record Problem(
                @JsonProperty("code") String code,
                @JsonProperty("message") String message) {}
    }

    /** @param id of the submission */
    static GatewaySubmissionReply of(String id, SubmissionState state) {
        return new GatewaySubmissionReply(List.of(
                switch (state) {
                    case SubmissionState.Received ignored -> new Item(id, "processing", null, null);
                    case SubmissionState.Scanned ignored -> new Item(id, "processing", null, null);
                    case SubmissionState.Signed ignored -> new Item(id, "processing", null, null);
                    case SubmissionState.InReview review -> new Item(id, "rejected", null, problems(review.reasons()));
                    case SubmissionState.Ready ready ->
                        new Item(id, "approved", ready.revision().value(), null);
                    case SubmissionState.Rejected rejected ->
                        new Item(id, "rejected", null, problems(rejected.problems()));
                }));
    }

    private static List<Item.Problem> problems(List<SubmissionNote> notes) {
        return notes.stream()
                .map(note -> new Item.Problem(note.code(), note.message()))
                .toList();
    }
}
