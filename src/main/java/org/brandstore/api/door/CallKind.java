package org.brandstore.api.door;

/** The kinds of calls that have budgets of their own, so that a crowd of one kind takes nothing from another. */
enum CallKind {
    /** A device with a valid session that asks what is for devices. */
    DEVICE,
    /** What devices and their tools ask, without a valid session. */
    STRANGER,
    /** On the way to a serial. Here 4xx is final for hours, and 503 brings a device back (device-api.md 4). */
    REGISTRATION,
    /** Files of snaps that come in. */
    UPLOAD,
    /** People and their tools: console, publishing, administration. */
    PEOPLE;

    /** Whether a valid session counts: what is for others takes of their budgets, whoever asks for it. */
    boolean isForDevices() {
        return this == STRANGER || this == REGISTRATION;
    }

    /** By the path of a request without a valid session as {@link Target} spells it, with or without a query. */
    static CallKind ofStranger(String target) {
        if (target.startsWith("/v1/serial")
                || target.startsWith("/v1/request-id")
                || target.startsWith("/api/v1/snaps/auth/devices")
                || target.startsWith("/api/v1/snaps/auth/request-id")) {
            return REGISTRATION;
        }
        if (target.startsWith("/unscanned-upload")) {
            return UPLOAD;
        }
        if (target.startsWith("/console")
                || target.startsWith("/dev/")
                || target.startsWith("/api/admin/")
                || target.startsWith("/api/v2/")
                || target.startsWith("/v1/")) {
            return PEOPLE;
        }
        return STRANGER;
    }
}
