package org.brandstore.api.device;

/** A request came with a device session that does not work. */
final class SessionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean renewable;

    /** @param renewable whether a new session may heal it */
    SessionRefusedException(boolean renewable) {
        super("cannot accept the device session", null, false, false);
        this.renewable = renewable;
    }

    boolean isRenewable() {
        return renewable;
    }
}
