package org.brandstore.device.serial.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;

/**
 * Which lines of the signing log are wanted.
 *
 * @param brand whose
 * @param models of which models
 * @param serial what the serial begins with
 * @param deviceKey the id of the device's key
 * @param from the first moment
 * @param until the first moment that is too late
 */
public record SigningSearch(
        AccountId brand,
        Collection<ModelName> models,
        Optional<String> serial,
        Optional<String> deviceKey,
        Optional<Instant> from,
        Optional<Instant> until) {
    public SigningSearch {
        models = List.copyOf(models);
    }

    /** All of some models. */
    public static SigningSearch of(AccountId brand, Collection<ModelName> models) {
        return new SigningSearch(brand, models, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
