package org.brandstore.cli.fleet;

import java.util.Optional;

/**
 * What a device writes into the headers of its requests.
 *
 * @param session the opaque session value, absent before the first session
 */
record WireHeaders(String architecture, Optional<String> store, Optional<String> session) {
    @Override
    public String toString() {
        return "DeviceHeaders[" + architecture + ", " + store + "]";
    }
}
