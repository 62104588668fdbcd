package org.brandstore.device.fleet;

import java.util.List;

/** Keeps check-ins for good. */
@FunctionalInterface
interface CheckInWriter {
    /** @param latest of each device one, in the order in which all replicas lock rows */
    void write(List<CheckIn> latest);
}
