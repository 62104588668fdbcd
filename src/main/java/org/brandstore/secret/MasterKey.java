package org.brandstore.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The key under which everything secret is sealed at rest. */
final class MasterKey {
    static final int LENGTH = 32;
    static final int FINGERPRINT_LENGTH = 8;

    private final SecretKey key;
    private final byte[] fingerprint;

    /** @param bytes 32 of them; copied */
    MasterKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("cannot use a master key of " + bytes.length + " bytes");
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.fingerprint = fingerprintOf(bytes);
    }

    /**
     * Reads the spelling of files and configuration.
     *
     * @param text base64 or hex, white space around it allowed
     * @param source what to name in the error
     */
    static MasterKey parse(String text, String source) {
        String trimmed = text.strip();
        try {
            byte[] bytes = trimmed.length() == 2 * LENGTH
                    ? HexFormat.of().parseHex(trimmed)
                    : Base64.getDecoder().decode(trimmed);
            if (bytes.length == LENGTH) {
                return new MasterKey(bytes);
            }
        } catch (IllegalArgumentException e) {
            // not repeated: the exception's text would quote a part of the secret
        }
        throw new StoreException(
                ErrorCode.MISCONFIGURED,
                "cannot use the master key from " + source + ": it must be 32 bytes in base64 or hex, as from"
                        + " \"openssl rand -base64 32\"");
    }

    SecretKey key() {
        return key;
    }

    /** Tells master keys apart without telling anything about them. */
    byte[] fingerprint() {
        return fingerprint.clone();
    }

    private static byte[] fingerprintOf(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("brandstore master key fingerprint".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(digest.digest(bytes), FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + HexFormat.of().formatHex(fingerprint) + "]";
    }
}
