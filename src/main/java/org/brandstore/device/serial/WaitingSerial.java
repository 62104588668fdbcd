package org.brandstore.device.serial;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;

/**
 * A device that waits for its serial.
 *
 * @param requestId names the request
 * @param proposed the serial that the device would like
 */
public record WaitingSerial(
        String requestId,
        AccountId brand,
        ModelName model,
        KeyId deviceKey,
        Optional<String> proposed,
        Instant requestedAt) {}
