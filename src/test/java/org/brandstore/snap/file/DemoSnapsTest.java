package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.metadata.SnapType;
import org.brandstore.snap.squashfs.Fixtures;
import org.junit.jupiter.api.Test;

/** The snaps that the demo uploads are what its story says. */
class DemoSnapsTest {
    private final Map<String, SnapContents> snaps = new TreeMap<>();

    DemoSnapsTest() throws IOException {
        for (Path file : Fixtures.demo()) {
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                SnapContents snap = new SnapFileReader(SnapFileLimits.STANDARD).read(channel);
                snaps.put(file.getFileName().toString(), snap);
            }
        }
    }

    @Test
    void areNamedByWhatTheyHold() {
        assertThat(snaps.keySet())
                .containsExactly(
                        "acme-control-plane_1.0_amd64.snap",
                        "acme-control-plane_1.0_armhf.snap",
                        "acme-control-plane_1.1_amd64.snap",
                        "acme-control-plane_1.1_armhf.snap",
                        "acme-dashboard_1.0_amd64.snap",
                        "acme-dashboard_1.0_armhf.snap",
                        "acme-dashboard_1.1_amd64.snap",
                        "acme-dashboard_1.1_armhf.snap",
                        "core24_20260801_amd64.snap",
                        "device-1-kernel_4.4.0-1_armhf.snap",
                        "device-1_16-1_armhf.snap",
                        "device-2-kernel_6.8.0-1_amd64.snap",
                        "device-2_24-1_amd64.snap",
                        "snapd_2.77_amd64.snap");
        snaps.forEach((file, snap) -> {
            SnapMetadata metadata = snap.metadata();
            String architecture = metadata.architectures().getFirst().value();
            assertThat(file).isEqualTo(metadata.name() + "_" + metadata.version() + "_" + architecture + ".snap");
            assertThat(metadata.architectures()).hasSize(1);
            assertThat(snap.findings().isEmpty()).as(file).isTrue();
        });
    }

    @Test
    void haveTheTypesThatTheModelsName() {
        assertThat(snap("device-1_16-1_armhf").metadata().type()).isEqualTo(SnapType.GADGET);
        assertThat(snap("device-1-kernel_4.4.0-1_armhf").metadata().type()).isEqualTo(SnapType.KERNEL);
        assertThat(snap("device-2_24-1_amd64").metadata().type()).isEqualTo(SnapType.GADGET);
        assertThat(snap("device-2-kernel_6.8.0-1_amd64").metadata().type()).isEqualTo(SnapType.KERNEL);
        assertThat(snap("core24_20260801_amd64").metadata().type()).isEqualTo(SnapType.BASE);
        assertThat(snap("snapd_2.77_amd64").metadata().type()).isEqualTo(SnapType.SNAPD);
        assertThat(snap("device-1_16-1_armhf").gadgetYaml()).isPresent();
        assertThat(snap("device-2_24-1_amd64").hooks()).containsExactly("prepare-device");
        assertThat(snap("acme-dashboard_1.0_amd64").metadata().base()).contains(new SnapName("core24"));
        assertThat(snap("acme-dashboard_1.0_armhf").metadata().base()).isEmpty();
        assertThat(snap("acme-dashboard_1.0_armhf").icon()).isPresent();
    }

    @Test
    void showAnApproverSomethingNew() throws IOException {
        for (String architecture : new String[] {"armhf", "amd64"}) {
            assertThat(snap("acme-dashboard_1.0_" + architecture)
                            .metadata()
                            .plugs()
                            .keySet())
                    .containsExactly("network");
            assertThat(snap("acme-dashboard_1.1_" + architecture)
                            .metadata()
                            .plugs()
                            .keySet())
                    .containsExactly("network", "network-bind");
            assertThat(size("acme-control-plane_1.1_" + architecture))
                    .isGreaterThan(size("acme-control-plane_1.0_" + architecture));
        }
    }

    private SnapContents snap(String name) {
        return snaps.get(name + ".snap");
    }

    private static long size(String name) throws IOException {
        return Files.size(Path.of("src/main/resources/demo", name + ".snap"));
    }
}
