package org.brandstore.api.door;

import java.util.List;
import org.brandstore.device.DeviceRef;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in, until its answer has gone.
 *
 * @param device whose valid session came with it, or null
 * @param places what it takes of limits, given back when it ends
 */
record Visit(CallKind kind, @Nullable DeviceRef device, List<Runnable> places) {
    boolean isDevice() {
        return kind == CallKind.DEVICE;
    }

    void end() {
        places.forEach(Runnable::run);
    }
}
