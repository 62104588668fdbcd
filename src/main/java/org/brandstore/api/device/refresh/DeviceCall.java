package org.brandstore.api.device.refresh;

import io.vertx.core.http.HttpServerRequest;

/** The kinds of requests that are let in by different rules when there are too many. */
enum DeviceCall {
    /** A refresh request that nobody waits for, answered from memory. */
    SCHEDULED_REFRESH,

    /** A refresh request for which somebody may wait, answered from memory. */
    REFRESH,

    /** Anything else that a device with a session asks. */
    DEVICE,

    /** A step on the way to a session: nonces and sessions. */
    OPENING,

    /** What is asked without a valid session: image builders, other tools, strangers. */
    TOOL,

    /** Not judged here. Registration has turns of its own, where 503 is the answer that brings devices back (device-api.md 4). */
    OTHER;

    private static final String REFRESHES = "/v2/snaps/refresh";
    private static final String AUTH = "/api/v1/snaps/auth/";

    /** @param device whether the request has a valid session of a device */
    static DeviceCall of(HttpServerRequest request, boolean device) {
        String path = request.path();
        if (path == null) {
            return OTHER;
        }
        if (path.startsWith(AUTH)) {
            return path.startsWith("nonces", AUTH.length()) || path.startsWith("sessions", AUTH.length())
                    ? OPENING
                    : OTHER;
        }
        if (!path.startsWith("/v2/") && !path.startsWith("/api/v1/snaps/")) {
            return OTHER;
        }
        if (device && path.startsWith(REFRESHES)) {
            return "scheduled".equals(request.getHeader("Snap-Refresh-Reason")) ? SCHEDULED_REFRESH : REFRESH;
        }
        return device ? DEVICE : TOOL;
    }
}
