package org.brandstore.snap.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.naming.Sha3_384;
import org.jboss.logging.Logger;

/**
 * Removes files that nothing refers to: uploads that nobody claimed, what a crash left between a file and its record, and
 * pictures that were replaced.
 */
@ApplicationScoped
public class FileSweep {
    private static final Logger LOG = Logger.getLogger(FileSweep.class);

    /** Longer than any link to a file lives, and than a file waits for its record. */
    static final Duration GRACE = Duration.ofDays(1);

    /** So few are removed whatever share of all files they are. */
    private static final int ALWAYS = 100;

    private static final int MOST = 10_000;

    private final StoredFiles files;
    private final BlobStore blobs;
    private final Clock clock;

    FileSweep(StoredFiles files, BlobStore blobs, Clock clock) {
        this.files = files;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * Removes what nothing refers to and nobody has put for a day. If that is most of what there is, nothing is removed:
     * then this is the wrong database, or an old one, for these files.
     *
     * @return how many files were removed
     */
    public int run() {
        Instant before = clock.instant().minus(GRACE);
        List<BlobStat> old = old(before);
        Set<String> used = files.used();
        List<Sha3_384> unused = old.stream()
                .map(BlobStat::digest)
                .filter(digest -> !used.contains(digest.hex()))
                .limit(MOST)
                .toList();
        if (unused.size() > ALWAYS && unused.size() > old.size() / 2) {
            LOG.warnf(
                    "files are not swept: %d of %d are unknown to this database; is it the one that belongs to them?",
                    unused.size(), old.size());
            return 0;
        }
        int removed = 0;
        for (Sha3_384 digest : unused) {
            if (isStillOld(digest, before) && files.removeUnused(digest)) {
                removed++;
            }
        }
        if (removed > 0) {
            LOG.infof("files swept: removed=%d of=%d", removed, old.size());
        }
        return removed;
    }

    private List<BlobStat> old(Instant before) {
        try (Stream<BlobStat> all = blobs.list()) {
            return all.filter(blob -> blob.createdAt().isBefore(before)).toList();
        }
    }

    /** Putting a file that is there makes it new again. */
    private boolean isStillOld(Sha3_384 digest, Instant before) {
        return blobs.stat(digest)
                .filter(blob -> blob.createdAt().isBefore(before))
                .isPresent();
    }
}
