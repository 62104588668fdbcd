package org.brandstore.device.serial;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;

/**
 * A device that waits for its serial, or waited.
 *
 * @param id names it in decisions
 * @param proposed the serial that the device would like
 * @param duplicate whether another device had that serial when this one asked
 * @param serial the serial that it got
 */
public record WaitingSerial(
        UUID id,
        AccountId brand,
        ModelName model,
        KeyId deviceKey,
        Optional<String> proposed,
        boolean duplicate,
        SerialState state,
        Optional<String> serial,
        Instant requestedAt,
        Optional<Decision> decision) {

    /** Who decided when and why. */
    public record Decision(String by, Instant at, String reason) {}
}
