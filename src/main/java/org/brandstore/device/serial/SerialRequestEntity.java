package org.brandstore.device.serial;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request for a serial about which somebody decides. */
@Entity
@Table(name = "serial_request")
class SerialRequestEntity {
    static final String WAITING = "waiting";
    static final String ISSUED = "issued";
    static final String REFUSED = "refused";

    @Id
    @Column(name = "request_id")
    String requestId = "";

    @Column(name = "brand_id")
    String brandId = "";

    String model = "";

    @Column(name = "device_key_id")
    String deviceKeyId = "";

    @Nullable String proposed;

    byte[] encoded = {};

    String state = WAITING;

    @Nullable String serial;

    @Column(name = "requested_at")
    Instant requestedAt = Instant.EPOCH;

    @Column(name = "decided_at")
    @Nullable Instant decidedAt;

    @Version
    int version;
}
