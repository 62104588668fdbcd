package org.brandstore.account;

import java.util.regex.Pattern;
import org.brandstore.naming.ShownText;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** What names that people choose may look like. */
public final class TextRules {
    private static final int MAX_DISPLAY_NAME = 128;
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9](?:[-a-z0-9]{0,38}[a-z0-9])?");

    private TextRules() {}

    public static String displayName(String text) {
        if (text.isBlank()
                || text.length() > MAX_DISPLAY_NAME
                || ShownText.problemInLine(text).isPresent()) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot use this display name: it must be one line of 1 to " + MAX_DISPLAY_NAME + " characters");
        }
        return text;
    }

    static String username(String text) {
        if (!USERNAME.matcher(text).matches()) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot use this username: it must be 1 to 40 of a-z, 0-9 and inner '-'");
        }
        return text;
    }
}
