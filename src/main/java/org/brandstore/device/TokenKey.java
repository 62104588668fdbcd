package org.brandstore.device;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks tokens that carry their own content: {@code base64url(payload || HMAC-SHA-256(payload))}. All
 * replicas hold the same key, so none of them needs to remember what it gave out. One key serves one purpose only.
 */
public final class TokenKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_BYTES = 32;
    private static final int MAX_TOKEN_CHARS = 4096;

    private final Mac prototype;

    /** @param secret at least 16 bytes that only this server's replicas know */
    public TokenKey(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("cannot use a token key of " + secret.length + " bytes");
        }
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use " + ALGORITHM, e);
        }
    }

    /** The token that carries this payload: letters, digits, {@code -} and {@code _}. */
    public String seal(byte[] payload) {
        byte[] tag = tag(payload, payload.length);
        byte[] token = Arrays.copyOf(payload, payload.length + TAG_BYTES);
        System.arraycopy(tag, 0, token, payload.length, TAG_BYTES);
        return encode(token);
    }

    /** The payload, if the token was made with this key. */
    public Optional<byte[]> open(String token) {
        if (token.length() > MAX_TOKEN_CHARS) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int length = bytes.length - TAG_BYTES;
        if (length < 0 || !isOnlySpelling(token, bytes)) { // what is used once must not pass twice
            return Optional.empty();
        }
        byte[] expected = tag(bytes, length);
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, length, bytes.length))
                ? Optional.of(Arrays.copyOf(bytes, length))
                : Optional.empty();
    }

    /** The decoder also takes padding, and last characters with bits that mean nothing. */
    private static boolean isOnlySpelling(String token, byte[] bytes) {
        int rest = bytes.length % 3;
        int tail = rest == 0 ? 0 : rest + 1;
        return token.length() == bytes.length / 3 * 4 + tail
                && encode(Arrays.copyOfRange(bytes, bytes.length - rest, bytes.length))
                        .equals(token.substring(token.length() - tail));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] tag(byte[] bytes, int length) {
        try {
            Mac mac = (Mac) prototype.clone();
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("cannot copy " + ALGORITHM, e);
        }
    }
}
