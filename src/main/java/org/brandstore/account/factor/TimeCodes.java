package org.brandstore.account.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords that follow from a secret and the time (RFC 6238): six digits, steps of 30 seconds, HMAC-SHA-1,
 * which is what every authenticator app does.
 */
final class TimeCodes {
    static final int DIGITS = 6;
    static final Duration STEP = Duration.ofSeconds(30);

    private static final int MODULUS = 1_000_000;
    /** How many steps the app's clock may be off in either direction (RFC 6238 section 5.2 advises one). */
    private static final int TOLERANCE = 1;

    private TimeCodes() {}

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
    }

    static String code(byte[] secret, long step) {
        byte[] hmac = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hmac[hmac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hmac).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    /**
     * The time step that a code belongs to. All candidates are computed and compared whether one fits or not.
     *
     * @param after only steps after this one count
     */
    static OptionalLong match(byte[] secret, String code, Instant now, long after) {
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        long found = Long.MIN_VALUE;
        for (long step = step(now) - TOLERANCE; step <= step(now) + TOLERANCE; step++) {
            byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
            boolean fits = MessageDigest.isEqual(right, given);
            found = fits && step > after ? step : found;
        }
        return found == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
        }
    }
}
