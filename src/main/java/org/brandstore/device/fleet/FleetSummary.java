package org.brandstore.device.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * A store's devices in three figures.
 *
 * @param devices how many are registered and not locked out
 * @param seenLately how many of them asked for updates within the last day
 * @param lastSeenAt when the last of them did
 */
public record FleetSummary(long devices, long seenLately, Optional<Instant> lastSeenAt) {}
