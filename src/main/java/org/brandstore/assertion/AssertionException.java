package org.brandstore.assertion;

/** An assertion that cannot be read, made, verified or added. The message says what is wrong, where, and what would be right. */
public final class AssertionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an assertion is refused. */
    public enum Reason {
        /** the bytes are not an assertion */
        MALFORMED,
        /** a part is longer than the limits of assertions.md 1.4 */
        TOO_LARGE,
        /** a header or the body breaks a rule of the type */
        INVALID,
        /** the format is higher than the highest known one, or lower than the features used need */
        UNSUPPORTED_FORMAT,
        /** the signing key is not known, or is not a key of the authority */
        UNKNOWN_KEY,
        /** the signing key is not valid now, or was not at the assertion's time */
        KEY_NOT_VALID,
        /** the signing key is not allowed to sign this */
        KEY_CONSTRAINED,
        /** the signature does not match */
        BAD_SIGNATURE,
        /** the assertion contradicts the database, or the authority may not say this */
        NOT_CONSISTENT,
        /** something that must be known before is not */
        PREREQUISITE_MISSING,
        /** a later revision, or another one with the same number, is held already */
        NOT_NEWER
    }

    private final Reason reason;

    public AssertionException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public AssertionException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
