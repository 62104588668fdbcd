package org.brandstore.device.fleet;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.device.DeviceIdentity;

/**
 * What is kept of a device of a store.
 *
 * @param identity who it is; issued when it was registered
 * @param architecture what its signed model says, if it has shown one
 * @param lastSeenAt when it last asked for updates
 * @param revoked whether it is locked out
 */
public record DeviceFile(
        DeviceIdentity identity, Optional<String> architecture, Optional<Instant> lastSeenAt, boolean revoked) {}
