package org.brandstore.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers which tokens were used until they are too old to be used anyway. */
@ApplicationScoped
public class UsedTokens {
    /** More than the clocks of replicas differ: what one has forgotten none takes for fresh. */
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    private final EntityManager database;
    private final Clock clock;

    UsedTokens(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a token is for. */
    public enum Purpose {
        NONCE("nonce"),
        REQUEST_ID("request-id");

        private final String wireName;

        Purpose(String wireName) {
            this.wireName = wireName;
        }
    }

    /**
     * Uses a token up, if the transaction commits.
     *
     * @param useDigest a digest of what it is used for
     * @param expiresAt when the token becomes too old by itself
     * @return false if it was used before
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean use(Purpose purpose, String token, byte[] useDigest, Instant expiresAt) {
        return database.createNativeQuery("""
                        insert into used_token (token, purpose, use_digest, expires_at) values (?1, ?2, ?3, ?4)
                        on conflict do nothing""")
                        .setParameter(1, token)
                        .setParameter(2, purpose.wireName)
                        .setParameter(3, useDigest)
                        .setParameter(4, expiresAt)
                        .executeUpdate()
                == 1;
    }

    /** The digest of what a token was used for; empty if it was not used, or so long ago that it is forgotten. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<byte[]> findUse(Purpose purpose, String token) {
        List<?> rows = database.createNativeQuery(
                        "select use_digest from used_token where token = ?1 and purpose = ?2", byte[].class)
                .setParameter(1, token)
                .setParameter(2, purpose.wireName)
                .getResultList();
        return rows.stream().map(row -> (byte[]) row).findFirst();
    }

    /** Forgets the tokens that are too old by the clock of any replica; returns how many. */
    @Transactional
    public int forgetExpired() {
        return database.createNativeQuery("delete from used_token where expires_at < ?1")
                .setParameter(1, clock.instant().minus(CLOCKS_APART))
                .executeUpdate();
    }
}
