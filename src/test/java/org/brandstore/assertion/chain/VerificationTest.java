package org.brandstore.assertion.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.TestAuthority.BRAND;
import static org.brandstore.assertion.TestAuthority.NOW;
import static org.brandstore.assertion.TestAuthority.ROOT;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.brandstore.assertion.AddOutcome;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.Vectors;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.junit.jupiter.api.Test;

/** Whom to believe, when (assertions.md 2.6 to 2.8). */
class VerificationTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Instant SINCE = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-09-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AssertionSigner limitedSigner = TestAuthority.newSigner();
    private final MemoryAssertionDatabase known = known();

    private static MemoryAssertionDatabase known() {
        MemoryAssertionDatabase database = new MemoryAssertionDatabase(AUTHORITY.trusted(), TestAuthority.CLOCK);
        database.addAll(List.of(AUTHORITY.brandAccount(), AUTHORITY.brandKey()));
        return database;
    }

    private void check(Assertion assertion, Instant now) {
        new Verification(AUTHORITY.trusted(), Clock.fixed(now, ZoneOffset.UTC)).check(assertion, known);
    }

    private void assertAccepted(Assertion assertion, Instant now) {
        assertThatCode(() -> check(assertion, now)).doesNotThrowAnyException();
    }

    private void assertRefused(Reason reason, Assertion assertion, Instant now) {
        assertThatThrownBy(() -> check(assertion, now))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith("cannot ");
    }

    private void addLimitedKey(Headers more) {
        known.add(AUTHORITY.accountKey(BRAND, "limited", limitedSigner, more));
    }

    private Assertion model(String name, Instant timestamp) {
        return Assertions.sign(
                AssertionType.MODEL, TestAuthority.modelHeaders(name, 0, timestamp), new byte[0], limitedSigner, NOW);
    }

    private void addKeyWithWindow() {
        addLimitedKey(Headers.builder()
                .put("since", SINCE.toString())
                .put("until", UNTIL.toString())
                .build());
    }

    @Test
    void theSigningKeyMustBeValidNow() {
        addKeyWithWindow();
        Assertion model = model("box", NOW);

        assertRefused(Reason.KEY_NOT_VALID, model, SINCE.minus(SECOND));
        assertAccepted(model, SINCE);
        assertAccepted(model, UNTIL.minus(SECOND));
        assertRefused(Reason.KEY_NOT_VALID, model, UNTIL);
    }

    @Test
    void theSigningKeyMustHaveBeenValidAtTheTimestamp() {
        addKeyWithWindow();

        assertRefused(Reason.KEY_NOT_VALID, model("box", SINCE.minus(SECOND)), NOW);
        assertAccepted(model("box", SINCE), NOW);
        assertAccepted(model("box", UNTIL.minus(SECOND)), NOW);
        assertRefused(Reason.KEY_NOT_VALID, model("box", UNTIL), NOW);
    }

    @Test
    void timestampsMayLieInTheFuture() {
        assertAccepted(AUTHORITY.model("box", 0, NOW.plus(Duration.ofDays(300))), NOW);
    }

    @Test
    void typesWithoutCheckedTimestampDoNotNeedOne() {
        AssertionSigner other = TestAuthority.newSigner();
        Assertion early = AUTHORITY.accountKey(
                BRAND,
                "early",
                other,
                Headers.builder().put("since", "2001-01-01T00:00:00Z").build());

        assertAccepted(early, NOW);
    }

    @Test
    void anUnknownKeySignsNothing() {
        assertRefused(Reason.UNKNOWN_KEY, model("box", NOW), NOW);
    }

    @Test
    void aKeySignsOnlyForItsAccount() {
        Headers headers = Headers.builder()
                .putAll(TestAuthority.modelHeaders("box", 0, NOW))
                .put("authority-id", ROOT)
                .put("brand-id", ROOT)
                .build();

        assertRefused(Reason.UNKNOWN_KEY, AUTHORITY.byBrand(AssertionType.MODEL, headers), NOW);
    }

    @Test
    void constraintsOfTheKeyHold() {
        addLimitedKey(Headers.builder()
                .put("format", "1")
                .put(
                        "constraints",
                        TestHeaders.parse("c:\n  -\n    headers:\n      type: model\n      model: pi-.*")
                                .find("c")
                                .orElseThrow())
                .build());

        assertAccepted(model("pi-4", NOW), NOW);
        assertRefused(Reason.KEY_CONSTRAINED, model("box", NOW), NOW);
    }

    @Test
    void aChangedAssertionIsRefused() {
        String text = new String(AUTHORITY.model("box", 0, NOW).encoded(), UTF_8);
        Assertion changed = AssertionDecoder.decode(Vectors.bytes(text.replace("pc-kernel", "my-kernel")));

        assertRefused(Reason.BAD_SIGNATURE, changed, NOW);
    }

    @Test
    void unknownFormatsAreRefusedFirst() {
        String text = new String(AUTHORITY.account("someone", 0).encoded(), UTF_8);
        Assertion changed =
                AssertionDecoder.decode(Vectors.bytes(text.replace("type: account\n", "type: account\nformat: 1\n")));

        assertRefused(Reason.UNSUPPORTED_FORMAT, changed, NOW);
    }

    @Test
    void aRequestForAKeyIsSignedByThatKey() {
        Assertion request = keyRequest(limitedSigner, limitedSigner);

        assertAccepted(request, NOW);
        assertThatThrownBy(() -> check(keyRequest(limitedSigner, AUTHORITY.brandSigner()), NOW))
                .isInstanceOf(AssertionException.class);
    }

    private static Assertion keyRequest(AssertionSigner subject, AssertionSigner signer) {
        return Assertions.sign(
                AssertionType.ACCOUNT_KEY_REQUEST,
                Headers.builder()
                        .put("account-id", BRAND)
                        .put("name", "wanted")
                        .put("public-key-sha3-384", subject.publicKey().id().value())
                        .put("since", NOW.toString())
                        .build(),
                Vectors.bytes(subject.publicKey().encoded()),
                signer,
                NOW);
    }

    @Test
    void deviceControlsAreSignedByTheKeyOfTheSerial() {
        AssertionSigner device = TestAuthority.newSigner();
        Assertion control = control(device);

        assertRefused(Reason.PREREQUISITE_MISSING, control, NOW);
        known.add(serial(device));
        assertAccepted(control, NOW);
        assertRefused(Reason.UNKNOWN_KEY, control(limitedSigner), NOW);
    }

    private static Assertion serial(AssertionSigner device) {
        return AUTHORITY.byBrand(
                AssertionType.SERIAL,
                Headers.builder()
                        .put("authority-id", BRAND)
                        .put("brand-id", BRAND)
                        .put("model", "box")
                        .put("serial", "S1")
                        .put("device-key", device.publicKey().encoded())
                        .put("device-key-sha3-384", device.publicKey().id().value())
                        .put("timestamp", NOW.toString())
                        .build());
    }

    private static Assertion control(AssertionSigner device) {
        Headers headers = Headers.builder()
                .put("brand-id", BRAND)
                .put("model", "box")
                .put("serial", "S1")
                .build();
        return Assertions.sign(AssertionType.CONFDB_CONTROL, headers, new byte[0], device, NOW);
    }

    @Test
    void whatOnlyTheDeviceKeyProvesIsNotAccepted() {
        List<Assertion> noAuthority =
                AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/noauth.assert"));

        for (Assertion assertion : noAuthority) {
            switch (assertion.type()) {
                case SERIAL_REQUEST, DEVICE_SESSION_REQUEST, RESPONSE_MESSAGE ->
                    assertRefused(Reason.UNKNOWN_KEY, assertion, NOW);
                default -> {}
            }
        }
    }

    @Test
    void trustBelongsToTheAccount() {
        TrustedSet trusted = AUTHORITY.trusted();

        assertThat(trusted.isTrustedAccount(ROOT)).isTrue();
        assertThat(trusted.isTrustedAccount(BRAND)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedSet(List.of(AUTHORITY.model("box", 0, NOW))))
                .withMessageContaining("only account and account-key can be trusted");
    }

    @Test
    void predefinedAssertionsAreKnownButNotTrusted() {
        TrustedSet trusted = new TrustedSet(
                List.of(AUTHORITY.rootAccount(), AUTHORITY.rootKey()),
                List.of(AUTHORITY.brandAccount(), AUTHORITY.brandKey()));
        MemoryAssertionDatabase database = new MemoryAssertionDatabase(trusted, TestAuthority.CLOCK);

        assertThat(trusted.isTrustedAccount(BRAND)).isFalse();
        assertThat(database.add(AUTHORITY.model("box", 0, NOW))).isEqualTo(AddOutcome.ADDED);
    }

    @Test
    void aKeyWithoutEndIsValidForEver() {
        AccountKey key = AccountKey.of(AUTHORITY.brandKey());

        assertThat(key.until()).isEmpty();
        assertThat(key.since()).isEqualTo(TestAuthority.START);
        assertThat(key.isValidAt(Instant.MAX)).isTrue();
        assertThat(key.isValidAt(TestAuthority.START.minus(SECOND))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> AccountKey.of(AUTHORITY.brandAccount()));
    }
}
