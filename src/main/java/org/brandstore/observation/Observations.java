package org.brandstore.observation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.brandstore.database.DatabaseTrouble;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceLimits;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.fleet.CheckIn;
import org.brandstore.device.fleet.InstalledSnap;
import org.jboss.logging.Logger;

/**
 * Takes what devices tell and are told, and brings it to the database in batches, behind the devices' backs. If more comes
 * than can be written, news are lost, never answers: the device tells it all again with its next poll.
 */
@ApplicationScoped
public class Observations {
    private static final Logger LOG = Logger.getLogger(Observations.class);
    private static final int BATCH = 500;
    /** Of memory for each place in the queue: devices with few snaps take less, and leave it to those with many. */
    private static final long SHARE = 4096;

    /** Room for what the longest request can tell. */
    private static final long LEAST_MEMORY = 8L << 20;

    private static final long WAIT_MILLIS = 500;

    private final ObservationWriter writer;
    private final DeviceLimits limits;
    private final Clock clock;
    private final BlockingQueue<Observation> queue;
    private final LastSaid asked;
    private final LastSaid told;
    private final long precisionMillis;
    private final long againMillis;
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong memory = new AtomicLong();
    private final long mostMemory;

    private volatile boolean running = true;

    Observations(
            ObservationWriter writer,
            DeviceLimits limits,
            Clock clock,
            DeviceConfig config,
            ObservationConfig observed,
            SecureRandom random) {
        this.writer = writer;
        this.limits = limits;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(config.checkInQueue());
        this.mostMemory = Math.max(LEAST_MEMORY, SHARE * config.checkInQueue());
        this.asked = new LastSaid(config.checkInMemory(), random.nextLong());
        this.told = new LastSaid(config.checkInMemory(), random.nextLong());
        this.precisionMillis = config.lastSeenPrecision().toMillis();
        this.againMillis = observed.again().toMillis();
    }

    /**
     * How a device asked: what its headers say.
     *
     * @param architecture the Debian architecture
     * @param followsRedirects whether it understands {@code redirect-channel}
     * @param scheduled whether no person waited for the answer
     * @param acceptsDeltas whether it can apply deltas
     */
    public record Manner(String architecture, boolean followsRedirects, boolean scheduled, boolean acceptsDeltas) {}

    /**
     * What a device asked.
     *
     * @param fingerprint of all of it
     * @param length of the text of the question
     * @param question that text, made when it is written down
     */
    public record Asking(
            DeviceIdentity device,
            Manner manner,
            List<InstalledSnap> snaps,
            long fingerprint,
            int length,
            Supplier<String> question) {}

    /**
     * A revision that a device was told to have.
     *
     * @param was the revision that it has, 0 for none
     * @param channel where the revision was found; empty if it was named
     * @param reason in one word
     */
    public record Offer(
            String instanceKey, String snapId, int revision, int was, Optional<String> channel, String reason) {}

    /** Takes what a device runs and asks. Never waits; the same again soon is passed over. */
    public void asked(Asking asking) {
        DeviceRef ref = asking.device().ref();
        Instant now = clock.instant();
        if (asked.isNews(ref, "", asking.fingerprint(), now.toEpochMilli(), precisionMillis)) {
            CheckIn checkIn = new CheckIn(ref, asking.snaps(), asking.fingerprint(), now);
            take(new Observation.Asked(checkIn, asking.manner(), asking.length(), asking.question()));
        }
    }

    /**
     * Takes that a device was offered a revision. Never waits; the same again soon is passed over, and so is an instance with
     * a name that no snap has.
     */
    public void offered(DeviceIdentity device, Offer offer) {
        if (!CheckIn.isKeepable(offer.instanceKey())) {
            return;
        }
        takeNews(new Observation.Offered(
                device.ref(),
                clock.instant(),
                offer.instanceKey(),
                offer.snapId(),
                offer.revision(),
                offer.was(),
                offer.channel().orElse(null),
                offer.reason()));
    }

    /**
     * Takes that a device was given a file. Never waits; the same again soon is passed over.
     *
     * @param was the revision from which a delta leads there, 0 for the whole file
     */
    public void fetched(DeviceIdentity device, String snapId, int revision, int was) {
        takeNews(new Observation.Fetched(device.ref(), clock.instant(), snapId, revision, was));
    }

    private void takeNews(Observation.OfSnap observation) {
        if (told.isNews(
                observation.device(),
                memoryKey(observation),
                observation.revision(),
                observation.at().toEpochMilli(),
                againMillis)) {
            if (limits.admitsEvent(observation.device())) {
                take(observation);
            } else {
                drop(observation);
            }
        }
    }

    /** What was offered and what was fetched is remembered apart. */
    private static String memoryKey(Observation.OfSnap observation) {
        return observation instanceof Observation.Fetched ? "/" + observation.snapId() : observation.instanceKey();
    }

    private void take(Observation observation) {
        if (!enqueue(observation)) {
            drop(observation);
        }
    }

    private void drop(Observation observation) {
        forget(observation);
        dropped.increment();
    }

    private void forget(Observation observation) {
        switch (observation) {
            case Observation.Asked said -> asked.forget(said.device(), "");
            case Observation.OfSnap of -> told.forget(of.device(), memoryKey(of));
        }
    }

    private boolean enqueue(Observation observation) {
        long bytes = observation.bytes();
        if (memory.addAndGet(bytes) <= mostMemory && queue.offer(observation)) {
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
        Thread.ofPlatform().name("observations").daemon(true).start(this::run);
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
        List<Observation> batch = new ArrayList<>(most);
        if (queue.drainTo(batch, most) > 0) {
            batch.forEach(observation -> memory.addAndGet(-observation.bytes()));
            write(batch);
        }
    }

    /** One that cannot be kept must not cost the others theirs; if the database is away, none can. */
    private void write(List<Observation> batch) {
        try {
            writer.write(batch);
        } catch (RuntimeException e) {
            boolean away = DatabaseTrouble.of(e)
                    .filter(trouble -> trouble == DatabaseTrouble.AWAY)
                    .isPresent();
            if (batch.size() > 1 && !away) {
                batch.forEach(observation -> write(List.of(observation)));
                return;
            }
            dropped.add(batch.size());
            batch.forEach(this::forget);
            LOG.warnf("observations of devices lost: count=%d reason=%s", batch.size(), e.getMessage());
        }
    }
}
