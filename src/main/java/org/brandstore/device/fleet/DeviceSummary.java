package org.brandstore.device.fleet;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.device.DeviceRef;

/**
 * A device in a list.
 *
 * @param lastSeenAt when it last asked for updates
 * @param snaps how many snaps it then had
 * @param revoked whether it is locked out
 */
public record DeviceSummary(
        DeviceRef device, Instant registeredAt, Optional<Instant> lastSeenAt, long snaps, boolean revoked) {}
