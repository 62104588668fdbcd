package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.FreshTokens;
import org.brandstore.device.TokenKeys;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Request ids, which make every request for a serial a fresh one (device-api.md 4). */
@ApplicationScoped
public class RequestIds {
    private final TokenKeys keys;
    private final DeviceConfig config;
    private final Clock clock;
    private final SecureRandom random;

    RequestIds(TokenKeys keys, DeviceConfig config, Clock clock, SecureRandom random) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** A new request id. Nothing is kept of it until it is used. */
    public String issue() {
        return tokens().issue();
    }

    /**
     * When the request id ends.
     *
     * @throws StoreException {@link ErrorCode#INVALID_REQUEST_ID} if it is not ours, or stale
     */
    Instant requireFresh(String requestId) {
        return tokens().freshUntil(requestId)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_REQUEST_ID,
                        "cannot use the request id: it is not one of this store, or older than "
                                + config.requestIdLifetime()));
    }

    /**
     * Costs next to nothing, so it comes before signatures are checked. Of stale ones the same request may come again.
     *
     * @throws StoreException {@link ErrorCode#INVALID_REQUEST_ID} if the request id is not ours
     */
    void requireOurs(String requestId) {
        if (tokens().expiry(requestId).isEmpty()) {
            throw new StoreException(
                    ErrorCode.INVALID_REQUEST_ID, "cannot use the request id: it is not one of this store");
        }
    }

    private FreshTokens tokens() {
        return new FreshTokens(keys.get(TokenKeys.Purpose.REQUEST_ID), config.requestIdLifetime(), clock, random);
    }
}
