package org.brandstore.refresh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.device.TokenKey;

/**
 * Makes and reads cohort keys. A key says of which snap and of which moment it is, so that everyone who holds it sees
 * the channels as they were then, and no server need remember it (device-api.md 11).
 *
 * <p>Payload: milliseconds since 1970 (8 bytes), then the snap id.
 */
public final class CohortKeys {
    private final TokenKey key;

    public CohortKeys(TokenKey key) {
        this.key = key;
    }

    public String make(String snapId, Instant now) {
        byte[] id = snapId.getBytes(StandardCharsets.UTF_8);
        return key.seal(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(now.toEpochMilli())
                .put(id)
                .array());
    }

    /** When the cohort was made; empty if the key is not ours or is one of another snap. */
    public Optional<Instant> read(String cohortKey, String snapId) {
        return key.open(cohortKey)
                .filter(payload -> payload.length > Long.BYTES)
                .flatMap(payload -> {
                    ByteBuffer buffer = ByteBuffer.wrap(payload);
                    Instant made = Instant.ofEpochMilli(buffer.getLong());
                    String id = StandardCharsets.UTF_8.decode(buffer).toString();
                    return id.equals(snapId) ? Optional.of(made) : Optional.empty();
                });
    }
}
