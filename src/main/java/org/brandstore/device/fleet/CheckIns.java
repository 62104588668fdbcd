package org.brandstore.device.fleet;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.brandstore.database.DatabaseTrouble;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceRef;
import org.jboss.logging.Logger;

/**
 * Takes what devices tell with every poll, and brings it to the database in batches, behind the devices' backs. If more
 * comes than can be written, news are lost, never answers: the device tells it all again with its next poll.
 */
@ApplicationScoped
public class CheckIns {
    private static final Logger LOG = Logger.getLogger(CheckIns.class);
    private static final int BATCH = 500;
    /** Of memory for each place in the queue: devices with few snaps take less, and leave it to those with many. */
    private static final long SHARE = 4096;

    /** Room for what the longest request can tell. */
    private static final long LEAST_MEMORY = 8L << 20;

    private static final long WAIT_MILLIS = 500;

    private final CheckInWriter writer;
    private final Clock clock;
    private final BlockingQueue<CheckIn> queue;
    private final LastCheckIns last;
    private final long precisionMillis;
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong memory = new AtomicLong();
    private final long mostMemory;

    private volatile boolean running = true;

    CheckIns(CheckInWriter writer, Clock clock, DeviceConfig config, SecureRandom random) {
        this.writer = writer;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(config.checkInQueue());
        this.mostMemory = Math.max(LEAST_MEMORY, SHARE * config.checkInQueue());
        this.last = new LastCheckIns(config.checkInMemory(), random.nextLong());
        this.precisionMillis = config.lastSeenPrecision().toMillis();
    }

    /** Takes the inventory of a device. Never waits; the same again soon is passed over. */
    public void offer(DeviceIdentity device, List<InstalledSnap> snaps) {
        DeviceRef ref = device.ref();
        long fingerprint = CheckIn.fingerprint(snaps);
        Instant now = clock.instant();
        if (last.isNews(ref, fingerprint, now.toEpochMilli(), precisionMillis)
                && !enqueue(new CheckIn(ref, snaps, fingerprint, now))) {
            last.forget(ref);
            dropped.increment();
        }
    }

    private boolean enqueue(CheckIn checkIn) {
        long bytes = checkIn.bytes();
        if (memory.addAndGet(bytes) <= mostMemory && queue.offer(checkIn)) {
            return true;
        }
        memory.addAndGet(-bytes);
        return false;
    }

    /** How many were dropped because the queue was full or the database away. */
    public long dropped() {
        return dropped.sum();
    }

    /** How many wait to be written. */
    public int waiting() {
        return queue.size();
    }

    /** Writes what waits; returns when all that waited at the call is in the database or dropped. */
    public synchronized void flush() {
        for (int remaining = queue.size(); remaining > 0; remaining -= BATCH) {
            writeBatch(Math.min(BATCH, remaining));
        }
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("check-ins").daemon(true).start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        flush();
    }

    private void run() {
        try {
            while (running) {
                TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS); // so that batches are worth their transaction
                boolean more = true;
                while (running && more) {
                    more = queue.size() > BATCH;
                    long start = System.nanoTime();
                    writeBatch(BATCH);
                    TimeUnit.NANOSECONDS.sleep(System.nanoTime() - start); // half of the time is for others
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void writeBatch(int most) {
        List<CheckIn> batch = new ArrayList<>(most);
        if (queue.drainTo(batch, most) > 0) {
            batch.forEach(checkIn -> memory.addAndGet(-checkIn.bytes()));
            write(batch);
        }
    }

    private void write(List<CheckIn> batch) {
        Map<DeviceRef, CheckIn> latest = new LinkedHashMap<>();
        batch.forEach(checkIn -> latest.put(checkIn.device(), checkIn));
        writeAll(latest.values().stream()
                .sorted(Comparator.comparing(checkIn -> checkIn.device().toString()))
                .toList());
    }

    /** One that cannot be kept must not cost the others theirs; if the database is away, none can. */
    private void writeAll(List<CheckIn> checkIns) {
        try {
            writer.write(checkIns);
        } catch (RuntimeException e) {
            boolean away = DatabaseTrouble.of(e)
                    .filter(trouble -> trouble == DatabaseTrouble.AWAY)
                    .isPresent();
            if (checkIns.size() > 1 && !away) {
                checkIns.forEach(checkIn -> writeAll(List.of(checkIn)));
                return;
            }
            dropped.add(checkIns.size());
            checkIns.forEach(checkIn -> last.forget(checkIn.device()));
            LOG.warnf("check-ins lost: devices=%d reason=%s", checkIns.size(), e.getMessage());
        }
    }
}
