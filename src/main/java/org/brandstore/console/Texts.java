package org.brandstore.console;

import java.util.UUID;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/** Reads what forms and addresses carry. */
public final class Texts {
    private Texts() {}

    public static String of(@Nullable String field) {
        return field == null ? "" : field;
    }

    /** @throws StoreException {@link ErrorCode#NOT_FOUND} if it is none: then it names nothing */
    public static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new StoreException(ErrorCode.NOT_FOUND, "cannot find what this form is about", e);
        }
    }
}
