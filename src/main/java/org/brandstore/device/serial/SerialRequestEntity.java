package org.brandstore.device.serial;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.device.ShownModel;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

/** A request for a serial about which somebody decides: one for each device key of a model, the newest of its requests. */
@Entity
@Table(name = "serial_request")
class SerialRequestEntity {
    @Id
    UUID id = UUID.randomUUID();

    @Column(name = "request_id")
    String requestId = "";

    @Column(name = "brand_id")
    String brandId = "";

    String model = "";

    @Column(name = "device_key_id")
    String deviceKeyId = "";

    /** Of the model that the device has shown; null if the request was kept before that was noted. */
    @Column(name = "model_revision")
    @Nullable Integer modelRevision;

    @Column(name = "store_id")
    @Nullable String storeId;

    @Nullable String proposed;

    boolean duplicate;

    byte[] encoded = {};

    String state = SerialState.WAITING.word();

    @Nullable String serial;

    String reason = "";

    @Column(name = "decided_by")
    @Nullable String decidedBy;

    @Column(name = "requested_at")
    Instant requestedAt = Instant.EPOCH;

    @Column(name = "decided_at")
    @Nullable Instant decidedAt;

    @Version
    int version;

    SerialState state() {
        return SerialState.find(state).orElseThrow();
    }

    void is(SerialState next) {
        state = next.word();
    }

    void shows(ShownModel shown) {
        modelRevision = shown.revision();
        storeId = shown.store().map(StoreId::value).orElse(null);
    }

    WaitingSerial toValue() {
        return new WaitingSerial(
                id,
                new AccountId(brandId),
                new ModelName(model),
                new KeyId(deviceKeyId),
                Optional.ofNullable(proposed),
                duplicate,
                state(),
                Optional.ofNullable(serial),
                requestedAt,
                Optional.ofNullable(decidedBy)
                        .map(by ->
                                new WaitingSerial.Decision(by, decidedAt == null ? requestedAt : decidedAt, reason)));
    }
}
