package org.brandstore.cli.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A snap file that comes with the program.
 *
 * @param name the snap's name
 * @param file its file below {@code demo/}
 */
record DemoSnap(String name, String file) {
    /** What the devices need to begin with. */
    static final List<DemoSnap> FIRST = List.of(
            new DemoSnap("snapd", "snapd_2.77_amd64.snap"),
            new DemoSnap("core24", "core24_20260801_amd64.snap"),
            new DemoSnap("device-1", "device-1_16-1_armhf.snap"),
            new DemoSnap("device-1-kernel", "device-1-kernel_4.4.0-1_armhf.snap"),
            new DemoSnap("device-2", "device-2_24-1_amd64.snap"),
            new DemoSnap("device-2-kernel", "device-2-kernel_6.8.0-1_amd64.snap"),
            new DemoSnap("acme-dashboard", "acme-dashboard_1.0_armhf.snap"),
            new DemoSnap("acme-dashboard", "acme-dashboard_1.0_amd64.snap"),
            new DemoSnap("acme-control-plane", "acme-control-plane_1.0_armhf.snap"),
            new DemoSnap("acme-control-plane", "acme-control-plane_1.0_amd64.snap"));

    /** The update of the story, one file for each model. */
    static final List<DemoSnap> UPDATE = List.of(
            new DemoSnap("acme-dashboard", "acme-dashboard_1.1_armhf.snap"),
            new DemoSnap("acme-dashboard", "acme-dashboard_1.1_amd64.snap"));

    byte[] bytes() throws IOException {
        try (InputStream in = DemoSnap.class.getResourceAsStream("/demo/" + file)) {
            if (in == null) {
                throw new IOException("the program lacks its demo file " + file);
            }
            return in.readAllBytes();
        }
    }
}
