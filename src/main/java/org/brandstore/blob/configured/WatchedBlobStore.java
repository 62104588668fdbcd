package org.brandstore.blob.configured;

import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.s3.S3BlobStore;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a remote storage answers, because it asks all the time. While it does not, whoever wants something is told
 * at once instead of after long timeouts: those who wait for a storage that hangs would take the places of others. Links
 * are made nevertheless, for the storage may be out of our reach only.
 */
final class WatchedBlobStore implements BlobStore, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WatchedBlobStore.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A check that takes longer than this counts as failed already. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final S3BlobStore storage;
    private final Thread watcher;
    private volatile State state;

    /** @param failure why the last check failed, or null if it did not */
    private record State(long checkedNanos, @Nullable StoreException failure) {}

    WatchedBlobStore(S3BlobStore storage) {
        this.storage = storage;
        this.state = new State(System.nanoTime(), null);
        this.watcher = Thread.ofPlatform().name("blob-watch").daemon(true).start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                StoreException before = state.failure();
                StoreException failure = find();
                state = new State(System.nanoTime(), failure);
                if (failure != null && before == null) {
                    LOG.warnf(failure, "the blob storage is away: polls are answered, files and uploads are not");
                } else if (failure == null && before != null) {
                    LOG.infof("the blob storage is back");
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private @Nullable StoreException find() {
        try {
            storage.check();
            return null;
        } catch (StoreException e) {
            return e;
        } catch (RuntimeException e) {
            return new StoreException(ErrorCode.UNAVAILABLE, "cannot use the blob storage; try again later", e);
        }
    }

    /** Never waits. */
    @Override
    public void check() {
        State seen = state;
        if (seen.failure() != null
                || System.nanoTime() - seen.checkedNanos()
                        > PAUSE.plus(PATIENCE).toNanos()) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE, "cannot reach the blob storage: it does not answer; try again later");
        }
    }

    @Override
    public BlobId put(InputStream source, long maxBytes) {
        check();
        return storage.put(source, maxBytes);
    }

    @Override
    public Optional<BlobStat> stat(Sha3_384 digest) {
        check();
        return storage.stat(digest);
    }

    @Override
    public InputStream open(Sha3_384 digest, long offset, long length) {
        check();
        return storage.open(digest, offset, length);
    }

    @Override
    public SeekableByteChannel openChannel(Sha3_384 digest) {
        check();
        return storage.openChannel(digest);
    }

    @Override
    public Optional<Path> findFile(Sha3_384 digest) {
        return storage.findFile(digest);
    }

    @Override
    public Optional<URI> presign(Sha3_384 digest, Duration ttl) {
        return storage.presign(digest, ttl);
    }

    @Override
    public Stream<BlobStat> list() {
        check();
        return storage.list();
    }

    @Override
    public void delete(Sha3_384 digest) {
        check();
        storage.delete(digest);
    }

    @Override
    public void close() {
        watcher.interrupt();
        storage.close();
    }
}
