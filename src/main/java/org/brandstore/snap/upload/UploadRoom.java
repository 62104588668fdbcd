package org.brandstore.snap.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** How much there is room for: files that are being received by this replica, and files that nobody has claimed yet. */
final class UploadRoom {
    /** What a form adds to the file in it, at most. */
    private static final long MAX_FORM_BYTES = 1024 * 1024;

    /** How old the sum of what waits may be; what was received here since then is in it. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final UploadConfig config;
    private final LongSupplier unclaimed;
    private final Clock clock;
    private final Semaphore slots;
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private Instant askAgain = Instant.MIN;

    /** @param unclaimed asks the database for the sum of what waits to be claimed */
    UploadRoom(UploadConfig config, LongSupplier unclaimed, Clock clock) {
        this.config = config;
        this.unclaimed = unclaimed;
        this.clock = clock;
        this.slots = new Semaphore(config.maxParallel());
    }

    /**
     * Takes a place, before anything of the file is read.
     *
     * @param declared the length of the request, if the client said
     * @throws StoreException {@link ErrorCode#TOO_LARGE} or {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    UploadPlace enter(OptionalLong declared) {
        long coming = declared.orElse(0);
        if (coming > config.maxBytes() + MAX_FORM_BYTES) {
            throw new StoreException(
                    ErrorCode.TOO_LARGE,
                    "cannot take the upload: the request has " + coming + " bytes, a file can have at most "
                            + config.maxBytes());
        }
        if (!slots.tryAcquire()) {
            throw new StoreException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot take the upload now: " + config.maxParallel() + " others are under way; try again later");
        }
        UploadPlace place = new UploadPlace(inFlight, config.maxBytesInFlight().asLongValue(), slots::release);
        try {
            requireRoom(coming);
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        return place;
    }

    /** A file was received and waits. */
    void received(long bytes) {
        waiting.addAndGet(bytes);
    }

    private void requireRoom(long coming) {
        long now = waitingBytes();
        if (now + coming > config.maxUnclaimedBytes()) {
            throw new StoreException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot take the upload now: " + now
                            + " bytes of other uploads wait to be claimed; try again later");
        }
    }

    private long waitingBytes() {
        if (isToBeAsked()) {
            waiting.set(unclaimed.getAsLong());
        }
        return waiting.get();
    }

    private synchronized boolean isToBeAsked() {
        Instant now = clock.instant();
        boolean due = !now.isBefore(askAgain) || waiting.get() > config.maxUnclaimedBytes() / 2;
        if (due) {
            askAgain = now.plus(KEPT);
        }
        return due;
    }
}
