package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.type.SerialView;
import org.brandstore.device.Device;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceKeys;
import org.brandstore.device.Devices;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jboss.logging.Logger;

/**
 * Serials with which devices arrive. One that a vault of the brand's own signed is as good as one of ours; it is kept, so
 * that of two with the same name and revision only the first is ever accepted, and a newer revision ends an older one.
 */
@ApplicationScoped
public class ArrivedSerials {
    private static final Logger LOG = Logger.getLogger(ArrivedSerials.class);

    private final AssertionDatabase assertions;
    private final Devices devices;
    private final SigningLog log;
    private final Events events;

    ArrivedSerials(AssertionDatabase assertions, Devices devices, SigningLog log, Events events) {
        this.assertions = assertions;
        this.devices = devices;
        this.log = log;
        this.events = events;
    }

    /**
     * Accepts the serial of a device, which must have been verified.
     *
     * @throws StoreException {@link ErrorCode#INVALID_ASSERTION} if it was replaced by a newer one, or another device has
     *     the serial, or the key another serial
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void accept(Assertion serial, DeviceIdentity identity) {
        Optional<Assertion> held = assertions.find(serial.ref());
        boolean isHeld = held.filter(serial::equals).isPresent();
        if (isHeld && devices.find(identity.ref()).isPresent()) {
            return;
        }
        if (!isHeld
                && held.filter(newest -> newest.revision() >= serial.revision()).isPresent()) {
            throw refuse(serial, "it has been replaced by a newer one");
        }
        takeIn(serial, identity);
    }

    private void takeIn(Assertion serial, DeviceIdentity identity) {
        DeviceDocuments.accepting(() -> {
            DeviceKeys.requireStrong(SerialView.of(serial).deviceKey());
            return serial;
        });
        if (devices.findByKey(identity.brand(), identity.model(), identity.deviceKey())
                .filter(device -> !device.ref().equals(identity.ref()))
                .isPresent()) {
            throw refuse(serial, "its key has another serial of the model");
        }
        boolean added = devices.add(identity.ref(), identity.deviceKey());
        Optional<Device> known = devices.lock(identity.ref());
        boolean otherKey = known.filter(device -> !device.deviceKey().equals(identity.deviceKey()))
                .isPresent();
        if (otherKey && (serial.revision() == 0 || !isKept(serial))) {
            throw refuse(serial, "another device has this serial");
        }
        if (!otherKey) {
            isKept(serial);
        }
        if (otherKey) {
            devices.replaceKey(identity.ref(), identity.deviceKey());
        }
        if (added || otherKey) {
            note(serial, identity, added ? "device.arrived" : "device.key-replaced");
        }
    }

    /** A serial of a foreign authority for a model that is not registered here verifies, but there is nothing to keep it by. */
    private boolean isKept(Assertion serial) {
        try {
            assertions.add(serial);
            return true;
        } catch (AssertionException e) {
            LOG.debugf("serial not kept: serial=%s reason=%s", serial.ref(), e.getMessage());
            return false;
        }
    }

    private void note(Assertion serial, DeviceIdentity identity, String action) {
        log.add(
                serial,
                new SigningLog.Entry(
                        SigningKind.ELSEWHERE, null, null, "device:" + identity.ref(), "signed elsewhere"));
        events.record(Change.created(
                "device:" + identity.ref(),
                action,
                "device/" + identity.ref(),
                identity.brand(),
                Map.of(
                        "deviceKey",
                        identity.deviceKey().value(),
                        "authority",
                        serial.text("authority-id"),
                        "revision",
                        serial.revision())));
    }

    private static StoreException refuse(Assertion serial, String why) {
        return new StoreException(ErrorCode.INVALID_ASSERTION, "cannot use " + serial.ref() + ": " + why);
    }
}
