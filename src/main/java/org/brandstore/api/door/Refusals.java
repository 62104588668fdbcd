package org.brandstore.api.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/** Counts the requests that were turned away, by reason. */
public final class Refusals {
    /** Clients never read it (device-api.md 1.4); proxies and people do. */
    public static final long RETRY_AFTER_SECONDS = 60;

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    public Refusals(MeterRegistry meters) {
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("brandstore.device.refused")
                            .tag(
                                    "reason",
                                    reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .description("Requests that were answered 429, or cut off")
                            .register(meters));
        }
    }

    /** Why a request was not answered. */
    public enum Reason {
        /** it waited too long before it was looked at */
        LATE,
        /** too many wait for the database or the object storage */
        BUSY,
        /** bodies of requests and large answers take too much memory */
        MEMORY,
        /** the device asks too often */
        DEVICE_LIMIT,
        /** one client, or one device, has too many requests open at once */
        CLIENT_LIMIT,
        /** its body came, or its answer was read, too slowly; it got no answer, or half of one */
        SLOW
    }

    /** The refusal of a request that is being answered already. */
    public static StoreException refusal(String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.TOO_MANY_REQUESTS, "cannot answer now: " + why, Map.of("retry-after", RETRY_AFTER_SECONDS))));
    }

    public void count(Reason reason) {
        Counter counter = counters.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
