package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.authority.Authority;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.naming.SerialNumber;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Gives a device key its one serial. */
@ApplicationScoped
class SerialDesk {
    private final Devices devices;
    private final AssertionDatabase assertions;
    private final Authority authority;
    private final Events events;

    SerialDesk(Devices devices, AssertionDatabase assertions, Authority authority, Events events) {
        this.devices = devices;
        this.assertions = assertions;
        this.authority = authority;
        this.events = events;
    }

    /**
     * The serial that this key has for this model already.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN} if the device was revoked
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Assertion> find(SerialClaim claim) {
        return devices.findByKey(claim.brand(), claim.modelName(), claim.keyId())
                .map(device -> {
                    if (device.revoked()) {
                        throw new StoreException(
                                ErrorCode.RESOURCE_FORBIDDEN, "cannot issue a serial: the device was revoked");
                    }
                    return assertions.find(serialRef(device.ref())).orElseGet(() -> sign(device.ref(), claim));
                });
    }

    /**
     * Issues a serial, unless the key has one: however many requests come at once, a key gets one serial.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if another device has the serial that was proposed
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Assertion issue(SerialClaim claim, Actor actor) {
        SerialNumber serial = claim.proposed()
                .orElseGet(() -> new SerialNumber(UUID.randomUUID().toString()));
        DeviceRef device = new DeviceRef(claim.brand(), claim.modelName(), serial);
        if (!devices.add(device, claim.keyId())) {
            return find(claim)
                    .orElseThrow(() -> new StoreException(
                            ErrorCode.CONFLICT,
                            "cannot issue serial " + serial + ": another device of the model has it"));
        }
        Assertion issued = sign(device, claim);
        events.record(Change.created(
                actor.label(),
                "device.registered",
                "device/" + device,
                claim.brand(),
                Map.of("deviceKey", claim.keyId().value())));
        return issued;
    }

    private Assertion sign(DeviceRef device, SerialClaim claim) {
        return authority.issueSerial(
                device.brand(), device.model(), device.serial(), claim.view().deviceKey(), claim.body());
    }

    private static AssertionRef serialRef(DeviceRef device) {
        return AssertionRef.of(
                AssertionType.SERIAL,
                device.brand().value(),
                device.model().value(),
                device.serial().value());
    }
}
