package org.brandstore.account.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id in the usual text form {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}. A few are hashed at a
 * time, so that a flood of sign-ins can take neither all memory nor all threads.
 */
@ApplicationScoped
class PasswordHasher {
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 2;
    /** Each waits with a thread of the server, which others need too. */
    private static final int WAITING = 30;

    private final SecureRandom random;
    private final Turns turns = new Turns(AT_ONCE, WAITING);

    PasswordHasher(SecureRandom random) {
        this.random = random;
    }

    String hash(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=1$" + encode(salt) + "$"
                + encode(derive(password, salt, MEMORY_KIB, ITERATIONS));
    }

    /** Compares in constant time. */
    boolean matches(char[] password, String hash) {
        String[] parts = hash.split("\\$", -1);
        String[] costs = parts[3].split("[=,]", -1);
        byte[] derived = derive(password, decode(parts[4]), Integer.parseInt(costs[1]), Integer.parseInt(costs[3]));
        return MessageDigest.isEqual(derived, decode(parts[5]));
    }

    /** Does the work of a comparison for nothing, so that an unknown e-mail takes as long as a known one. */
    void wasteTime(char[] password) {
        derive(password, new byte[SALT_BYTES], MEMORY_KIB, ITERATIONS);
    }

    private byte[] derive(char[] password, byte[] salt, int memoryKib, int iterations) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        return turns.take(() -> {
            byte[] hash = new byte[HASH_BYTES];
            generator.generateBytes(new String(password).getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        });
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }
}
