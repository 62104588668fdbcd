package org.brandstore.console.snap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.snap.Submission;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.SubmissionState;

/**
 * How far an uploaded file is.
 *
 * @param label its state in a word or two
 * @param tone which colour that has
 * @param sentence the same in words
 * @param steps from received to ready; empty for a file that was refused
 * @param notes why it waits, was refused or was not released
 * @param channels where it was to be released to, in words; may be empty
 * @param time when it was uploaded, in ISO 8601
 */
record UploadView(
        String id,
        String label,
        String tone,
        String sentence,
        List<Step> steps,
        List<NoteView> notes,
        String channels,
        String uploader,
        String time) {
    /** @param state {@code done}, {@code now}, {@code held} or {@code open} */
    record Step(String label, String state) {}

    private static final List<String> STEPS = List.of("Received", "Read", "Reviewed", "Signed", "Ready");

    /** @param withdrawn the snap's revisions that were withdrawn */
    static UploadView of(Submission submission, String uploader, Set<Revision> withdrawn) {
        SubmissionState state = submission.state();
        boolean gone = state instanceof SubmissionState.Ready ready && withdrawn.contains(ready.revision());
        return new UploadView(
                submission.id().toString(),
                gone ? "Withdrawn" : label(state),
                gone ? "danger" : tone(state),
                gone ? "It became a revision, which was withdrawn since." : sentence(state),
                steps(state),
                NoteView.of(notes(state)),
                submission.channels().stream().map(Channel::toString).collect(Collectors.joining(", ")),
                uploader,
                submission.createdAt().toString());
    }

    static String label(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Received ignored -> "Received";
            case SubmissionState.Scanned ignored -> "In review";
            case SubmissionState.InReview ignored -> "Waits for a reviewer";
            case SubmissionState.Signed ignored -> "Signed";
            case SubmissionState.Ready ready -> ready.problems().isEmpty() ? "Ready" : "Ready, not released";
            case SubmissionState.Rejected ignored -> "Refused";
        };
    }

    static String tone(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Received ignored -> "scheduled";
            case SubmissionState.Scanned ignored -> "scheduled";
            case SubmissionState.InReview ignored -> "waiting";
            case SubmissionState.Signed ignored -> "scheduled";
            case SubmissionState.Ready ready -> ready.problems().isEmpty() ? "good" : "waiting";
            case SubmissionState.Rejected ignored -> "danger";
        };
    }

    private static String sentence(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Received ignored -> "The file has arrived; the store reads it now.";
            case SubmissionState.Scanned ignored -> "The file can be read; the store reviews it now.";
            case SubmissionState.InReview ignored ->
                "A person has to look at it first: a reviewer of the store other than who uploaded it.";
            case SubmissionState.Signed signed -> "It is signed as " + named(signed.revision()) + ".";
            case SubmissionState.Ready ready ->
                ready.problems().isEmpty()
                        ? "It is " + named(ready.revision()) + " now and can be released."
                        : "It is " + named(ready.revision()) + " now, but was not released:";
            case SubmissionState.Rejected ignored -> "It did not become a revision. Upload a corrected file.";
        };
    }

    private static String named(Revision revision) {
        return "revision " + revision;
    }

    private static List<SubmissionNote> notes(SubmissionState state) {
        return switch (state) {
            case SubmissionState.InReview review -> review.reasons();
            case SubmissionState.Ready ready -> ready.problems();
            case SubmissionState.Rejected rejected -> rejected.problems();
            case SubmissionState.Received ignored -> List.of();
            case SubmissionState.Scanned ignored -> List.of();
            case SubmissionState.Signed ignored -> List.of();
        };
    }

    /** How many of the steps are behind the file; -1 for one whose way has ended. */
    private static int done(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Received ignored -> 1;
            case SubmissionState.Scanned ignored -> 2;
            case SubmissionState.InReview ignored -> 2;
            case SubmissionState.Signed ignored -> 4;
            case SubmissionState.Ready ignored -> 5;
            case SubmissionState.Rejected ignored -> -1;
        };
    }

    private static List<Step> steps(SubmissionState state) {
        int done = done(state);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; done >= 0 && i < STEPS.size(); i++) {
            String present = state instanceof SubmissionState.InReview ? "held" : "now";
            steps.add(new Step(STEPS.get(i), i < done ? "done" : i == done ? present : "open"));
        }
        return List.copyOf(steps);
    }
}
