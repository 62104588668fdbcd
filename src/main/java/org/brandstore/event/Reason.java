package org.brandstore.event;

import org.brandstore.naming.ShownText;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The words that people give for what they decide; they stay in the audit log for ever. */
public final class Reason {
    /** In characters. */
    public static final int MAX_LENGTH = 1_000;

    private Reason() {}

    /**
     * The words without white space around them.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if there are none, too many, or characters that are none
     */
    public static String require(String text) {
        String reason = text.strip();
        if (reason.isEmpty()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot decide without a reason: say why in a few words");
        }
        if (reason.length() > MAX_LENGTH) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot use a reason of " + reason.length() + " characters: at most " + MAX_LENGTH);
        }
        ShownText.problemInLines(reason).ifPresent(problem -> {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot use a reason with " + problem);
        });
        return reason;
    }

    /** As {@link #require}, where no words are an answer too. */
    public static String optional(String text) {
        return text.isBlank() ? "" : require(text);
    }
}
