package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.device.Device;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.device.NewcomerLimit;
import org.brandstore.device.UsedTokens;
import org.brandstore.model.RegisteredModel;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Decides about a verified request for a serial: by what is known of the device, by the model's rules, or not at all yet. */
@ApplicationScoped
class SerialClerk {
    /** A request that lost a race against another for the same serial or key looks once more at what is true then. */
    private static final int LOOKS = 3;

    private final SerialQueue queue;
    private final SerialPolicies policies;
    private final SerialDesk desk;
    private final HardwareProof proof;
    private final RevokedDevices revoked;
    private final NewcomerLimit newcomers;
    private final Devices devices;
    private final RequestIds ids;
    private final UsedTokens used;
    private final AssertionDatabase assertions;

    SerialClerk(
            SerialQueue queue,
            SerialPolicies policies,
            SerialDesk desk,
            HardwareProof proof,
            RevokedDevices revoked,
            NewcomerLimit newcomers,
            Devices devices,
            RequestIds ids,
            UsedTokens used,
            AssertionDatabase assertions) {
        this.queue = queue;
        this.policies = policies;
        this.desk = desk;
        this.proof = proof;
        this.revoked = revoked;
        this.newcomers = newcomers;
        this.devices = devices;
        this.ids = ids;
        this.used = used;
        this.assertions = assertions;
    }

    /** Everything that the decision rests on. */
    private record Case(
            SerialClaim claim,
            RegisteredModel model,
            SerialRules rules,
            Optional<SerialRequestEntity> entry,
            Optional<KeyId> hardware,
            boolean repeated,
            String client) {
        boolean isRejected() {
            return entry.filter(request -> request.state() == SerialState.REJECTED)
                    .isPresent();
        }

        /** Consent is to this device with the serial that it asked for, not with any. */
        Optional<SerialRequestEntity> approved() {
            return entry.filter(request -> request.state() == SerialState.APPROVED)
                    .filter(request -> Objects.equals(
                            request.proposed,
                            claim.proposed().map(SerialNumber::value).orElse(null)));
        }

        SerialDesk.Consent consent() {
            return approved()
                    .map(request -> new SerialDesk.Consent(
                            request.decidedBy == null ? "" : request.decidedBy, request.reason, true))
                    .orElse(SerialDesk.Consent.BY_RULE);
        }
    }

    /** What one look at the facts came to. */
    private sealed interface Verdict {
        record Has(Assertion serial) implements Verdict {}

        record Waits(boolean duplicate) implements Verdict {}

        record Overtaken() implements Verdict {}
    }

    /**
     * The serial, or empty if a person has to decide.
     *
     * @param client who asks, as far as the network tells
     */
    @Transactional
    Optional<Assertion> answer(SerialClaim asked, RegisteredModel model, String client) {
        Optional<SerialRequestEntity> entry = queue.lock(asked);
        boolean repeated =
                entry.filter(request -> SerialQueue.repeats(request, asked)).isPresent() || !useRequestId(asked);
        revoked.refuse(Optional.empty(), asked.brand(), asked.keyId(), asked.body(), "issue a serial");
        SerialRules rules = policies.forIssuing(asked.brand(), asked.modelName());
        Optional<KeyId> hardware = rules.hardware() ? Optional.of(proof.require(asked)) : Optional.empty();
        SerialClaim claim = hardware.flatMap(key -> devices.findByHardware(asked.brand(), asked.modelName(), key))
                .map(device -> asked.askingFor(device.ref().serial()))
                .orElse(asked);
        requireFormerDevice(claim, rules);
        Case question = new Case(claim, model, rules, entry, hardware, repeated, client);
        for (int look = 0; look < LOOKS; look++) {
            switch (look(question)) {
                case Verdict.Has has -> {
                    entry.ifPresent(request -> close(request, has.serial()));
                    return Optional.of(has.serial());
                }
                case Verdict.Waits waits -> {
                    if (entry.isEmpty()) {
                        countNewcomer(question);
                    }
                    queue.keep(entry, claim, waits.duplicate());
                    return Optional.empty();
                }
                case Verdict.Overtaken overtaken -> {}
            }
        }
        throw new StoreException(
                ErrorCode.UNAVAILABLE, "cannot issue a serial now: others ask for the same, try again");
    }

    private Verdict look(Case question) {
        SerialClaim claim = question.claim();
        Optional<Device> own = devices.findByKey(claim.brand(), claim.modelName(), claim.keyId());
        if (own.isPresent()) {
            return new Verdict.Has(again(question, own.get()));
        }
        if (question.isRejected()) {
            throw forbidden("the request was rejected");
        }
        return claim.proposed()
                .flatMap(serial -> devices.lock(new DeviceRef(claim.brand(), claim.modelName(), serial)))
                .map(holder -> duplicate(question, holder))
                .orElseGet(() -> first(question));
    }

    /** The device has a serial of this model. The same request again gets the same answer under every rule. */
    private Assertion again(Case question, Device device) {
        if (device.revoked()) {
            throw forbidden("the device was revoked");
        }
        SerialClaim claim = question.claim();
        SerialNumber has = device.ref().serial();
        if (claim.proposed().filter(wanted -> !wanted.equals(has)).isPresent()) {
            throw conflict("the key has serial " + has + " already, and a key has one serial of a model");
        }
        if (question.repeated()) {
            return desk.held(device.ref(), claim, question.consent());
        }
        return switch (question.rules().duplicates()) {
            case REJECT -> throw conflict("the device has serial " + has + " already, and registers once only");
            case SAME_KEY, ASK -> desk.held(device.ref(), claim, question.consent());
            case NEW_REVISION -> desk.again(device.ref(), claim, question.consent());
        };
    }

    /** Another key has the serial that is asked for. */
    private Verdict duplicate(Case question, Device holder) {
        if (holder.revoked()) {
            throw forbidden("the device with serial " + holder.ref().serial() + " was revoked");
        }
        if (question.approved().filter(request -> request.duplicate).isPresent()) {
            return replaced(question, holder);
        }
        if (question.hardware().isPresent() && !isHardwareOf(question, holder)) {
            throw conflict("other hardware has serial " + holder.ref().serial());
        }
        return switch (question.rules().duplicates()) {
            case REJECT, SAME_KEY ->
                throw conflict(
                        "another device of the model has serial " + holder.ref().serial());
            case ASK -> new Verdict.Waits(true);
            case NEW_REVISION ->
                question.model().serialPolicy() == SerialPolicy.MANUAL
                        ? new Verdict.Waits(true)
                        : replaced(question, holder);
        };
    }

    private boolean isHardwareOf(Case question, Device holder) {
        return question.hardware()
                .flatMap(key -> devices.findByHardware(
                        holder.ref().brand(), holder.ref().model(), key))
                .filter(device -> device.ref().equals(holder.ref()))
                .isPresent();
    }

    private Verdict replaced(Case question, Device holder) {
        return new Verdict.Has(desk.replace(holder.ref(), holder.deviceKey(), question.claim(), question.consent()));
    }

    private Verdict first(Case question) {
        if (question.approved().isEmpty()) {
            if (question.model().serialPolicy() == SerialPolicy.AUTOMATIC && wantsRevokedSerial(question.claim())) {
                return new Verdict.Waits(false);
            }
            switch (question.model().serialPolicy()) {
                case AUTOMATIC -> {}
                case MANUAL -> {
                    return new Verdict.Waits(false);
                }
                case CLOSED -> throw forbidden("the model takes no more devices");
            }
        }
        countNewcomer(question);
        return desk.first(question.claim(), question.hardware(), proof.shown(question.claim()), question.consent())
                .<Verdict>map(Verdict.Has::new)
                .orElseGet(Verdict.Overtaken::new);
    }

    /** A serial that was revoked under another model of the brand may be another device's there; a person can tell. */
    private boolean wantsRevokedSerial(SerialClaim claim) {
        return claim.proposed()
                .filter(serial -> devices.isRevoked(claim.brand(), serial))
                .isPresent();
    }

    /** Who has the model's API key, or somebody's consent, is no stranger. */
    private void countNewcomer(Case question) {
        if (!question.model().keyNeeded() && question.approved().isEmpty()) {
            newcomers.admit(question.client());
        }
    }

    private static void close(SerialRequestEntity entry, Assertion serial) {
        if (entry.state() != SerialState.ISSUED) {
            entry.is(SerialState.ISSUED);
            entry.serial = serial.text("serial");
        }
    }

    /** A device that changes its model must be one that could still open a session with what it has. */
    private void requireFormerDevice(SerialClaim claim, SerialRules rules) {
        claim.view().original().ifPresent(former -> {
            if (!rules.allowsRemodelFrom(former.model())) {
                throw forbidden("devices of model " + former.model() + " do not change to this one");
            }
        });
        claim.former().ifPresent(serial -> {
            DeviceRef former = new DeviceRef(
                    claim.brand(), new ModelName(serial.text("model")), new SerialNumber(serial.text("serial")));
            if (devices.find(former).filter(Device::revoked).isPresent()) {
                throw forbidden("the device was revoked");
            }
            if (assertions
                    .find(serial.ref())
                    .filter(held -> held.revision() > serial.revision())
                    .isPresent()) {
                throw new StoreException(
                        ErrorCode.INVALID_ASSERTION,
                        "cannot use " + serial.ref() + ": it has been replaced by a newer one");
            }
        });
    }

    /**
     * A request id is good for one request; the same request may come again.
     *
     * @return whether this is its first use
     */
    private boolean useRequestId(SerialClaim claim) {
        byte[] digest = claim.digest();
        String id = claim.view().requestId();
        Optional<byte[]> use = used.findUse(UsedTokens.Purpose.REQUEST_ID, id);
        if (use.isEmpty()) {
            Instant end = ids.requireFresh(id);
            if (used.use(UsedTokens.Purpose.REQUEST_ID, id, digest, end)) {
                return true;
            }
            use = used.findUse(UsedTokens.Purpose.REQUEST_ID, id);
        }
        if (!Arrays.equals(use.orElse(null), digest)) {
            throw new StoreException(
                    ErrorCode.INVALID_REQUEST_ID, "cannot use the request id: it was used for another request");
        }
        return false;
    }

    private static StoreException forbidden(String why) {
        return new StoreException(ErrorCode.RESOURCE_FORBIDDEN, "cannot issue a serial: " + why);
    }

    private static StoreException conflict(String why) {
        return new StoreException(ErrorCode.CONFLICT, "cannot issue a serial: " + why);
    }
}
