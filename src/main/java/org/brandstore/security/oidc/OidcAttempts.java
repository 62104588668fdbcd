package org.brandstore.security.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sign-ins that have begun. Each ends once, on whichever replica the browser comes back to. */
@ApplicationScoped
class OidcAttempts {
    static final Duration LIFE = Duration.ofMinutes(10);

    private final EntityManager database;
    private final Clock clock;

    OidcAttempts(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Transactional
    void begin(byte[] stateHash, String next) {
        database.createNativeQuery("delete from oidc_attempt where expires_at < ?1")
                .setParameter(1, clock.instant())
                .executeUpdate();
        database.createNativeQuery("insert into oidc_attempt (state_hash, next, expires_at) values (?1, ?2, ?3)")
                .setParameter(1, stateHash)
                .setParameter(2, next)
                .setParameter(3, clock.instant().plus(LIFE))
                .executeUpdate();
    }

    /** Where to go afterwards, if such a sign-in has begun and not ended. */
    @Transactional
    Optional<String> end(byte[] stateHash) {
        List<?> ended = database.createNativeQuery(
                        "delete from oidc_attempt where state_hash = ?1 and expires_at > ?2 returning next",
                        String.class)
                .setParameter(1, stateHash)
                .setParameter(2, clock.instant())
                .getResultList();
        return ended.stream().map(String.class::cast).findFirst();
    }
}
