package org.brandstore.snap;

import java.util.List;

/** What the automatic review says about an upload. */
sealed interface ReviewVerdict {
    /** What was seen, for the people who look at the submission later; may be empty. */
    List<SubmissionNote> findings();

    /** The file may become a revision. */
    record Accepted(List<SubmissionNote> findings) implements ReviewVerdict {}

    /**
     * A person has to look at it first.
     *
     * @param reasons which rules want that; at least one
     * @param approvable whether a person's word is enough; if not, something has to change before
     */
    record Held(List<SubmissionNote> reasons, List<SubmissionNote> findings, boolean approvable)
            implements ReviewVerdict {}

    /**
     * The file can never become a revision of this snap.
     *
     * @param problems at least one
     */
    record Refused(List<SubmissionNote> problems, List<SubmissionNote> findings) implements ReviewVerdict {}
}
