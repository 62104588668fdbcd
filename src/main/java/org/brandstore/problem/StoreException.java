package org.brandstore.problem;

import java.util.List;

/** The failure of a request for a reason that the caller can be told. Anything else that is thrown is a bug. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ErrorDetail> details;

    /** @param details at least one; the first decides the status */
    public StoreException(List<ErrorDetail> details) {
        super(details.getFirst().message());
        this.details = List.copyOf(details);
    }

    public StoreException(ErrorCode code, String message) {
        this(List.of(new ErrorDetail(code, message)));
    }

    public StoreException(ErrorCode code, String message, Throwable cause) {
        this(code, message);
        initCause(cause);
    }

    public List<ErrorDetail> details() {
        return details;
    }

    /** The code of the first detail. */
    public ErrorCode code() {
        return details.getFirst().code();
    }
}
