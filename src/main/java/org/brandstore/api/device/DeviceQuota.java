package org.brandstore.api.device;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.api.door.Refusals;
import org.brandstore.device.DeviceLimits;
import org.brandstore.device.DeviceRef;
import org.brandstore.problem.ErrorCode;

/** Sends devices away that ask too often. Each method throws {@link ErrorCode#TOO_MANY_REQUESTS}, else counts. */
@ApplicationScoped
public class DeviceQuota {
    private final DeviceLimits limits;
    private final Refusals refusals;

    DeviceQuota(DeviceLimits limits, MeterRegistry meters) {
        this.limits = limits;
        this.refusals = new Refusals(meters);
    }

    public void countRefresh(DeviceRef device) {
        refuseUnless(limits.admitsRefresh(device));
    }

    void countOther(DeviceRef device) {
        refuseUnless(limits.admitsOther(device));
    }

    private void refuseUnless(boolean admitted) {
        if (!admitted) {
            refusals.count(Refusals.Reason.DEVICE_LIMIT);
            throw Refusals.refusal("this device asks too often");
        }
    }
}
