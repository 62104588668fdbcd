package org.brandstore.api.device;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.brandstore.api.error.ExactContentType;
import org.brandstore.device.DeviceConfig;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Answers 429 at the door, before anything of a body is read, where an answer would come too late or too many wait already.
 * It costs a client one request, and parks the device until its next regular time, while any 5xx makes it ask six times
 * (device-api.md (a)).
 */
@ApplicationScoped
public class Admission {
    /** Before everything else that looks at requests. */
    private static final int FIRST = 1_000;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_DIGITS = 9;
    /** A body is there in pieces, put together, and once more while that grows; what is read from it is about as large. */
    private static final int COPIES = 4;

    private static final long LEAST_MEMORY = 2L * COPIES * RefreshRequestReader.MAX_BYTES;
    /** Smaller answers are made and gone before there are many. */
    private static final int LARGE_ANSWER = 1 << 16;
    /** No client could read a larger one in the ten seconds that it takes for an answer (device-api.md 1.4). */
    private static final int LARGEST_ANSWER = 1 << 28;

    private final long shedNanos;
    private final LoopClocks clocks;
    private final Places all;
    private final Places tools;
    private final Places memory;
    private final Refusals refusals;

    Admission(DeviceConfig config, LoopClocks clocks, MeterRegistry meters) {
        this.shedNanos = config.shedAfter().toNanos();
        this.clocks = clocks;
        this.all = new Places(config.requestsAtOnce());
        this.tools = new Places(config.requestsAtOnce() / 2);
        this.memory = new Places(Math.max(
                LEAST_MEMORY,
                config.bodiesInMemory()
                        .map(MemorySize::asLongValue)
                        .orElse(Runtime.getRuntime().maxMemory() / 8)));
        this.refusals = new Refusals(meters);
        Gauge.builder("brandstore.device.waiting", all, Places::taken)
                .description("Requests of devices and tools that may wait for the database or the object storage")
                .register(meters);
        Gauge.builder("brandstore.device.bodies", memory, Places::taken)
                .baseUnit("bytes")
                .description("Memory taken by the bodies of devices' and tools' requests, and by large answers")
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
        DeviceCall call = DeviceCall.of(context.request());
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
        if (!takeBody(context)) {
            return Refusals.Reason.MEMORY;
        }
        return takePlace(call, context) ? null : Refusals.Reason.BUSY;
    }

    /** Whether a request that comes to an event loop which is so late gets 429. */
    boolean isTooLate(long lateNanos, DeviceCall call) {
        return switch (call) {
            case SCHEDULED_REFRESH -> lateNanos > shedNanos;
            case REFRESH -> lateNanos > 2 * shedNanos;
            case DEVICE, TOOL -> lateNanos > 4 * shedNanos;
            case OTHER -> false;
        };
    }

    /** The body counts until the answer has gone: what is read from it, and the answer, live as long. */
    private boolean takeBody(RoutingContext context) {
        long length = length(context.request());
        if (length == 0) {
            return true;
        }
        return takeMemory(context, COPIES * length);
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
        if (!memory.take(bytes)) {
            return false;
        }
        context.addEndHandler(ended -> memory.giveBack(bytes));
        return true;
    }

    /** The place is free again when the answer begins: a slow reader of a large file holds none. */
    private boolean takePlace(DeviceCall call, RoutingContext context) {
        Places own = switch (call) {
            case DEVICE -> all;
            case TOOL -> tools;
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

    /** Larger ones, and those of unknown length, are refused later and never in memory. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null || length.length() > MOST_DIGITS || !length.chars().allMatch(Character::isDigit)) {
            return 0;
        }
        long bytes = length.isEmpty() ? 0 : Long.parseLong(length);
        return bytes > RefreshRequestReader.MAX_BYTES ? 0 : bytes;
    }

    private static void refuse(HttpServerResponse response) {
        response.setStatusCode(TOO_MANY_REQUESTS)
                .putHeader("Retry-After", Long.toString(Refusals.RETRY_AFTER_SECONDS))
                .putHeader("Snap-Store-Version", ExactContentType.STORE_VERSION)
                .end();
    }
}
