package org.brandstore.snap;

import java.util.List;
import org.brandstore.naming.Revision;

/** How far the way of an uploaded file to a revision has come. */
public sealed interface SubmissionState {
    /** The spelling in the records. */
    String wireName();

    /** Whether nothing will change any more without somebody's doing. */
    default boolean isSettled() {
        return switch (this) {
            case Received ignored -> false;
            case Scanned ignored -> false;
            case InReview ignored -> true;
            case Signed ignored -> false;
            case Ready ignored -> true;
            case Rejected ignored -> true;
        };
    }

    /** The file waits to be read. */
    record Received() implements SubmissionState {
        @Override
        public String wireName() {
            return "received";
        }
    }

    /** The file can be read and waits for the automatic review, or was let pass by a person. */
    record Scanned() implements SubmissionState {
        @Override
        public String wireName() {
            return "scanned";
        }
    }

    /**
     * A rule wants a person to look at it first.
     *
     * @param reasons at least one
     */
    record InReview(List<SubmissionNote> reasons) implements SubmissionState {
        public InReview {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String wireName() {
            return "review";
        }
    }

    /** The revision exists and is signed; what was to be released with it is not yet. */
    record Signed(Revision revision) implements SubmissionState {
        @Override
        public String wireName() {
            return "signed";
        }
    }

    /**
     * The revision exists, and everything that was asked for with it was done or refused.
     *
     * @param problems why it was not released although that was asked for; empty if all went well
     */
    record Ready(Revision revision, List<SubmissionNote> problems) implements SubmissionState {
        public Ready {
            problems = List.copyOf(problems);
        }

        @Override
        public String wireName() {
            return "ready";
        }
    }

    /**
     * The file did not become a revision and never will.
     *
     * @param problems at least one
     */
    record Rejected(List<SubmissionNote> problems) implements SubmissionState {
        public Rejected {
            problems = List.copyOf(problems);
        }

        @Override
        public String wireName() {
            return "rejected";
        }
    }
}
