package org.brandstore.device.serial;

import java.util.Optional;
import java.util.Set;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.naming.ModelName;

/**
 * How devices of a model get serials, beyond whether somebody has to approve.
 *
 * @param duplicates what happens when a serial is asked for that a device has already
 * @param hardware whether a device must prove its hardware by a {@code hardware-identity} of the brand
 * @param limits how many, how fast, when
 * @param remodelFrom the models whose devices may change to this one; empty: all of the brand
 */
public record SerialRules(
        DuplicatePolicy duplicates, boolean hardware, SerialLimits limits, Optional<Set<ModelName>> remodelFrom) {
    /** For a model of which nothing was said. */
    public static final SerialRules DEFAULT =
            new SerialRules(DuplicatePolicy.SAME_KEY, false, SerialLimits.NONE, Optional.empty());

    public SerialRules {
        remodelFrom = remodelFrom.map(Set::copyOf);
    }

    boolean allowsRemodelFrom(ModelName former) {
        return remodelFrom.map(models -> models.contains(former)).orElse(true);
    }
}
