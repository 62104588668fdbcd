package org.brandstore.cli.fleet;

/** The store answered something else than the client needs. */
final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    WireException(String call, int status, String body) {
        super(call + " was answered " + status + ": " + (body.length() > 300 ? body.substring(0, 300) + "..." : body));
        this.status = status;
    }

    int status() {
        return status;
    }
}
