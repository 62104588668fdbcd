package org.brandstore.problem;

/** Every code that a face of the store can answer. The wire code is a promise: it is never renamed. */
public enum ErrorCode {
    INVALID_FIELD("invalid-field", ErrorCategory.INVALID, "A field is missing or not valid"),
    INVALID_REQUEST("invalid-request", ErrorCategory.INVALID, "The request cannot be read"),
    INVALID_ASSERTION("invalid-assertion", ErrorCategory.INVALID, "The assertion is not acceptable"),
    INVALID_SNAP("invalid-snap", ErrorCategory.INVALID, "The snap file is not acceptable"),
    INVALID_NONCE("invalid-nonce", ErrorCategory.INVALID, "The nonce is unknown, stale or used"),
    INVALID_REQUEST_ID("invalid-request-id", ErrorCategory.INVALID, "The request id is unknown, stale or used"),
    INVALID_NAME("invalid", ErrorCategory.INVALID, "The name is not valid"),
    INVALID_CREDENTIALS("invalid-credentials", ErrorCategory.UNAUTHENTICATED, "The credentials are not valid"),
    PASSWORD_POLICY_ERROR("password-policy-error", ErrorCategory.INVALID, "The password must be changed"),
    TWOFACTOR_REQUIRED("twofactor-required", ErrorCategory.UNAUTHENTICATED, "A one-time password is needed"),
    TWOFACTOR_FAILURE("twofactor-failure", ErrorCategory.FORBIDDEN, "The one-time password is wrong"),
    AUTHENTICATION_REQUIRED("authentication-required", ErrorCategory.UNAUTHENTICATED, "Credentials are needed"),
    MACAROON_NEEDS_REFRESH("macaroon-needs-refresh", ErrorCategory.UNAUTHENTICATED, "The discharge has expired"),
    DEVICE_AUTHORIZATION_NEEDS_REFRESH(
            "device-authorization-needs-refresh", ErrorCategory.UNAUTHENTICATED, "The device session has expired"),
    PERMISSION_REQUIRED("macaroon-permission-required", ErrorCategory.FORBIDDEN, "The credential lacks the permission"),
    RESOURCE_FORBIDDEN("resource-forbidden", ErrorCategory.FORBIDDEN, "Not allowed"),
    FOUR_EYES("four-eyes", ErrorCategory.FORBIDDEN, "The requester cannot approve"),
    NOT_FOUND("not-found", ErrorCategory.NOT_FOUND, "Not found"),
    RESOURCE_NOT_FOUND("resource-not-found", ErrorCategory.NOT_FOUND, "Not found"),
    NAME_NOT_FOUND("name-not-found", ErrorCategory.NOT_FOUND, "No snap with that name"),
    ID_NOT_FOUND("id-not-found", ErrorCategory.NOT_FOUND, "No snap with that id"),
    REVISION_NOT_FOUND("revision-not-found", ErrorCategory.NOT_FOUND, "No such revision"),
    RESOURCE_NOT_READY("resource-not-ready", ErrorCategory.CONFLICT, "The revision is not ready to release"),
    ALREADY_REGISTERED("already_registered", ErrorCategory.CONFLICT, "The name is taken"),
    ALREADY_OWNED("already_owned", ErrorCategory.CONFLICT, "The name is already yours"),
    RESERVED_NAME("reserved_name", ErrorCategory.CONFLICT, "The name is reserved"),
    REGISTER_WINDOW("register_window", ErrorCategory.THROTTLED, "Too many names were registered lately"),
    WAITS_FOR_APPROVAL("waits-for-approval", ErrorCategory.CONFLICT, "Somebody else has to approve it first"),
    CONFLICT("conflict", ErrorCategory.CONFLICT, "The state has changed meanwhile"),
    TOO_LARGE("too-large", ErrorCategory.TOO_LARGE, "The request is too large"),
    TOO_MANY_REQUESTS("too-many-requests", ErrorCategory.THROTTLED, "Too many requests"),
    FEATURE_DISABLED("feature-disabled", ErrorCategory.NOT_FOUND, "Not offered by this store"),
    KEY_NOT_HELD("key-not-held", ErrorCategory.CONFLICT, "The private key is not on this server"),
    MISCONFIGURED("misconfigured", ErrorCategory.INTERNAL, "The server is not set up right"),
    UNAVAILABLE("unavailable", ErrorCategory.UNAVAILABLE, "Try again later"),
    INTERNAL("internal-error", ErrorCategory.INTERNAL, "Internal error");

    private final String wireCode;
    private final ErrorCategory category;
    private final String title;

    ErrorCode(String wireCode, ErrorCategory category, String title) {
        this.wireCode = wireCode;
        this.category = category;
        this.title = title;
    }

    /** The spelling on the wire. */
    public String wireCode() {
        return wireCode;
    }

    public ErrorCategory category() {
        return category;
    }

    /** A short sentence that is the same for every error of this code. */
    public String title() {
        return title;
    }
}
