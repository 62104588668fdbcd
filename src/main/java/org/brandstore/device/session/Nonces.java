package org.brandstore.device.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.FreshTokens;
import org.brandstore.device.TokenKeys;
import org.brandstore.device.UsedTokens;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Nonces that open sessions: ours, fresh, and good for one session only (device-api.md 3). */
@ApplicationScoped
public class Nonces {
    private static final byte[] NO_DIGEST = {};

    private final TokenKeys keys;
    private final DeviceConfig config;
    private final UsedTokens used;
    private final Clock clock;
    private final SecureRandom random;

    Nonces(TokenKeys keys, DeviceConfig config, UsedTokens used, Clock clock, SecureRandom random) {
        this.keys = keys;
        this.config = config;
        this.used = used;
        this.clock = clock;
        this.random = random;
    }

    /** A new nonce. Nothing is kept of it until it is used. */
    public String issue() {
        return tokens().issue();
    }

    /**
     * Uses a nonce up, if the transaction commits.
     *
     * @throws StoreException {@link ErrorCode#INVALID_NONCE} if it is not ours, stale, or used
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void use(String nonce) {
        Instant end = requireFresh(nonce);
        if (!used.use(UsedTokens.Purpose.NONCE, nonce, NO_DIGEST, end)) {
            throw new StoreException(ErrorCode.INVALID_NONCE, "cannot use the nonce: it was used before");
        }
    }

    /**
     * When the nonce ends. Costs next to nothing, so it comes before signatures are checked.
     *
     * @throws StoreException {@link ErrorCode#INVALID_NONCE} if it is not ours, or stale
     */
    Instant requireFresh(String nonce) {
        return tokens().freshUntil(nonce)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_NONCE,
                        "cannot use the nonce: it is not one of this store, or older than " + config.nonceLifetime()));
    }

    private FreshTokens tokens() {
        return new FreshTokens(keys.get(TokenKeys.Purpose.NONCE), config.nonceLifetime(), clock, random);
    }
}
