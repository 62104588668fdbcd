package org.brandstore.snap;

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
    /** What a form adds to the file in it, at most. */
    private static final long MAX_FORM_BYTES = 1024 * 1024;
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
    private final Semaphore slots;
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
        this.slots = new Semaphore(config.maxParallel());
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
        requireRoom(declaredLength.orElse(0));
        if (!slots.tryAcquire()) {
            throw new StoreException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot take the upload now: " + config.maxParallel() + " others are under way; try again later");
        }
        try {
            BlobId blob = blobs.put(body, config.maxBytes());
            if (blob.size() == 0) {
                throw new StoreException(ErrorCode.INVALID_REQUEST, "cannot take the upload: the file is empty");
            }
            return record(blob, filename);
        } finally {
            slots.release();
        }
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

    private void requireRoom(long coming) {
        if (coming > config.maxBytes() + MAX_FORM_BYTES) {
            throw new StoreException(
                    ErrorCode.TOO_LARGE,
                    "cannot take the upload: the request has " + coming + " bytes, a file can have at most "
                            + config.maxBytes());
        }
        long waiting = inTurn(() -> rows.unclaimedBytes(clock.instant()));
        if (waiting + coming > config.maxUnclaimedBytes()) {
            throw new StoreException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot take the upload now: " + waiting
                            + " bytes of other uploads wait to be claimed; try again later");
        }
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
