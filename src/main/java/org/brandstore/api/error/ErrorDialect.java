package org.brandstore.api.error;

/** The shapes in which the same error is told to different clients. */
public enum ErrorDialect {
    /** {@code error-list} of code, message and extra: device v2 and assertions (device-api.md 8, 10). */
    ERROR_LIST,
    /**
     * {@code error_list}, with code and message of the first error also at the top: serial service, sessions and
     * publishers (device-api.md 4, publisher-api.md 2.1 and 3.2).
     */
    ERROR_LIST_UNDERSCORE,
    /** RFC 9457: everything that is ours alone. */
    PROBLEM,
    /** A page for people. */
    HTML
}
