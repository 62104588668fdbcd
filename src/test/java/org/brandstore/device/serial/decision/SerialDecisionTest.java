package org.brandstore.device.serial.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.brandstore.device.serial.decision.SerialFacts.Consent;
import org.brandstore.device.serial.decision.SerialFacts.Holder;
import org.brandstore.device.serial.decision.SerialFacts.Registered;
import org.brandstore.device.serial.decision.SerialFacts.Request;
import org.brandstore.device.serial.decision.SerialFacts.Rules;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.SerialNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which device gets a serial. */
class SerialDecisionTest {
    private static final SerialNumber S1 = new SerialNumber("s-1");
    private static final SerialNumber S2 = new SerialNumber("s-2");
    private static final Registered OWN = new Registered(S1, false);
    private static final Holder OTHER = new Holder(S1, false, false);

    @ParameterizedTest
    @EnumSource(DuplicatePolicy.class)
    void theSameRequestAgainGetsTheSameSerialUnderEveryRule(DuplicatePolicy duplicates) {
        assertThat(SerialDecision.decide(own(SerialPolicy.CLOSED, duplicates, true, OWN)))
                .isEqualTo(new SerialVerdict.Held());
    }

    @Test
    void anotherRequestOfTheSameDeviceIsDecidedByTheRuleOfDuplicates() {
        assertThat(ofOwn(DuplicatePolicy.REJECT)).isInstanceOf(SerialVerdict.Conflict.class);
        assertThat(ofOwn(DuplicatePolicy.SAME_KEY)).isEqualTo(new SerialVerdict.Held());
        assertThat(ofOwn(DuplicatePolicy.ASK)).isEqualTo(new SerialVerdict.Held());
        assertThat(ofOwn(DuplicatePolicy.NEW_REVISION)).isEqualTo(new SerialVerdict.Again());
    }

    @Test
    void aKeyHasOneSerialOfAModel() {
        Registered has = new Registered(S2, false);
        assertThat(SerialDecision.decide(own(SerialPolicy.AUTOMATIC, DuplicatePolicy.NEW_REVISION, true, has)))
                .isEqualTo(new SerialVerdict.Conflict(
                        "the key has serial s-2 already, and a key has one serial of a model"));
    }

    @ParameterizedTest
    @EnumSource(DuplicatePolicy.class)
    void aRevokedDeviceGetsNothing(DuplicatePolicy duplicates) {
        Registered revoked = new Registered(S1, true);
        assertThat(SerialDecision.decide(own(SerialPolicy.AUTOMATIC, duplicates, true, revoked)))
                .isEqualTo(new SerialVerdict.Forbidden("the device was revoked"));
        assertThat(held(SerialPolicy.AUTOMATIC, duplicates, Consent.APPROVED_DUPLICATE, new Holder(S1, true, false)))
                .isInstanceOf(SerialVerdict.Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource(SerialPolicy.class)
    void whatSomebodyRejectedIsForbidden(SerialPolicy devices) {
        assertThat(first(devices, Consent.REJECTED, false))
                .isEqualTo(new SerialVerdict.Forbidden("the request was rejected"));
        assertThat(held(devices, DuplicatePolicy.NEW_REVISION, Consent.REJECTED, OTHER))
                .isInstanceOf(SerialVerdict.Forbidden.class);
    }

    @Test
    void anotherKeyGetsTheSerialOnlyWhereTheModelSaysSoByItself() {
        assertThat(held(SerialPolicy.AUTOMATIC, DuplicatePolicy.REJECT, Consent.NONE, OTHER))
                .isInstanceOf(SerialVerdict.Conflict.class);
        assertThat(held(SerialPolicy.AUTOMATIC, DuplicatePolicy.SAME_KEY, Consent.NONE, OTHER))
                .isInstanceOf(SerialVerdict.Conflict.class);
        assertThat(held(SerialPolicy.AUTOMATIC, DuplicatePolicy.ASK, Consent.NONE, OTHER))
                .isEqualTo(new SerialVerdict.Waits(true));
        assertThat(held(SerialPolicy.AUTOMATIC, DuplicatePolicy.NEW_REVISION, Consent.NONE, OTHER))
                .isEqualTo(new SerialVerdict.Replaced());
        assertThat(held(SerialPolicy.MANUAL, DuplicatePolicy.NEW_REVISION, Consent.NONE, OTHER))
                .isEqualTo(new SerialVerdict.Waits(true));
    }

    @ParameterizedTest
    @EnumSource(DuplicatePolicy.class)
    void onlyConsentToADuplicateReplacesAKeyAgainstTheRules(DuplicatePolicy duplicates) {
        Holder other = new Holder(S1, false, true);
        assertThat(held(SerialPolicy.MANUAL, duplicates, Consent.APPROVED_DUPLICATE, other))
                .isEqualTo(new SerialVerdict.Replaced());
        assertThat(held(SerialPolicy.AUTOMATIC, duplicates, Consent.APPROVED, other))
                .isEqualTo(new SerialVerdict.Conflict("other hardware has serial s-1"));
    }

    @Test
    void aNewDeviceIsMadeByTheModelsPolicyOrByConsent() {
        assertThat(first(SerialPolicy.AUTOMATIC, Consent.NONE, false)).isEqualTo(new SerialVerdict.First());
        assertThat(first(SerialPolicy.MANUAL, Consent.NONE, false)).isEqualTo(new SerialVerdict.Waits(false));
        assertThat(first(SerialPolicy.CLOSED, Consent.NONE, false))
                .isEqualTo(new SerialVerdict.Forbidden("the model takes no more devices"));
        assertThat(first(SerialPolicy.MANUAL, Consent.APPROVED, false)).isEqualTo(new SerialVerdict.First());
        assertThat(first(SerialPolicy.CLOSED, Consent.APPROVED, false)).isEqualTo(new SerialVerdict.First());
    }

    @Test
    void aSerialThatWasRevokedUnderAnotherModelIsGivenByAPersonOnly() {
        assertThat(first(SerialPolicy.AUTOMATIC, Consent.NONE, true)).isEqualTo(new SerialVerdict.Waits(false));
        assertThat(first(SerialPolicy.CLOSED, Consent.NONE, true)).isInstanceOf(SerialVerdict.Forbidden.class);
        assertThat(first(SerialPolicy.AUTOMATIC, Consent.APPROVED, true)).isEqualTo(new SerialVerdict.First());
    }

    private static SerialVerdict ofOwn(DuplicatePolicy duplicates) {
        return SerialDecision.decide(own(SerialPolicy.AUTOMATIC, duplicates, false, OWN));
    }

    private static SerialFacts own(SerialPolicy devices, DuplicatePolicy duplicates, boolean repeated, Registered own) {
        return new SerialFacts(
                new Rules(devices, duplicates),
                Optional.of(S1),
                new Request(repeated, Consent.NONE),
                Optional.of(own),
                Optional.empty(),
                false);
    }

    private static SerialVerdict held(
            SerialPolicy devices, DuplicatePolicy duplicates, Consent consent, Holder holder) {
        return decide(devices, duplicates, consent, Optional.of(holder), false);
    }

    private static SerialVerdict first(SerialPolicy devices, Consent consent, boolean revokedElsewhere) {
        return decide(devices, DuplicatePolicy.SAME_KEY, consent, Optional.empty(), revokedElsewhere);
    }

    private static SerialVerdict decide(
            SerialPolicy devices,
            DuplicatePolicy duplicates,
            Consent consent,
            Optional<Holder> holder,
            boolean revokedElsewhere) {
        return SerialDecision.decide(new SerialFacts(
                new Rules(devices, duplicates),
                Optional.of(S1),
                new Request(false, consent),
                Optional.empty(),
                holder,
                revokedElsewhere));
    }
}
