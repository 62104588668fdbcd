package org.brandstore.device;

import java.time.Instant;
import org.brandstore.naming.KeyId;

/**
 * A device that is known here.
 *
 * @param ref which one
 * @param deviceKey the id of its key
 * @param registeredAt when it got its serial here, or first came with one signed elsewhere
 * @param revoked whether it is locked out
 */
public record Device(DeviceRef ref, KeyId deviceKey, Instant registeredAt, boolean revoked) {}
