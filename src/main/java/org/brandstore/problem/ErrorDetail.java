package org.brandstore.problem;

import java.util.Map;

/**
 * One item of an error list.
 *
 * @param code what went wrong
 * @param message what is wrong, where, and what would be right; safe to show to the client
 * @param extra further data for the client; values are strings, numbers, booleans, or lists and maps of these
 */
public record ErrorDetail(ErrorCode code, String message, Map<String, Object> extra) {
    public ErrorDetail {
        extra = Map.copyOf(extra);
    }

    public ErrorDetail(ErrorCode code, String message) {
        this(code, message, Map.of());
    }
}
