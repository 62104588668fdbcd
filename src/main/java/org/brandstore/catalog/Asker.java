package org.brandstore.catalog;

import org.brandstore.device.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as it matters for the answer.
 *
 * @param device the device, or null if no session proves one
 * @param view what may be seen
 * @param traits what the request's headers say; nothing here widens the view
 */
public record Asker(@Nullable DeviceIdentity device, CatalogView view, Traits traits) {
    /** Who asks, as a catalog shows it to them. */
    public static Asker of(Viewer viewer, Catalog catalog, Traits traits) {
        DeviceIdentity device = viewer instanceof Viewer.Device proven ? proven.identity() : null;
        return new Asker(device, catalog.view(viewer), traits);
    }

    /**
     * What the request's headers say.
     *
     * @param architecture the Debian architecture
     * @param followsRedirects whether {@code redirect-channel} is understood
     * @param scheduled whether no person waits for the answer
     */
    public record Traits(String architecture, boolean followsRedirects, boolean scheduled) {}
}
