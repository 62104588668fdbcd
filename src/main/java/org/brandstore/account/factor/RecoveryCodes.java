package org.brandstore.account.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Codes for when the app is lost, each good for one sign-in. A code has 80 random bits, which nobody can guess from its
 * hash.
 */
@ApplicationScoped
class RecoveryCodes {
    static final int COUNT = 10;

    private static final int BYTES = 10;
    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    private final EntityManager database;
    private final Clock clock;
    private final SecureRandom random;

    RecoveryCodes(EntityManager database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** New codes; the earlier ones do not work any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    List<String> renew(UUID person) {
        forget(person);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String code = FactorText.of(bytes);
            database.createNativeQuery("insert into recovery_code (person_id, code_hash) values (?1, ?2)")
                    .setParameter(1, person)
                    .setParameter(2, hash(person, code))
                    .executeUpdate();
            codes.add(grouped(code));
        }
        return List.copyOf(codes);
    }

    /** Uses a code up. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean use(UUID person, String typed) {
        String code = typed.replaceAll("[-\\s]", "").toUpperCase(Locale.ROOT);
        return code.length() == LENGTH
                && database.createNativeQuery("update recovery_code set used_at = ?3"
                                        + " where person_id = ?1 and code_hash = ?2 and used_at is null")
                                .setParameter(1, person)
                                .setParameter(2, hash(person, code))
                                .setParameter(3, clock.instant())
                                .executeUpdate()
                        == 1;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    int left(UUID person) {
        Number count = (Number) database.createNativeQuery(
                        "select count(*) from recovery_code where person_id = ?1 and used_at is null")
                .setParameter(1, person)
                .getSingleResult();
        return count.intValue();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void forget(UUID person) {
        database.createNativeQuery("delete from recovery_code where person_id = ?1")
                .setParameter(1, person)
                .executeUpdate();
    }

    private static String grouped(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    private static byte[] hash(UUID person, String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((person + "/" + code).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
