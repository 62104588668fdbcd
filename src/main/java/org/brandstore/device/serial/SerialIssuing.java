package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.authority.Authority;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.device.ShownModel;
import org.brandstore.device.serial.log.SigningKind;
import org.brandstore.device.serial.log.SigningLog;
import org.brandstore.event.Events;
import org.brandstore.event.change.DeviceChange;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.SerialNumber;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Signs serials and writes down that it did; whether it may is decided before. */
@ApplicationScoped
class SerialIssuing {
    private final Devices devices;
    private final AssertionDatabase assertions;
    private final Authority authority;
    private final SerialPolicies policies;
    private final SigningLog log;
    private final Events events;
    private final Clock clock;

    SerialIssuing(
            Devices devices,
            AssertionDatabase assertions,
            Authority authority,
            SerialPolicies policies,
            SigningLog log,
            Events events,
            Clock clock) {
        this.devices = devices;
        this.assertions = assertions;
        this.authority = authority;
        this.policies = policies;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Who lets a device have its serial.
     *
     * @param person whether somebody decided about this very device; then only the number of devices limits
     */
    record Consent(String by, String reason, boolean person) {
        static final Consent BY_RULE = new Consent("system:serial-vault", "", false);
    }

    /** The serial that a device has, signed now if it is not here. */
    @Transactional(Transactional.TxType.MANDATORY)
    Assertion held(DeviceRef device, SerialClaim claim, Consent consent) {
        return assertions.find(ref(device)).orElseGet(() -> again(device, claim, consent));
    }

    /** Signs the serial of a device that has it for the same device once more; the next revision if it says anything new. */
    @Transactional(Transactional.TxType.MANDATORY)
    Assertion again(DeviceRef device, SerialClaim claim, Consent consent) {
        return sign(device, claim, SigningKind.AGAIN, consent);
    }

    /**
     * Makes a new device: however many requests come at once, a key gets one serial, and a serial one key.
     *
     * @param hardware the key that proved its hardware, where the model asks for that
     * @param shown the key that proved it, asked for or not
     * @return empty if another request was quicker with the serial or the key
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Assertion> first(SerialClaim claim, Optional<KeyId> hardware, Optional<KeyId> shown, Consent consent) {
        requireWithin(claim, true, consent);
        SerialNumber serial = claim.proposed()
                .orElseGet(() -> new SerialNumber(UUID.randomUUID().toString()));
        DeviceRef device = new DeviceRef(claim.brand(), claim.modelName(), serial);
        if (!devices.add(device, claim.keyId())) {
            return Optional.empty();
        }
        devices.setFirstModel(device, ShownModel.of(claim.model()));
        hardware.ifPresent(key -> devices.setHardware(device, key));
        shown.ifPresent(key -> devices.setShownHardware(device, key));
        Assertion issued =
                sign(device, claim, claim.former().isPresent() ? SigningKind.REMODEL : SigningKind.FIRST, consent);
        events.record(consent.by(), new DeviceChange.Registered(device.told(), claim.keyId(), consent.reason()));
        return Optional.of(issued);
    }

    /** Gives the serial of one key to another: the next revision, after which the former one opens no session. */
    @Transactional(Transactional.TxType.MANDATORY)
    Assertion replace(DeviceRef device, KeyId former, SerialClaim claim, Consent consent) {
        requireWithin(claim, false, consent);
        devices.replaceKey(device, claim.keyId());
        Assertion issued = sign(device, claim, SigningKind.REPLACEMENT, consent);
        events.record(
                consent.by(),
                new DeviceChange.KeyReplaced(
                        device.told(), former, claim.keyId(), Optional.empty(), Optional.empty(), consent.reason()));
        return issued;
    }

    /** Counting and signing happen under the lock of the rules, so that a crowd cannot slip past a limit. */
    private void requireWithin(SerialClaim claim, boolean newDevice, Consent consent) {
        SerialLimits limits =
                policies.forIssuing(claim.brand(), claim.modelName()).limits();
        if (newDevice
                && limits.most()
                        .filter(most -> log.devices(claim.brand(), claim.modelName(), most) >= most)
                        .isPresent()) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN, "cannot issue a serial: the model has all the devices it may have");
        }
        if (consent.person()) {
            return;
        }
        if (!limits.isOpen(clock.instant())) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN, "cannot issue a serial: the model takes no devices at this time");
        }
        if (limits.rate()
                .filter(rate ->
                        log.signed(claim.brand(), claim.modelName(), rate.within(), rate.serials()) >= rate.serials())
                .isPresent()) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE,
                    "cannot issue a serial now: too many devices of the model registered lately, try again");
        }
    }

    private Assertion sign(DeviceRef device, SerialClaim claim, SigningKind kind, Consent consent) {
        Assertion issued = authority.issueSerial(
                device.brand(), device.model(), device.serial(), claim.view().deviceKey(), claim.body());
        log.add(
                issued,
                new SigningLog.Entry(
                        kind,
                        claim.view().original().map(former -> former.model()).orElse(null),
                        claim.view().requestId(),
                        consent.by(),
                        consent.reason()));
        return issued;
    }

    static AssertionRef ref(DeviceRef device) {
        return AssertionRef.of(
                AssertionType.SERIAL,
                device.brand().value(),
                device.model().value(),
                device.serial().value());
    }
}
