package org.brandstore.api.device;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.brandstore.device.DeviceLimits;
import org.brandstore.device.DeviceRef;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/** Sends devices away that ask too often. Each method throws {@link ErrorCode#TOO_MANY_REQUESTS}, else counts. */
@ApplicationScoped
class DeviceQuota {
    private final DeviceLimits limits;
    private final Refusals refusals;

    DeviceQuota(DeviceLimits limits, MeterRegistry meters) {
        this.limits = limits;
        this.refusals = new Refusals(meters);
    }

    void countRefresh(DeviceRef device) {
        refuseUnless(limits.admitsRefresh(device));
    }

    void countOther(DeviceRef device) {
        refuseUnless(limits.admitsOther(device));
    }

    private void refuseUnless(boolean admitted) {
        if (!admitted) {
            refusals.count(Refusals.Reason.DEVICE_LIMIT);
            throw new StoreException(List.of(new ErrorDetail(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot answer now: this device asks too often",
                    Map.of("retry-after", Refusals.RETRY_AFTER_SECONDS))));
        }
    }
}
