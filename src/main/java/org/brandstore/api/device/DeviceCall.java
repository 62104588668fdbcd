package org.brandstore.api.device;

import io.vertx.core.http.HttpServerRequest;

/** The kinds of requests that are let in by different rules when there are too many. */
enum DeviceCall {
    /** A refresh request that nobody waits for, answered from memory. */
    SCHEDULED_REFRESH,

    /** A refresh request for which somebody may wait, answered from memory. */
    REFRESH,

    /** Anything else that a device with a session, or on its way to one, asks. */
    DEVICE,

    /** What is asked without a session: image builders, other tools, strangers. */
    TOOL,

    /** Not judged here. Registration has turns of its own, where 503 is the answer that brings devices back (device-api.md 4). */
    OTHER;

    private static final String REFRESHES = "/v2/snaps/refresh";
    private static final String OPENING = "/api/v1/snaps/auth/";

    static DeviceCall of(HttpServerRequest request) {
        String path = request.path();
        if (path == null) {
            return OTHER;
        }
        if (path.startsWith(OPENING)) {
            return path.startsWith("nonces", OPENING.length()) || path.startsWith("sessions", OPENING.length())
                    ? DEVICE
                    : OTHER;
        }
        if (!path.startsWith("/v2/") && !path.startsWith("/api/v1/snaps/")) {
            return OTHER;
        }
        boolean device = request.headers().contains("Snap-Device-Authorization")
                || request.headers().contains("X-Device-Authorization");
        if (path.startsWith(REFRESHES) && (device || !request.headers().contains("Authorization"))) {
            return "scheduled".equals(request.getHeader("Snap-Refresh-Reason")) ? SCHEDULED_REFRESH : REFRESH;
        }
        return device ? DEVICE : TOOL;
    }
}
