package org.brandstore.api.door;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.brandstore.device.DeviceConfig;

/**
 * The memory that bodies of requests, with what is made of them, and answers on their way may take at once. Who has no session
 * of a device can have a quarter of it.
 */
@ApplicationScoped
public class BodyBudget {
    /** The largest body that is held in memory. */
    public static final int LARGEST_BODY = 1 << 20;

    /** A body is there in pieces, put together, and once more while that grows; what is read from it is about as large. */
    private static final int COPIES = 4;

    private static final long LEAST = 2L * COPIES * LARGEST_BODY;
    private static final int STRANGERS_PART = 4;

    private final Places all;
    private final Places strangers;
    private final Places written;
    private final Places writtenToStrangers;

    @Inject
    public BodyBudget(DeviceConfig config, MeterRegistry meters) {
        this(config.bodiesInMemory()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / 8));
        Gauge.builder("brandstore.device.bodies", all, Places::taken)
                .baseUnit("bytes")
                .description("Memory taken by the bodies of requests, and by large answers")
                .register(meters);
        Gauge.builder("brandstore.door.unread", written, Places::taken)
                .baseUnit("bytes")
                .description("Memory taken by answers that were written and wait to be read")
                .register(meters);
    }

    BodyBudget(long bytes) {
        long most = Math.max(LEAST, bytes);
        this.all = new Places(most);
        this.strangers = new Places(most / STRANGERS_PART);
        this.written = new Places(most);
        this.writtenToStrangers = new Places(most / STRANGERS_PART);
    }

    /** Takes memory for so many bytes of a body that have come. */
    boolean takeBody(long bytes, boolean device) {
        return take(all, strangers, COPIES * bytes, device);
    }

    void giveBackBody(long bytes, boolean device) {
        giveBack(all, strangers, COPIES * bytes, device);
    }

    /** Takes memory for so many bytes of an answer that were written, until the client has them. */
    boolean takeWritten(long bytes, boolean device) {
        return take(written, writtenToStrangers, bytes, device);
    }

    void giveBackWritten(long bytes, boolean device) {
        giveBack(written, writtenToStrangers, bytes, device);
    }

    /** Takes memory for an answer that is about to be made. */
    public boolean takeAnswer(long bytes) {
        return all.take(bytes);
    }

    public void giveBackAnswer(long bytes) {
        all.giveBack(bytes);
    }

    long takenByBodies() {
        return all.taken();
    }

    long takenByAnswers() {
        return written.taken();
    }

    private static boolean take(Places whole, Places part, long bytes, boolean device) {
        if (device) {
            return whole.take(bytes);
        }
        if (!part.take(bytes)) {
            return false;
        }
        if (!whole.take(bytes)) {
            part.giveBack(bytes);
            return false;
        }
        return true;
    }

    private static void giveBack(Places whole, Places part, long bytes, boolean device) {
        whole.giveBack(bytes);
        if (!device) {
            part.giveBack(bytes);
        }
    }
}
