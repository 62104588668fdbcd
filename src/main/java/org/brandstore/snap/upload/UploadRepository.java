package org.brandstore.snap.upload;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class UploadRepository implements PanacheRepositoryBase<UploadEntity, String> {
    long unclaimedBytes(Instant now) {
        return getEntityManager()
                .createQuery(
                        "select coalesce(sum(u.size), 0) from UploadEntity u where u.claimedAt is null and u.expiresAt > ?1",
                        Long.class)
                .setParameter(1, now)
                .getSingleResult();
    }

    long deleteExpired(Instant now) {
        return delete("claimedAt is null and expiresAt <= ?1", now);
    }

    boolean refersTo(String digest) {
        return count("sha3_384", digest) > 0;
    }
}
