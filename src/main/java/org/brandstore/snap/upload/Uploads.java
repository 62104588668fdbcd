package org.brandstore.snap.upload;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.storage.StoredFiles;

/**
 * Receives files. The bytes go through once, from the connection into the blob store; the row that makes them findable
 * follows when they are durable. A crash in between leaves a blob that nobody refers to, never a row without its blob.
 */
@ApplicationScoped
public class Uploads {
    private static final int ID_BYTES = 32;
    private static final int MAX_FILENAME = 255;
    /**
     * How many uploads use the database at once, each for a moment only: fifty that begin or end together would else open
     * as many connections to it in one moment, and polls would wait for a core meanwhile.
     */
    private static final int TURNS = 2;

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final UploadRepository rows;
    private final BlobStore blobs;
    private final StoredFiles files;
    private final UploadConfig config;
    private final UploadRoom room;
    private final Semaphore turns = new Semaphore(TURNS, true);
    private final SecureRandom random;
    private final Clock clock;

    Uploads(
            UploadRepository rows,
            BlobStore blobs,
            StoredFiles files,
            UploadConfig config,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.blobs = blobs;
        this.files = files;
        this.config = config;
        this.room = new UploadRoom(config, () -> inTurn(() -> rows.unclaimedBytes(clock.instant())), clock);
        this.random = random;
        this.clock = clock;
    }

    /**
     * Keeps a file. Not to be called inside a transaction: it lasts as long as the client sends.
     *
     * @param filename as the client named it; folders are cut off
     * @param declaredLength of the request, if the client said; used to refuse early
     * @throws StoreException {@link ErrorCode#TOO_LARGE} if the file is larger than configured,
     *     {@link ErrorCode#TOO_MANY_REQUESTS} if too much is being or was uploaded without being claimed,
     *     {@link ErrorCode#INVALID_REQUEST} if the file is empty or the body was cut
     */
    public Upload receive(InputStream body, String filename, OptionalLong declaredLength) {
        try (UploadPlace place = enter(declaredLength)) {
            return receive(body, filename, place);
        }
    }

    /** Takes a place for a file that begins to come; closed when all is done. Throws as {@link #receive}. */
    public UploadPlace enter(OptionalLong declaredLength) {
        return room.enter(declaredLength);
    }

    /** The same as {@link #receive} in a place that was taken before. */
    public Upload receive(InputStream body, String filename, UploadPlace place) {
        BlobId blob = blobs.put(place.counted(body), config.maxBytes());
        if (blob.size() == 0) {
            throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot take the upload: the file is empty");
        }
        Upload upload = record(blob, filename);
        room.received(blob.size());
        return upload;
    }

    @Transactional
    public Optional<Upload> find(String id) {
        return rows.findByIdOptional(id)
                .filter(row -> row.claimedAt != null || row.expiresAt.isAfter(clock.instant()))
                .map(UploadEntity::toUpload);
    }

    /**
     * Forgets the files that nobody claimed in time. Their bytes go with the next sweep, a day later.
     *
     * @return how many
     */
    @Transactional
    public long expire() {
        return rows.deleteExpired(clock.instant());
    }

    private Upload record(BlobId blob, String filename) {
        Instant now = clock.instant();
        Upload upload = new Upload(newId(), blob, baseName(filename), now, now.plus(config.unclaimedTtl()));
        return inTurn(() -> {
            files.keep(blob.digest());
            rows.persist(UploadEntity.of(upload));
            return upload;
        });
    }

    /** Does something in a transaction of its own. */
    private <T> T inTurn(Callable<T> step) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException(
                        ErrorCode.UNAVAILABLE, "cannot take the upload: the database is too slow; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(ErrorCode.UNAVAILABLE, "cannot take the upload: the store is stopping", e);
        }
        try {
            return QuarkusTransaction.requiringNew().call(step);
        } finally {
            turns.release();
        }
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private static String baseName(String filename) {
        String base = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        String cut = base.length() > MAX_FILENAME ? base.substring(base.length() - MAX_FILENAME) : base;
        return cut.isEmpty() ? "unnamed" : cut;
    }
}
