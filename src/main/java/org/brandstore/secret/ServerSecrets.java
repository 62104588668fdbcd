package org.brandstore.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Secrets that the server makes for itself, once for all replicas: for session tokens, nonces, macaroons. */
@ApplicationScoped
public class ServerSecrets {
    /** The length of every secret in bytes. */
    public static final int LENGTH = 32;

    private final StoredSecrets stored;
    private final ConcurrentMap<String, byte[]> known = new ConcurrentHashMap<>();

    ServerSecrets(StoredSecrets stored) {
        this.stored = stored;
    }

    /**
     * The secret of this name, made if nobody asked for it before. The first call for a name goes to the database, later
     * ones do not.
     *
     * @param name what it is for, such as {@code session-hmac}
     * @return {@value #LENGTH} bytes, the caller's own copy
     */
    public byte[] get(String name) {
        byte[] secret = known.get(name);
        if (secret == null) {
            secret = stored.findOrCreate(name);
            known.put(name, secret);
        }
        return secret.clone();
    }

    /** The database part, committed for itself: what a secret was used for may be rolled back, the secret may not. */
    @ApplicationScoped
    static class StoredSecrets {
        private final EntityManager database;
        private final Sealer sealer;
        private final SecureRandom random;
        private final Clock clock;

        StoredSecrets(EntityManager database, Sealer sealer, SecureRandom random, Clock clock) {
            this.database = database;
            this.sealer = sealer;
            this.random = random;
            this.clock = clock;
        }

        @Transactional(Transactional.TxType.REQUIRES_NEW)
        byte[] findOrCreate(String name) {
            String context = "server-secret/" + name;
            ServerSecretEntity held = database.find(ServerSecretEntity.class, name);
            if (held != null) {
                return sealer.open(held.sealed, context);
            }
            byte[] secret = new byte[LENGTH];
            random.nextBytes(secret);
            database.createNativeQuery("insert into server_secret (name, sealed, created_at) values (?1, ?2, ?3)"
                            + " on conflict do nothing")
                    .setParameter(1, name)
                    .setParameter(2, sealer.seal(secret, context))
                    .setParameter(3, clock.instant())
                    .executeUpdate();
            return sealer.open(database.find(ServerSecretEntity.class, name).sealed, context);
        }
    }
}
