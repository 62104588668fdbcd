package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.SerialView;
import org.brandstore.device.Device;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.device.DeviceKeys;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.device.serial.log.SigningKind;
import org.brandstore.device.serial.log.SigningLog;
import org.brandstore.event.Events;
import org.brandstore.event.change.DeviceChange;
import org.brandstore.event.change.Topic;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.SerialNumber;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Takes in serials that a vault of the brand's own signed, on somebody's word. It is the way for a device that was set up
 * anew and has another key since: its serial moves to that key, which no session of its own can do.
 */
@ApplicationScoped
public class SerialImport {
    private final DeviceDocuments documents;
    private final AssertionDatabase assertions;
    private final Devices devices;
    private final RevokedDevices revoked;
    private final SigningLog log;
    private final Events events;

    SerialImport(
            DeviceDocuments documents,
            AssertionDatabase assertions,
            Devices devices,
            RevokedDevices revoked,
            SigningLog log,
            Events events) {
        this.documents = documents;
        this.assertions = assertions;
        this.devices = devices;
        this.revoked = revoked;
        this.log = log;
        this.events = events;
    }

    /**
     * Lets the key of the serial speak for the device; another one that did opens no session any more. The same serial
     * again changes nothing.
     *
     * @throws StoreException {@link ErrorCode#INVALID_ASSERTION} if it is no serial of the brand that verifies, or not newer
     *     than the one that is held, {@link ErrorCode#CONFLICT} if its key has another serial of the model,
     *     {@link ErrorCode#RESOURCE_FORBIDDEN} if the device was revoked
     */
    @Transactional
    public DeviceRef add(AccountId brand, Assertion serial, String reason, Actor actor) {
        if (serial.type() != AssertionType.SERIAL || !serial.text("brand-id").equals(brand.value())) {
            throw new StoreException(
                    ErrorCode.INVALID_ASSERTION,
                    "cannot take in " + serial.ref() + ": it is not a serial of brand " + brand);
        }
        SerialView view = DeviceDocuments.accepting(() -> {
            documents.verifySerial(serial);
            SerialView read = SerialView.of(serial);
            DeviceKeys.requireStrong(read.deviceKey());
            return read;
        });
        DeviceRef device = new DeviceRef(view.brandId(), view.model(), new SerialNumber(view.serial()));
        KeyId key = view.deviceKey().id();
        revoked.refuse(Optional.of(device), brand, key, serial.body(), "take in " + serial.ref());
        boolean added = devices.add(device, key);
        Optional<Device> known = devices.lock(device);
        DeviceDocuments.accepting(() -> assertions.add(serial));
        Optional<KeyId> former = known.map(Device::deviceKey).filter(other -> !other.equals(key));
        if (known.isEmpty() || former.isPresent()) {
            devices.replaceKey(device, key);
        }
        if (added || former.isPresent()) {
            note(serial, device, former, reason, actor);
        }
        return device;
    }

    private void note(Assertion serial, DeviceRef device, Optional<KeyId> former, String reason, Actor actor) {
        log.add(serial, new SigningLog.Entry(SigningKind.ELSEWHERE, null, null, actor.label(), reason));
        AccountId authority = new AccountId(serial.text("authority-id"));
        KeyId key = new KeyId(serial.text("device-key-sha3-384"));
        events.record(
                actor.label(),
                former.<DeviceChange>map(before -> new DeviceChange.KeyReplaced(
                                device.told(),
                                before,
                                key,
                                Optional.of(authority),
                                Optional.of(serial.revision()),
                                reason))
                        .orElseGet(() ->
                                new DeviceChange.Arrived(device.told(), key, authority, serial.revision(), reason)));
        events.publish(Topic.DEVICES.of(device.brand(), device.model(), device.serial()));
    }
}
