package org.brandstore.device.serial;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * How many serials a model gets, how fast, and when. A limit that is absent does not limit.
 *
 * @param most how many devices get a serial altogether
 * @param rate how many serials are signed within any such time
 * @param opens the first moment at which devices may register
 * @param closes the first moment at which they may not any more
 */
public record SerialLimits(
        Optional<Integer> most, Optional<Rate> rate, Optional<Instant> opens, Optional<Instant> closes) {
    public static final SerialLimits NONE =
            new SerialLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public SerialLimits {
        if (most.filter(number -> number < 0).isPresent()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot limit serials: most must be 0 or more");
        }
        if (opens.isPresent() && closes.filter(end -> !end.isAfter(opens.get())).isPresent()) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot limit serials: closes must be after opens");
        }
    }

    /** So many serials within any such time. */
    public record Rate(int serials, Duration within) {
        private static final Duration LONGEST = Duration.ofDays(366);

        public Rate {
            if (serials < 1) {
                throw new StoreException(ErrorCode.INVALID_FIELD, "cannot limit serials: the rate must be 1 or more");
            }
            if (within.toSeconds() < 1 || within.compareTo(LONGEST) > 0) {
                throw new StoreException(
                        ErrorCode.INVALID_FIELD, "cannot limit serials: the rate's time must be 1 second to 366 days");
            }
        }
    }

    boolean isOpen(Instant now) {
        return opens.filter(now::isBefore).isEmpty()
                && closes.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
