package org.brandstore.snap.delta;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.brandstore.blob.BlobStore;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.Sha3_384;
import org.brandstore.snap.storage.StoredFiles;

/**
 * The files of deltas that are not offered any more. The record goes first, and the file a day later, when nobody who was
 * told of it can still be downloading it. A crash in between leaves the file listed here.
 */
@ApplicationScoped
class DeltaLeftovers {
    /** Longer than any link to a file lives, and than a slow device takes for a delta. */
    static final Duration GRACE = Duration.ofDays(1);

    private final EntityManager database;
    private final Locks locks;
    private final BlobStore blobs;
    private final StoredFiles files;
    private final Clock clock;

    DeltaLeftovers(EntityManager database, Locks locks, BlobStore blobs, StoredFiles files, Clock clock) {
        this.database = database;
        this.locks = locks;
        this.blobs = blobs;
        this.files = files;
        this.clock = clock;
    }

    /**
     * The files that may go, those that have waited longest first.
     *
     * @param leaveAlone those that could not be removed a moment ago
     */
    @Transactional
    List<Sha3_384> due(Set<Sha3_384> leaveAlone, int most) {
        List<?> rows = database.createNativeQuery("""
                        select sha3_384 from delta_leftover where since < ?1 and sha3_384 <> all (?2)
                        order by since, sha3_384 limit ?3""", String.class)
                .setParameter(1, clock.instant().minus(GRACE))
                .setParameter(2, leaveAlone.stream().map(Sha3_384::hex).toArray(String[]::new))
                .setParameter(3, most)
                .getResultList();
        return rows.stream().map(row -> new Sha3_384((String) row)).toList();
    }

    /**
     * Removes a file, unless something else is the same file. Its record is locked meanwhile, so that a delta that turns out
     * to be this file is not written down before it is clear whether the file stays.
     *
     * @return false if somebody else is at it, or it is not to go any more
     */
    @Transactional
    boolean remove(Sha3_384 digest) {
        List<?> rows = database.createNativeQuery("""
                        select sha3_384 from delta_leftover where since < ?1 and sha3_384 = ?2
                        for update skip locked""", String.class)
                .setParameter(1, clock.instant().minus(GRACE))
                .setParameter(2, digest.hex())
                .getResultList();
        if (rows.isEmpty()) {
            return false;
        }
        locks.got(Lock.DELTA_LEFTOVER, digest.hex());
        files.removeUnused(digest);
        forget(digest);
        return true;
    }

    /** Whether a file is there that is to be offered again; it then stays. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean takeBack(Sha3_384 digest) {
        forget(digest); // waits for whoever is about to remove it
        return blobs.stat(digest).isPresent();
    }

    private void forget(Sha3_384 digest) {
        database.createNativeQuery("delete from delta_leftover where sha3_384 = ?1")
                .setParameter(1, digest.hex())
                .executeUpdate();
    }
}
