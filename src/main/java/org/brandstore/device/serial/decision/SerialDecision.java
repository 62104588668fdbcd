package org.brandstore.device.serial.decision;

import org.brandstore.device.serial.decision.SerialFacts.Consent;
import org.brandstore.device.serial.decision.SerialFacts.Holder;
import org.brandstore.device.serial.decision.SerialFacts.Registered;
import org.brandstore.model.SerialPolicy;

/** Decides about a request for a serial: by what is known of the device, by the model's rules, or not at all yet. */
public final class SerialDecision {
    private SerialDecision() {}

    public static SerialVerdict decide(SerialFacts facts) {
        if (facts.own().isPresent()) {
            return again(facts, facts.own().get());
        }
        if (facts.request().consent() == Consent.REJECTED) {
            return new SerialVerdict.Forbidden("the request was rejected");
        }
        return facts.holder().map(holder -> duplicate(facts, holder)).orElseGet(() -> first(facts));
    }

    /** The device has a serial of this model. The same request again gets the same answer under every rule. */
    private static SerialVerdict again(SerialFacts facts, Registered device) {
        if (device.revoked()) {
            return new SerialVerdict.Forbidden("the device was revoked");
        }
        if (facts.proposed().filter(wanted -> !wanted.equals(device.serial())).isPresent()) {
            return new SerialVerdict.Conflict(
                    "the key has serial " + device.serial() + " already, and a key has one serial of a model");
        }
        if (facts.request().repeated()) {
            return new SerialVerdict.Held();
        }
        return switch (facts.rules().duplicates()) {
            case REJECT ->
                new SerialVerdict.Conflict(
                        "the device has serial " + device.serial() + " already, and registers once only");
            case SAME_KEY, ASK -> new SerialVerdict.Held();
            case NEW_REVISION -> new SerialVerdict.Again();
        };
    }

    /** Another key has the serial that is asked for. */
    private static SerialVerdict duplicate(SerialFacts facts, Holder holder) {
        if (holder.revoked()) {
            return new SerialVerdict.Forbidden("the device with serial " + holder.serial() + " was revoked");
        }
        if (facts.request().consent() == Consent.APPROVED_DUPLICATE) {
            return new SerialVerdict.Replaced();
        }
        if (holder.otherHardware()) {
            return new SerialVerdict.Conflict("other hardware has serial " + holder.serial());
        }
        return switch (facts.rules().duplicates()) {
            case REJECT, SAME_KEY ->
                new SerialVerdict.Conflict("another device of the model has serial " + holder.serial());
            case ASK -> new SerialVerdict.Waits(true);
            case NEW_REVISION ->
                facts.rules().devices() == SerialPolicy.MANUAL
                        ? new SerialVerdict.Waits(true)
                        : new SerialVerdict.Replaced();
        };
    }

    /** A serial that was revoked under another model of the brand may be another device's there; a person can tell. */
    private static SerialVerdict first(SerialFacts facts) {
        if (facts.request().consent().isGiven()) {
            return new SerialVerdict.First();
        }
        return switch (facts.rules().devices()) {
            case AUTOMATIC -> facts.revokedElsewhere() ? new SerialVerdict.Waits(false) : new SerialVerdict.First();
            case MANUAL -> new SerialVerdict.Waits(false);
            case CLOSED -> new SerialVerdict.Forbidden("the model takes no more devices");
        };
    }
}
