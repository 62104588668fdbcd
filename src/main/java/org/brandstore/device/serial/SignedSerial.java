package org.brandstore.device.serial;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;

/**
 * One line of the signing log.
 *
 * @param id grows with time
 * @param at when it was signed here, or first seen here
 * @param formerModel the model that a remodelled device had
 * @param authority who signed
 * @param requestId of the request, absent for one signed elsewhere
 * @param decidedBy who let the device have it
 */
public record SignedSerial(
        long id,
        Instant at,
        AccountId brand,
        ModelName model,
        String serial,
        int revision,
        KeyId deviceKey,
        SigningKind kind,
        Optional<ModelName> formerModel,
        String authority,
        Optional<String> requestId,
        String decidedBy,
        String reason) {}
