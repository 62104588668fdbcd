package org.brandstore.api.admin.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.event.Reason;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * How a key is to end.
 *
 * @param cause {@code rotation} or {@code theft}
 * @param lastTrusted for a theft, RFC 3339: what came in later is refused too; the present moment if absent
 */
public record KeyEndBody(
        @NotNull @Size(max = 40) String cause,
        @NotNull @Size(min = 1, max = Reason.MAX_LENGTH) String reason,

        @JsonProperty("last-trusted") @Nullable @Size(max = 40) String lastTrusted) {
    KeyEnding ending() {
        KeyEndCause why = KeyEndCause.find(cause)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD, "cannot end the key: cause must be rotation or theft"));
        try {
            return new KeyEnding(why, Optional.ofNullable(lastTrusted).map(Instant::parse), reason);
        } catch (DateTimeException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot end the key: last-trusted must be a time such as" + " 2026-01-31T08:00:00Z",
                    e);
        }
    }
}
