package org.brandstore.device.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.brandstore.device.DeviceRef;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without the comparison of times in the statements, the older check-in won in one run of one. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class InventoryIT {
    private static final Instant EARLIER = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant LATER = EARLIER.plusSeconds(60);

    @Inject
    Inventory writer;

    @Inject
    Publishers publishers;

    private DeviceRef device;

    @BeforeEach
    void aDevice() {
        device = new DeviceRef(
                new AccountId(publishers.unique("brand")), new ModelName("acme-1"), new SerialNumber("1"));
        publishers.sql(
                "insert into device (brand_id, model, serial, device_key_id, registered_at) values (?1, 'acme-1', '1', ?2, now())",
                device.brand().value(),
                "k".repeat(64));
    }

    /** Two replicas write what they were told, each when it comes to it. */
    @Test
    void whatADeviceSaidEarlierDoesNotOverwriteWhatItSaidLater() {
        writer.write(List.of(saying(7, LATER)));
        writer.write(List.of(saying(6, EARLIER)));

        assertThat(revision()).isEqualTo(7);
        assertThat(publishers.count(
                        "select inventory_fingerprint from device where brand_id = ?1",
                        device.brand().value()))
                .isEqualTo(7L);
    }

    @Test
    void whatADeviceSaysLaterCounts() {
        writer.write(List.of(saying(7, EARLIER)));
        writer.write(List.of(saying(6, LATER)));
        assertThat(revision()).isEqualTo(6);
    }

    private long revision() {
        return publishers.count(
                "select revision from device_snap where brand_id = ?1",
                device.brand().value());
    }

    private CheckIn saying(int revision, Instant at) {
        return new CheckIn(device, snaps(revision), revision, at);
    }

    private static List<InstalledSnap> snaps(int revision) {
        return List.of(new InstalledSnap("app", "x".repeat(32), revision, "latest/stable", null, List.of()));
    }
}
