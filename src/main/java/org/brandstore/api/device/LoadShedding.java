package org.brandstore.api.device;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.RefreshLimits;
import org.jspecify.annotations.Nullable;

/**
 * Answers 429 where an answer would come too late or where one device asks too much. It costs a client one request, and
 * parks the device until its next regular time, while any 5xx makes it ask six times (device-api.md (a)).
 *
 * <p>How late answers are is told by how late a clock of each event loop ticks: whatever waits in front of the tick waits
 * as long.
 */
@ApplicationScoped
public class LoadShedding {
    private static final long TICK_MILLIS = 100;
    private static final String RETRY_AFTER_SECONDS = "60";
    private static final int TOO_MANY_REQUESTS = 429;

    private final long shedNanos;
    private final RefreshLimits limits;
    private final Counter late;
    private final Counter often;
    private final ConcurrentMap<Thread, Tick> ticks = new ConcurrentHashMap<>();

    LoadShedding(DeviceConfig config, RefreshLimits limits, MeterRegistry meters) {
        this.shedNanos = config.shedAfter().toNanos();
        this.limits = limits;
        this.late = Counter.builder("brandstore.refresh.shed")
                .tag("reason", "overload")
                .description("Refresh requests that were answered 429 because the server was too slow")
                .register(meters);
        this.often = Counter.builder("brandstore.refresh.shed")
                .tag("reason", "device-limit")
                .description("Refresh requests that were answered 429 because the device asked too often")
                .register(meters);
    }

    @SuppressWarnings("deprecation") // what takes its place comes with the next version of Vert.x
    void start(@Observes StartupEvent event, Vertx vertx) {
        for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
            loop.execute(() -> {
                Tick tick = new Tick(System.nanoTime());
                ticks.put(Thread.currentThread(), tick);
                var unused = loop.scheduleWithFixedDelay(
                        () -> tick.tick(System.nanoTime()), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
            });
        }
    }

    /** The refusal of a request that came to an event loop which is behind; null if it is to be answered. */
    @Nullable Response refuseLate(HttpServerRequest request) {
        Tick tick = ticks.get(Thread.currentThread());
        if (tick == null
                || !isTooLate(tick.lateNanos(), "scheduled".equals(request.getHeader("Snap-Refresh-Reason")))) {
            return null;
        }
        late.increment();
        return refusal();
    }

    /** The refusal of a request of a device that has asked too often; null if it is to be answered. */
    @Nullable Response refuseOften(DeviceRef device) {
        if (limits.admits(device)) {
            return null;
        }
        often.increment();
        return refusal();
    }

    /** @param scheduled whether no person waits for the answer */
    boolean isTooLate(long lateNanos, boolean scheduled) {
        return lateNanos > (scheduled ? shedNanos : 2 * shedNanos);
    }

    private static Response refusal() {
        return Response.status(TOO_MANY_REQUESTS)
                .header("Retry-After", RETRY_AFTER_SECONDS)
                .build();
    }

    /** The clock of one event loop. */
    static final class Tick {
        private long last;
        private volatile long lateNanos;

        Tick(long now) {
            this.last = now;
        }

        void tick(long now) {
            lateNanos = Math.max(0, now - last - Duration.ofMillis(TICK_MILLIS).toNanos());
            last = now;
        }

        long lateNanos() {
            return lateNanos;
        }
    }
}
