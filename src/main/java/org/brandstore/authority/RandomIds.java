package org.brandstore.authority;

import java.security.SecureRandom;

/** Draws ids of 32 letters and digits, the form of account and snap ids (assertions.md 1.8). */
public final class RandomIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private RandomIds() {}

    public static String next(SecureRandom random) {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
