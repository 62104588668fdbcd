package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.device.Device;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.device.NewcomerLimit;
import org.brandstore.device.UsedTokens;
import org.brandstore.device.serial.decision.SerialDecision;
import org.brandstore.device.serial.decision.SerialVerdict;
import org.brandstore.model.RegisteredModel;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Answers a verified request for a serial as is decided: issues it, keeps the request until somebody decides, or refuses. */
@ApplicationScoped
class SerialRequests {
    /** A request that lost a race against another for the same serial or key looks once more at what is true then. */
    private static final int LOOKS = 3;

    private final SerialQueue queue;
    private final SerialPolicies policies;
    private final SerialFactsReader reader;
    private final SerialIssuing issuing;
    private final HardwareProof proof;
    private final RevokedDevices revoked;
    private final NewcomerLimit newcomers;
    private final Devices devices;
    private final RequestIds ids;
    private final UsedTokens used;
    private final AssertionDatabase assertions;

    SerialRequests(
            SerialQueue queue,
            SerialPolicies policies,
            SerialFactsReader reader,
            SerialIssuing issuing,
            HardwareProof proof,
            RevokedDevices revoked,
            NewcomerLimit newcomers,
            Devices devices,
            RequestIds ids,
            UsedTokens used,
            AssertionDatabase assertions) {
        this.queue = queue;
        this.policies = policies;
        this.reader = reader;
        this.issuing = issuing;
        this.proof = proof;
        this.revoked = revoked;
        this.newcomers = newcomers;
        this.devices = devices;
        this.ids = ids;
        this.used = used;
        this.assertions = assertions;
    }

    /** What became of one look at the facts. */
    private sealed interface Outcome {
        record Has(Assertion serial) implements Outcome {}

        record Waits(boolean duplicate) implements Outcome {}

        record Overtaken() implements Outcome {}
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
        SerialFactsReader.Asked question = new SerialFactsReader.Asked(claim, model, rules, entry, hardware, repeated);
        for (int look = 0; look < LOOKS; look++) {
            switch (look(question, client)) {
                case Outcome.Has has -> {
                    entry.ifPresent(request -> close(request, has.serial()));
                    return Optional.of(has.serial());
                }
                case Outcome.Waits waits -> {
                    if (entry.isEmpty()) {
                        countNewcomer(question, client);
                    }
                    queue.keep(entry, claim, waits.duplicate());
                    return Optional.empty();
                }
                case Outcome.Overtaken overtaken -> {}
            }
        }
        throw new StoreException(
                ErrorCode.UNAVAILABLE, "cannot issue a serial now: others ask for the same, try again");
    }

    private Outcome look(SerialFactsReader.Asked asked, String client) {
        SerialFactsReader.Found found = reader.read(asked);
        SerialClaim claim = asked.claim();
        SerialIssuing.Consent consent = consent(asked);
        return switch (SerialDecision.decide(found.facts())) {
            case SerialVerdict.Held held ->
                new Outcome.Has(issuing.held(found.own().orElseThrow().ref(), claim, consent));
            case SerialVerdict.Again again ->
                new Outcome.Has(issuing.again(found.own().orElseThrow().ref(), claim, consent));
            case SerialVerdict.Replaced replaced -> {
                Device holder = found.holder().orElseThrow();
                yield new Outcome.Has(issuing.replace(holder.ref(), holder.deviceKey(), claim, consent));
            }
            case SerialVerdict.First first -> first(asked, client);
            case SerialVerdict.Waits waits -> new Outcome.Waits(waits.duplicate());
            case SerialVerdict.Forbidden forbidden -> throw forbidden(forbidden.why());
            case SerialVerdict.Conflict conflict ->
                throw new StoreException(ErrorCode.CONFLICT, "cannot issue a serial: " + conflict.why());
        };
    }

    private Outcome first(SerialFactsReader.Asked asked, String client) {
        countNewcomer(asked, client);
        SerialClaim claim = asked.claim();
        return issuing.first(claim, asked.hardware(), proof.shown(claim), consent(asked))
                .<Outcome>map(Outcome.Has::new)
                .orElseGet(Outcome.Overtaken::new);
    }

    private static SerialIssuing.Consent consent(SerialFactsReader.Asked asked) {
        return asked.approved()
                .map(request -> new SerialIssuing.Consent(
                        request.decidedBy == null ? "" : request.decidedBy, request.reason, true))
                .orElse(SerialIssuing.Consent.BY_RULE);
    }

    /** Who has the model's API key, or somebody's consent, is no stranger. */
    private void countNewcomer(SerialFactsReader.Asked question, String client) {
        if (!question.model().keyNeeded() && question.approved().isEmpty()) {
            newcomers.admit(client);
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
}
