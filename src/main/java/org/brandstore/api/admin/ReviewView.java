package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.snap.ReviewCase;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.SubmissionState;
import org.brandstore.snap.upload.Upload;
import org.jspecify.annotations.Nullable;

/**
 * An upload as a reviewer sees it.
 *
 * @param state received, scanned, review, signed, ready or rejected
 * @param revision its number, also while it waits; null if it has none yet
 * @param reasons why it waits, or was refused
 * @param findings everything that was seen, in the order of the checks
 * @param mayDecide whether the caller could approve or reject it now
 */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record ReviewView(
        String id,
        String store,
        String snap,
        String snapId,
        String state,
        @Nullable Integer revision,
        String uploadedBy,
        String uploadedAt,
        Item file,
        List<Item> components,
        List<String> channels,
        List<Note> reasons,
        List<Note> findings,
        @Nullable Decided decision,
        boolean mayDecide) {

    /** A file. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record Item(@Nullable String name, String filename, long size, String sha3_384) {
        static Item of(@Nullable String name, Upload upload) {
            return new Item(
                    name,
                    upload.filename(),
                    upload.blob().size(),
                    upload.blob().digest().hex());
        }
    }

    /** A finding: a code for programs and words for people. */
    public record Note(String code, String message) {
        static List<Note> of(List<SubmissionNote> notes) {
            return notes.stream()
                    .map(note -> new Note(note.code(), note.message()))
                    .toList();
        }
    }

    /** What a reviewer said. */
    public record Decided(String verdict, String reason, String at) {}

    static ReviewView of(ReviewCase review, boolean mayDecide) {
        SubmissionState state = review.submission().state();
        return new ReviewView(
                review.submission().id().toString(),
                review.snap().store().value(),
                review.snap().name().value(),
                review.snap().id().value(),
                state.wireName(),
                review.revision().map(Revision::value).orElse(null),
                review.uploader().email(),
                review.submission().createdAt().toString(),
                Item.of(null, review.file()),
                review.components().stream()
                        .map(component -> Item.of(component.name(), component.file()))
                        .toList(),
                review.submission().channels().stream().map(Channel::toString).toList(),
                Note.of(review.reasons()),
                Note.of(review.findings()),
                review.decision()
                        .map(decision -> new Decided(
                                decision.approved() ? "approved" : "rejected",
                                decision.reason(),
                                decision.at().toString()))
                        .orElse(null),
                mayDecide);
    }
}
