package org.brandstore.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;

/** How often one device is answered, so that one that has gone wild costs the others nothing. */
@ApplicationScoped
public class DeviceLimits {
    /** Eight megabytes each. */
    private static final int PLACES = 1 << 20;

    private final RateLimit refreshes;
    private final RateLimit others;
    private final RateLimit events;

    @Inject
    public DeviceLimits(DeviceConfig config, Clock clock, SecureRandom random) {
        this.refreshes = new RateLimit(config.refreshesPerMinute(), PLACES, clock, random.nextLong());
        this.others = new RateLimit(config.requestsPerMinute(), PLACES, clock, random.nextLong());
        this.events = new RateLimit(config.eventsPerMinute(), PLACES, clock, random.nextLong());
    }

    /** Whether the device's refresh request may be answered now; counts it if so. */
    public boolean admitsRefresh(DeviceRef device) {
        return refreshes.admits(device);
    }

    /** Whether any other request of the device may be answered now; counts it if so. */
    public boolean admitsOther(DeviceRef device) {
        return others.admits(device);
    }

    /** Whether something that happened to a device is to be noted; counts it if so. */
    public boolean admitsEvent(DeviceRef device) {
        return events.admits(device);
    }
}
