package org.brandstore.problem;

/** What kind of failure a code stands for; it gives the default HTTP status. */
public enum ErrorCategory {
    INVALID(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    TOO_LARGE(413),
    THROTTLED(429),
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int status;

    ErrorCategory(int status) {
        this.status = status;
    }

    /** The HTTP status that says the same. */
    public int status() {
        return status;
    }
}
