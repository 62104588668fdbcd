package org.brandstore.api.admin;

import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The numbers by which lists are read page by page. */
public final class Paging {
    /** The longest page of any list. */
    private static final int MOST = 1_000;

    private Paging() {}

    /** @throws StoreException if it is no number from 1 to 1000 */
    public static int limit(String text) {
        int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot make a page: limit must be a number from 1 to " + MOST);
        }
        return limit;
    }

    /** @throws StoreException if it is no number of a line */
    public static long below(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot make a page: below must be the number of a line", e);
        }
    }
}
