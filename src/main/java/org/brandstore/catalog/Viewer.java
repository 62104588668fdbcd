package org.brandstore.catalog;

import org.brandstore.device.DeviceIdentity;
import org.brandstore.naming.StoreId;

/** Who looks into the catalog, by what was proven. Nothing else decides what is seen. */
public sealed interface Viewer {
    /** A device with a session. */
    record Device(DeviceIdentity identity) implements Viewer {}

    /** Somebody who builds images for a store, and may. */
    record ImageBuilder(StoreId store) implements Viewer {}

    /** Anybody else: no snap is there. */
    record Stranger() implements Viewer {}
}
