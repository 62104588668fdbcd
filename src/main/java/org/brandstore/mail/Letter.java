package org.brandstore.mail;

import java.util.regex.Pattern;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * One mail. What it is made of cannot get out of its place: an address is one plain address, a subject is one line.
 *
 * @param to such as {@code ana@acme.example}
 * @param text plain, with {@code \n} between lines
 */
public record Letter(String to, String subject, String text) {
    /** Narrower than the standards: no quotes, comments, lists or letters beyond ASCII, which nobody needs here. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?");

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if mail like this must not be sent */
    public Letter {
        if (!isAddress(to)) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot send the mail: this store sends to plain addresses only");
        }
        if (subject.chars().anyMatch(Character::isISOControl)
                || text.chars().anyMatch(sign -> sign != '\n' && Character.isISOControl(sign))) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot send the mail: it has control characters");
        }
    }

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Without the text, which may hold a secret. */
    @Override
    public String toString() {
        return "Letter[" + to + "]";
    }
}
