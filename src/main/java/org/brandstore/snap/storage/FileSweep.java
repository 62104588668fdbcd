package org.brandstore.snap.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.database.Chores;
import org.brandstore.database.EachAlone;
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

    /** In one run. */
    private static final int MOST = 10_000;

    private final StoredFiles files;
    private final BlobStore blobs;
    private final EachAlone<Sha3_384> removals;
    private final Clock clock;

    FileSweep(StoredFiles files, BlobStore blobs, Chores chores, Clock clock) {
        this.files = files;
        this.blobs = blobs;
        this.removals = chores.resting("remove a file that nothing refers to");
        this.clock = clock;
    }

    /**
     * Removes what nothing refers to and nobody has put for a day. If not one file is known to the database, nothing is
     * removed: then it is the wrong database, or an empty one, for these files. How many are unknown says nothing: strangers
     * may upload as many as they like.
     *
     * @return how many files were removed
     */
    public int run() {
        Instant before = clock.instant().minus(GRACE);
        List<BlobStat> all = all();
        Set<String> used = files.used();
        Set<Sha3_384> resting = removals.resting();
        List<Sha3_384> unused = all.stream()
                .filter(blob -> !used.contains(blob.digest().hex()))
                .filter(blob -> blob.createdAt().isBefore(before))
                .map(BlobStat::digest)
                .filter(digest -> !resting.contains(digest))
                .limit(MOST)
                .toList();
        if (all.stream().noneMatch(blob -> used.contains(blob.digest().hex()))) {
            if (!unused.isEmpty()) {
                LOG.warnf(
                        "files are not swept: the database knows none of %d; is it the one that belongs to them?",
                        all.size());
            }
            return 0;
        }
        int removed = remove(unused, before);
        if (removed > 0) {
            LOG.infof("files swept: removed=%d of=%d", removed, all.size());
        }
        return removed;
    }

    /** One that cannot be removed does not keep the others. */
    private int remove(List<Sha3_384> unused, Instant before) {
        AtomicInteger removed = new AtomicInteger();
        removals.each(unused, digest -> {
            if (isStillOld(digest, before) && files.removeUnused(digest)) {
                removed.incrementAndGet();
            }
        });
        return removed.get();
    }

    private List<BlobStat> all() {
        try (Stream<BlobStat> all = blobs.list()) {
            return all.toList();
        }
    }

    /** Putting a file that is there makes it new again. */
    private boolean isStillOld(Sha3_384 digest, Instant before) {
        return blobs.stat(digest)
                .filter(blob -> blob.createdAt().isBefore(before))
                .isPresent();
    }
}
