package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AssertionType.DEVICE_SESSION_REQUEST;
import static org.brandstore.assertion.AssertionType.MODEL;
import static org.brandstore.assertion.AssertionType.RESPONSE_MESSAGE;
import static org.brandstore.assertion.AssertionType.SERIAL;
import static org.brandstore.assertion.AssertionType.SERIAL_REQUEST;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Vectors;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.junit.jupiter.api.Test;

class DeviceProofsTest {
    private static final Assertion THE_MODEL = Minimal.signed(MODEL);
    private static final Assertion THE_SERIAL = Minimal.signed(SERIAL);

    /** The same text with one header changed after it was signed. */
    private static Assertion tampered(Assertion assertion, String from, String to) {
        String text = new String(assertion.encoded(), StandardCharsets.UTF_8);
        return AssertionDecoder.decode(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private static Assertion serialOf(Role deviceKeyOf) {
        AssertionSigner device = deviceKeyOf.signer();
        Headers headers = Headers.builder()
                .putAll(Minimal.headers(SERIAL))
                .put("device-key", device.publicKey().encoded())
                .put("device-key-sha3-384", device.publicKey().id().value())
                .build();
        return AssertionFixtures.sign(Role.BRAND, SERIAL, headers, "");
    }

    private static void assertNotConsistent(Runnable proof, String why) {
        assertThatThrownBy(proof::run)
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining(why)
                .extracting(e -> ((AssertionException) e).reason())
                .isEqualTo(Reason.NOT_CONSISTENT);
    }

    private static void assertBadSignature(Runnable proof) {
        assertThatThrownBy(proof::run)
                .isInstanceOf(AssertionException.class)
                .extracting(e -> ((AssertionException) e).reason())
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void aSerialRequestProvesThatTheKeyIsHeld() {
        SerialRequestView request = DeviceProofs.requireSerialRequest(Minimal.signed(SERIAL_REQUEST), THE_MODEL);

        assertThat(request.deviceKey()).isEqualTo(Role.DEVICE.signer().publicKey());
        assertThat(request.requestId()).isEqualTo("request-1");
    }

    @Test
    void aSerialRequestIsWorthlessOnceChanged() {
        Assertion changed = tampered(Minimal.signed(SERIAL_REQUEST), "request-1", "request-2");

        assertBadSignature(() -> DeviceProofs.requireSerialRequest(changed, THE_MODEL));
    }

    @Test
    void aSerialRequestIsForItsModel() {
        Assertion otherModel = Rules.accept(MODEL, "model: other");

        assertNotConsistent(
                () -> DeviceProofs.requireSerialRequest(Minimal.signed(SERIAL_REQUEST), otherModel),
                "its brand and model are fixture-brand/box, but fixture-brand/other came with it");
        assertThatThrownBy(() -> DeviceProofs.requireSerialRequest(Minimal.signed(SERIAL_REQUEST), THE_SERIAL))
                .isInstanceOf(AssertionException.class)
                .hasMessage("cannot use serial: an assertion of type model is needed");
    }

    @Test
    void aDeviceThatRegistersAgainKeepsItsKey() {
        SerialRequestView request = SerialRequestView.of(Rules.accept(
                SERIAL_REQUEST,
                "model: box2\noriginal-brand-id: fixture-brand\noriginal-model: box\noriginal-serial: SN-1"));

        assertThatCode(() -> DeviceProofs.requireSameDevice(request, THE_SERIAL))
                .doesNotThrowAnyException();
        assertNotConsistent(
                () -> DeviceProofs.requireSameDevice(request, serialOf(Role.STRANGER)),
                "the serial-request holds another device key");
        for (String other : List.of("serial: SN-2", "model: box2", "brand-id: fixture-vault")) {
            assertNotConsistent(
                    () -> DeviceProofs.requireSameDevice(request, Rules.accept(SERIAL, other)),
                    "the serial-request does not name it as the original device");
        }
        assertNotConsistent(
                () -> DeviceProofs.requireSameDevice(SerialRequestView.of(Minimal.signed(SERIAL_REQUEST)), THE_SERIAL),
                "the serial-request does not name it as the original device");
    }

    @Test
    void aSessionRequestProvesTheDevice() {
        SessionRequestView request =
                DeviceProofs.requireSessionRequest(Minimal.signed(DEVICE_SESSION_REQUEST), THE_SERIAL, THE_MODEL);

        assertThat(request.nonce()).isEqualTo("nonce-1");
        assertThat(request.serial()).isEqualTo("SN-1");
    }

    @Test
    void aSessionRequestIsWorthlessOnceChanged() {
        Assertion changed = tampered(Minimal.signed(DEVICE_SESSION_REQUEST), "nonce-1", "nonce-2");

        assertBadSignature(() -> DeviceProofs.requireSessionRequest(changed, THE_SERIAL, THE_MODEL));
    }

    @Test
    void requestSerialAndModelMustAgree() {
        Assertion request = Minimal.signed(DEVICE_SESSION_REQUEST);

        assertNotConsistent(
                () -> DeviceProofs.requireSessionRequest(
                        Rules.accept(DEVICE_SESSION_REQUEST, "serial: SN-2"), THE_SERIAL, THE_MODEL),
                "its serial differs from that of the serial assertion");
        assertNotConsistent(
                () -> DeviceProofs.requireSessionRequest(
                        Rules.accept(DEVICE_SESSION_REQUEST, "model: other"), THE_SERIAL, THE_MODEL),
                "cannot accept device-session-request: its brand and model are fixture-brand/other");
        assertNotConsistent(
                () -> DeviceProofs.requireSessionRequest(request, THE_SERIAL, Rules.accept(MODEL, "model: other")),
                "cannot accept serial: its brand and model are fixture-brand/box");
        assertNotConsistent(
                () -> DeviceProofs.requireSessionRequest(
                        Rules.accept(DEVICE_SESSION_REQUEST, "brand-id: fixture-vault"), THE_SERIAL, THE_MODEL),
                "its brand and model are fixture-vault/box");
    }

    @Test
    void aSessionRequestIsSignedByTheKeyOfTheSerial() {
        assertThatThrownBy(() -> DeviceProofs.requireSessionRequest(
                        Minimal.signed(DEVICE_SESSION_REQUEST), serialOf(Role.STRANGER), THE_MODEL))
                .isInstanceOf(AssertionException.class)
                .extracting(e -> ((AssertionException) e).reason())
                .isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void theModelSaysWhoIssuesItsSerials() {
        Assertion request = Minimal.signed(DEVICE_SESSION_REQUEST);
        Assertion serial = AssertionFixtures.sign(Role.VAULT, SERIAL, Minimal.headers(SERIAL), "");
        Assertion listing = Rules.accept(MODEL, "serial-authority:\n  - fixture-vault");

        assertThatCode(() -> DeviceProofs.requireSessionRequest(request, serial, listing))
                .doesNotThrowAnyException();
        assertNotConsistent(
                () -> DeviceProofs.requireSessionRequest(request, serial, THE_MODEL),
                "fixture-vault may not issue serials for the model");
    }

    @Test
    void aResponseComesFromTheDeviceItNames() {
        Assertion response = Minimal.signed(RESPONSE_MESSAGE);

        assertThat(DeviceProofs.requireResponseMessage(response, THE_SERIAL).status())
                .isEqualTo("success");
        assertNotConsistent(
                () -> DeviceProofs.requireResponseMessage(response, Rules.accept(SERIAL, "serial: SN-2")),
                "it names another device than the serial assertion");
        assertBadSignature(() -> DeviceProofs.requireResponseMessage(
                tampered(response, "status: success", "status: error"), THE_SERIAL));
        assertThatThrownBy(() -> DeviceProofs.requireResponseMessage(response, serialOf(Role.STRANGER)))
                .isInstanceOf(AssertionException.class);
    }

    @Test
    void recordedRequestsOfADeviceAreProven() {
        List<Assertion> requests =
                AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/noauth.assert"));
        List<Assertion> chain =
                AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/chain.assert"));
        Assertion serial = find(chain, SERIAL, "SN-0001");
        Assertion model = find(chain, MODEL, "pi");

        assertThat(DeviceProofs.requireSerialRequest(find(requests, SERIAL_REQUEST, ""), model)
                        .requestId())
                .isEqualTo("rq1");
        assertThat(DeviceProofs.requireSessionRequest(find(requests, DEVICE_SESSION_REQUEST, "SN-0001"), serial, model)
                        .nonce())
                .isEqualTo("n1");
        assertThat(DeviceProofs.requireResponseMessage(find(requests, RESPONSE_MESSAGE, "SN-0001.pi."), serial)
                        .messageId())
                .isEqualTo("abcd-1");
    }

    private static Assertion find(List<Assertion> all, AssertionType type, String lastKey) {
        return all.stream()
                .filter(assertion -> assertion.type() == type)
                .filter(assertion ->
                        lastKey.isEmpty() || assertion.primaryKey().getLast().startsWith(lastKey))
                .findFirst()
                .orElseThrow();
    }
}
