package org.brandstore.api.device.refresh;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.brandstore.api.door.BodyBudget;
import org.brandstore.api.door.Door;
import org.brandstore.api.door.Places;
import org.brandstore.api.door.Refusals;
import org.brandstore.api.error.ExactContentType;
import org.brandstore.device.DeviceConfig;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Answers 429, before anything of a request is looked at, where an answer would come too late or too many wait already.
 * It costs a client one request, and parks the device until its next regular time, while any 5xx makes it ask six times
 * (device-api.md (a)).
 */
@ApplicationScoped
public class Admission {
    /** Before everything else that looks at requests. */
    private static final int FIRST = 1_000;

    private static final int TOO_MANY_REQUESTS = 429;
    /** Smaller answers are made and gone before there are many. */
    private static final int LARGE_ANSWER = 1 << 16;
    /** No client could read a larger one in the ten seconds that it takes for an answer (device-api.md 1.4). */
    private static final int LARGEST_ANSWER = 1 << 28;

    private final long shedNanos;
    private final LoopClocks clocks;
    private final Places all;
    private final Places tools;
    private final Places openings;
    private final BodyBudget memory;
    private final Refusals refusals;

    Admission(DeviceConfig config, LoopClocks clocks, BodyBudget memory, MeterRegistry meters) {
        this.shedNanos = config.shedAfter().toNanos();
        this.clocks = clocks;
        this.all = new Places(config.requestsAtOnce());
        this.tools = new Places(config.requestsAtOnce() / 2);
        this.openings = new Places(config.requestsAtOnce() / 2);
        this.memory = memory;
        this.refusals = new Refusals(meters);
        Gauge.builder("brandstore.device.waiting", all, Places::taken)
                .description("Requests of devices and tools that may wait for the database or the object storage")
                .register(meters);
    }

    void register(@Observes Filters filters) {
        filters.register(this::meet, FIRST);
    }

    /** Whether so many requests wait that no more should be caused which nobody waits for. */
    boolean isBusy() {
        return all.isHalfTaken();
    }

    private void meet(RoutingContext context) {
        DeviceCall call = DeviceCall.of(context.request(), Door.isDevice(context.request()));
        if (call == DeviceCall.OTHER) {
            context.next();
            return;
        }
        Refusals.Reason reason = admit(call, context);
        if (reason == null) {
            context.next();
        } else {
            refusals.count(reason);
            refuse(context.response());
        }
    }

    private Refusals.@Nullable Reason admit(DeviceCall call, RoutingContext context) {
        if (isTooLate(clocks.lateNanos(), call)) {
            return Refusals.Reason.LATE;
        }
        return takePlace(call, context) ? null : Refusals.Reason.BUSY;
    }

    /** Whether a request that comes to an event loop which is so late gets 429. */
    boolean isTooLate(long lateNanos, DeviceCall call) {
        return switch (call) {
            case SCHEDULED_REFRESH -> lateNanos > shedNanos;
            case REFRESH -> lateNanos > 2 * shedNanos;
            case TOOL -> lateNanos > shedNanos / 2;
            case DEVICE, OPENING -> lateNanos > 4 * shedNanos;
            case OTHER -> false;
        };
    }

    /**
     * Takes the memory for an answer until it has gone: those who read slowly leave the rest of a large one here.
     *
     * @throws StoreException {@link ErrorCode#TOO_MANY_REQUESTS} if there is too little left, or nobody could read so much
     */
    void takeAnswer(RoutingContext context, long length) {
        if (length > LARGEST_ANSWER || (length >= LARGE_ANSWER && !takeMemory(context, length))) {
            refusals.count(Refusals.Reason.MEMORY);
            throw Refusals.refusal("there are too many large answers");
        }
    }

    private boolean takeMemory(RoutingContext context, long bytes) {
        if (!memory.takeAnswer(bytes)) {
            return false;
        }
        context.addEndHandler(ended -> memory.giveBackAnswer(bytes));
        return true;
    }

    /** The place is free again when the answer begins: a slow reader of a large file holds none. */
    private boolean takePlace(DeviceCall call, RoutingContext context) {
        Places own = switch (call) {
            case DEVICE -> all;
            case TOOL -> tools;
            case OPENING -> openings;
            case SCHEDULED_REFRESH, REFRESH, OTHER -> null;
        };
        if (own == null) {
            return true;
        }
        if (!all.take(1)) {
            return false;
        }
        if (own != all && !own.take(1)) {
            all.giveBack(1);
            return false;
        }
        AtomicBoolean given = new AtomicBoolean();
        Runnable giveBack = () -> {
            if (given.compareAndSet(false, true)) {
                all.giveBack(1);
                if (own != all) {
                    own.giveBack(1);
                }
            }
        };
        context.addHeadersEndHandler(begun -> giveBack.run());
        context.addEndHandler(ended -> giveBack.run());
        return true;
    }

    private static void refuse(HttpServerResponse response) {
        response.setStatusCode(TOO_MANY_REQUESTS)
                .putHeader("Retry-After", Long.toString(Refusals.RETRY_AFTER_SECONDS))
                .putHeader("Snap-Store-Version", ExactContentType.STORE_VERSION)
                .end();
    }
}
