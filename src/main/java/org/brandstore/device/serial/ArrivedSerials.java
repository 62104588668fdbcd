package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.database.KeyEnds;
import org.brandstore.assertion.type.SerialView;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceKeys;
import org.brandstore.device.Devices;
import org.brandstore.device.serial.log.SigningKind;
import org.brandstore.device.serial.log.SigningLog;
import org.brandstore.event.Events;
import org.brandstore.event.change.DeviceChange;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jboss.logging.Logger;

/**
 * Serials with which devices arrive. One that a vault of the brand's own signed is as good as one of ours; it is kept, so
 * that of two with the same name and revision only the first is ever accepted, and a newer revision for the same key ends
 * an older one.
 */
@ApplicationScoped
public class ArrivedSerials {
    private static final Logger LOG = Logger.getLogger(ArrivedSerials.class);

    private final AssertionDatabase assertions;
    private final KeyEnds ends;
    private final Devices devices;
    private final SigningLog log;
    private final Events events;

    ArrivedSerials(AssertionDatabase assertions, KeyEnds ends, Devices devices, SigningLog log, Events events) {
        this.assertions = assertions;
        this.ends = ends;
        this.devices = devices;
        this.log = log;
        this.events = events;
    }

    /**
     * Accepts the serial of a device, which must have been verified. A session takes no serial from the key that has it:
     * whoever can sign for the brand could else take the place of any device. See {@link SerialImport} for that.
     *
     * @throws StoreException {@link ErrorCode#INVALID_ASSERTION} if it was replaced by a newer one, or another device has
     *     the serial, or the key another serial
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void accept(Assertion serial, DeviceIdentity identity) {
        boolean known = devices.find(identity.ref())
                .filter(device -> device.deviceKey().equals(identity.deviceKey()))
                .isPresent();
        List<Assertion> held = assertions.history(serial.ref());
        boolean isHeld = held.contains(serial);
        boolean replaced = held.stream()
                .filter(other -> !known || isForSameKey(other, serial))
                .filter(other -> !ends.isRefused(other))
                .anyMatch(
                        other -> isHeld ? other.revision() > serial.revision() : other.revision() >= serial.revision());
        if (replaced) {
            throw refuse(serial, "it has been replaced by a newer one");
        }
        if (!isHeld || !known) {
            takeIn(serial, identity);
        }
    }

    /** For a device that is known by its key, serials of other keys mean nothing, wherever they came from. */
    private static boolean isForSameKey(Assertion one, Assertion other) {
        return one.text("device-key-sha3-384").equals(other.text("device-key-sha3-384"));
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
        if (devices.lock(identity.ref())
                .filter(device -> !device.deviceKey().equals(identity.deviceKey()))
                .isPresent()) {
            throw refuse(
                    serial, "another device has this serial; an administrator of the server lets a new key have it");
        }
        keep(serial);
        if (added) {
            note(serial, identity);
        }
    }

    /** A serial of a foreign authority for a model that is not registered here verifies, but there is nothing to keep it by. */
    private void keep(Assertion serial) {
        try {
            assertions.add(serial);
        } catch (AssertionException e) {
            LOG.debugf("serial not kept: serial=%s reason=%s", serial.ref(), e.getMessage());
        }
    }

    private void note(Assertion serial, DeviceIdentity identity) {
        String device = "device:" + identity.ref();
        log.add(serial, new SigningLog.Entry(SigningKind.ELSEWHERE, null, null, device, "signed elsewhere"));
        events.record(
                device,
                new DeviceChange.Arrived(
                        identity.ref().told(),
                        identity.deviceKey(),
                        new AccountId(serial.text("authority-id")),
                        serial.revision(),
                        ""));
    }

    private static StoreException refuse(Assertion serial, String why) {
        return new StoreException(ErrorCode.INVALID_ASSERTION, "cannot use " + serial.ref() + ": " + why);
    }
}
