package org.brandstore.snap;

import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The words that people give for what they decide about a snap; they stay in the audit log for ever. */
final class ReviewReason {
    private static final int MAX_LENGTH = 1_000;

    private ReviewReason() {}

    /** @throws StoreException if there are no words, too many, or characters that are none */
    static String require(String text) {
        String reason = text.strip();
        if (reason.isEmpty()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot decide without a reason: say why in a few words");
        }
        if (reason.length() > MAX_LENGTH) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot use a reason of " + reason.length() + " characters: at most " + MAX_LENGTH);
        }
        if (reason.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot use a reason with control characters");
        }
        return reason;
    }
}
