package org.brandstore.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that all devices of a model show to the serial service, set in the gadget. Only its SHA-256 is kept. */
final class ApiKeys {
    private static final int BYTES = 40;

    private ApiKeys() {}

    static String generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Compares in constant time. */
    static boolean matches(String key, byte[] hash) {
        return MessageDigest.isEqual(hash(key), hash);
    }
}
