package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.Optional;
import org.brandstore.device.Device;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.device.serial.decision.SerialFacts;
import org.brandstore.device.serial.decision.SerialFacts.Consent;
import org.brandstore.model.RegisteredModel;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.SerialNumber;

/** Gathers what the decision about a request for a serial rests on. */
@ApplicationScoped
class SerialFactsReader {
    private final Devices devices;

    SerialFactsReader(Devices devices) {
        this.devices = devices;
    }

    /**
     * A request that was verified.
     *
     * @param entry what is kept of it, if it waited
     * @param hardware the key that proved the hardware, where the model asks for that
     * @param repeated whether the very same one came before
     */
    record Asked(
            SerialClaim claim,
            RegisteredModel model,
            SerialRules rules,
            Optional<SerialRequestEntity> entry,
            Optional<KeyId> hardware,
            boolean repeated) {
        /** Consent is to this device with the serial that it asked for, not with any. */
        Optional<SerialRequestEntity> approved() {
            return entry.filter(request -> request.state() == SerialState.APPROVED)
                    .filter(request -> Objects.equals(
                            request.proposed,
                            claim.proposed().map(SerialNumber::value).orElse(null)));
        }

        private Consent consent() {
            if (entry.filter(request -> request.state() == SerialState.REJECTED).isPresent()) {
                return Consent.REJECTED;
            }
            return approved()
                    .map(request -> request.duplicate ? Consent.APPROVED_DUPLICATE : Consent.APPROVED)
                    .orElse(Consent.NONE);
        }
    }

    /**
     * The facts, with the devices that they name.
     *
     * @param own the device that has the key which asks
     * @param holder the device that has the proposed serial, locked
     */
    record Found(SerialFacts facts, Optional<Device> own, Optional<Device> holder) {}

    /** What is true now; who has the proposed serial stays locked until the end of the transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    Found read(Asked asked) {
        SerialClaim claim = asked.claim();
        Optional<Device> own = devices.findByKey(claim.brand(), claim.modelName(), claim.keyId());
        Consent consent = asked.consent();
        Optional<Device> holder = own.isPresent() || consent == Consent.REJECTED
                ? Optional.empty()
                : claim.proposed()
                        .flatMap(serial -> devices.lock(new DeviceRef(claim.brand(), claim.modelName(), serial)));
        boolean revokedElsewhere = claim.proposed()
                .filter(serial -> own.isEmpty() && devices.isRevoked(claim.brand(), serial))
                .isPresent();
        SerialFacts facts = new SerialFacts(
                new SerialFacts.Rules(
                        asked.model().serialPolicy(), asked.rules().duplicates()),
                claim.proposed(),
                new SerialFacts.Request(asked.repeated(), consent),
                own.map(device -> new SerialFacts.Registered(device.ref().serial(), device.revoked())),
                holder.map(device -> new SerialFacts.Holder(
                        device.ref().serial(), device.revoked(), isOtherHardware(asked, device))),
                revokedElsewhere);
        return new Found(facts, own, holder);
    }

    private boolean isOtherHardware(Asked asked, Device holder) {
        return asked.hardware()
                .filter(key -> devices.findByHardware(
                                holder.ref().brand(), holder.ref().model(), key)
                        .filter(device -> device.ref().equals(holder.ref()))
                        .isEmpty())
                .isPresent();
    }
}
