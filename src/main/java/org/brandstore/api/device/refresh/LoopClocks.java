package org.brandstore.api.device.refresh;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells how long requests wait before an event loop looks at them, by a clock on each loop: whatever waits in front of its
 * tick waits as long.
 */
@ApplicationScoped
class LoopClocks {
    private static final long TICK_MILLIS = 100;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    private final ConcurrentMap<Thread, Tick> ticks = new ConcurrentHashMap<>();

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

    /** How late the calling event loop is; 0 on any other thread. */
    long lateNanos() {
        Tick tick = ticks.get(Thread.currentThread());
        return tick == null ? 0 : tick.lateNanos(System.nanoTime());
    }

    /** The clock of one event loop; for its thread only. */
    static final class Tick {
        private long last;
        private long lateNanos;

        Tick(long now) {
            this.last = now;
        }

        void tick(long now) {
            lateNanos = Math.max(0, now - last - TICK_NANOS);
            last = now;
        }

        /** How late the last tick was, or how late the next one is already: a long row of requests is cut while it lasts. */
        long lateNanos(long now) {
            return Math.max(lateNanos, now - last - TICK_NANOS);
        }
    }
}
