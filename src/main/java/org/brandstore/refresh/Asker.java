package org.brandstore.refresh;

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
    /**
     * What the request's headers say.
     *
     * @param architecture the Debian architecture
     * @param followsRedirects whether {@code redirect-channel} is understood
     * @param scheduled whether no person waits for the answer
     */
    public record Traits(String architecture, boolean followsRedirects, boolean scheduled) {}
}
