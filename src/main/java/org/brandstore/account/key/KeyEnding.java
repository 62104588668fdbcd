package org.brandstore.account.key;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.event.Reason;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * How a key is to end.
 *
 * @param lastTrusted since when it may have been in other hands, for a theft; the present moment if absent
 * @param reason for the audit log; not empty
 */
public record KeyEnding(KeyEndCause cause, Optional<Instant> lastTrusted, String reason) {
    public KeyEnding {
        reason = Reason.require(reason);
    }

    /** Another key takes over from now on. */
    public static KeyEnding rotation(String reason) {
        return new KeyEnding(KeyEndCause.ROTATION, Optional.empty(), reason);
    }

    /** Somebody else may have it; what is held here by now stays. */
    public static KeyEnding theft(String reason) {
        return new KeyEnding(KeyEndCause.THEFT, Optional.empty(), reason);
    }

    /**
     * The first moment after the key's use.
     *
     * @throws StoreException if a time is told that is to come, or for a rotation
     */
    Instant at(Instant now) {
        if (lastTrusted.isPresent()
                && (cause != KeyEndCause.THEFT || lastTrusted.get().isAfter(now))) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot end the key: a time can be told for a theft only, and must not be to come");
        }
        return lastTrusted.orElse(now);
    }
}
