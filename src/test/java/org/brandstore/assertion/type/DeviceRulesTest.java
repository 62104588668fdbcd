package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AssertionType.CLUSTER;
import static org.brandstore.assertion.AssertionType.CONFDB_CONTROL;
import static org.brandstore.assertion.AssertionType.DEVICE_SESSION_REQUEST;
import static org.brandstore.assertion.AssertionType.REQUEST_MESSAGE;
import static org.brandstore.assertion.AssertionType.RESPONSE_MESSAGE;
import static org.brandstore.assertion.AssertionType.SERIAL;
import static org.brandstore.assertion.AssertionType.SERIAL_REQUEST;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.AssertionType;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRulesTest {
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(SERIAL, "brand-id: B", "\"brand-id\" must be 32"),
                Arguments.of(SERIAL, "model: Box", "\"model\" must be lower-case"),
                Arguments.of(SERIAL, "serial: a/b", "without '/'"),
                Arguments.of(
                        SERIAL, "device-key-sha3-384: " + Minimal.DIGEST, "\"device-key-sha3-384\" must be the id"),
                Arguments.of(SERIAL, "device-key: ", "\"device-key\" must not be empty"),
                Arguments.of(SERIAL_REQUEST, "brand-id: B", "\"brand-id\" must be 32"),
                Arguments.of(SERIAL_REQUEST, "model: Box", "\"model\" must be lower-case"),
                Arguments.of(SERIAL_REQUEST, "request-id: ", "\"request-id\" must not be empty"),
                Arguments.of(SERIAL_REQUEST, "original-model: old", "\"original-brand-id\" is missing"),
                Arguments.of(
                        SERIAL_REQUEST, "original-brand-id: ab\noriginal-serial: x", "\"original-model\" is missing"),
                Arguments.of(
                        SERIAL_REQUEST, "original-brand-id: ab\noriginal-model: old", "\"original-serial\" is missing"),
                Arguments.of(DEVICE_SESSION_REQUEST, "brand-id: B", "\"brand-id\" must be 32"),
                Arguments.of(DEVICE_SESSION_REQUEST, "model: Box", "\"model\" must be lower-case"),
                Arguments.of(DEVICE_SESSION_REQUEST, "nonce: ", "\"nonce\" must not be empty"),
                Arguments.of(CONFDB_CONTROL, "brand-id: B", "\"brand-id\" must be 32"),
                Arguments.of(CONFDB_CONTROL, "model: Box", "\"model\" must be lower-case"),
                Arguments.of(CONFDB_CONTROL, "serial: a_b", "\"serial\" must be letters and digits with single inner"),
                Arguments.of(CONFDB_CONTROL, group("A", "store", "ab/c/d"), "\"operators\" of entry 1 of \"groups\""),
                Arguments.of(
                        CONFDB_CONTROL, group("ab", "none", "ab/c/d"), "\"authentications\" of entry 1 of \"groups\""),
                Arguments.of(CONFDB_CONTROL, group("ab", "store", "ab/c"), "\"views\" of entry 1 of \"groups\""),
                Arguments.of(CONFDB_CONTROL, group("ab", "store", "ab/1c/d"), "\"views\" of entry 1 of \"groups\""),
                Arguments.of(
                        CONFDB_CONTROL,
                        "groups:\n  -\n    authentications:\n      - store\n    views:\n      - ab/c/d",
                        "\"operators\" of entry 1 of \"groups\" must have at least one entry"));
    }

    private static String group(String operator, String authentication, String view) {
        return "groups:\n  -\n    operators:\n      - " + operator + "\n    authentications:\n      - " + authentication
                + "\n    views:\n      - " + view;
    }

    static Stream<Arguments> brokenMessages() {
        String id = "\"message-id\" must be 4 to 16 letters and digits";
        String device = "must be a serial, a model name and an account id joined by '.'";
        return Stream.of(
                Arguments.of(REQUEST_MESSAGE, "account-id: A", "\"account-id\" must be 32"),
                Arguments.of(REQUEST_MESSAGE, "message-id: abc", id),
                Arguments.of(REQUEST_MESSAGE, "message-id: abcdefghijklmnopq", id),
                Arguments.of(REQUEST_MESSAGE, "message-id: abcd-0", id),
                Arguments.of(REQUEST_MESSAGE, "message-id: abcd-", id),
                Arguments.of(REQUEST_MESSAGE, "message-id: ab_d", id),
                Arguments.of(REQUEST_MESSAGE, "message-kind: Confdb", "\"message-kind\" must be lower-case"),
                Arguments.of(REQUEST_MESSAGE, "devices:\n  - box.ab", "\"devices\" must list only a serial"),
                Arguments.of(REQUEST_MESSAGE, "devices:\n  - s.box.ab\n  - s.box.ab", "must not list a device twice"),
                Arguments.of(REQUEST_MESSAGE, "assumes:\n  - A b", "\"assumes\" must list only"),
                Arguments.of(
                        REQUEST_MESSAGE, "valid-until: 2026-06-30T00:00:00Z", "must not be before \"valid-since\""),
                Arguments.of(RESPONSE_MESSAGE, "account-id: A", "\"account-id\" must be 32"),
                Arguments.of(RESPONSE_MESSAGE, "message-id: abc", id),
                Arguments.of(RESPONSE_MESSAGE, "device: a.Box.ab", device),
                Arguments.of(RESPONSE_MESSAGE, "device: a.b.box.ab", device),
                Arguments.of(RESPONSE_MESSAGE, "device: .box.ab", device),
                Arguments.of(RESPONSE_MESSAGE, "device: a.box.A", device),
                Arguments.of(RESPONSE_MESSAGE, "status: done", "must be success or error or unauthorized or rejected"));
    }

    static Stream<Arguments> brokenClusters() {
        String devices = "devices:\n  -\n    id: 1\n    device: s.box.ab\n";
        return Stream.of(
                Arguments.of("sequence: 0", "1 or more"),
                Arguments.of("devices: x", "\"devices\" must be a list of maps"),
                Arguments.of(devices.replace("id: 1", "id: 0"), "\"id\" of entry 1 of \"devices\" must be 1 or more"),
                Arguments.of(devices + "  -\n    id: 1\n    device: t.box.ab\n", "1 is listed twice"),
                Arguments.of(devices.replace("s.box", "box"), "\"device\" of entry 1 of \"devices\" must be a serial"),
                Arguments.of(
                        devices + "    addresses: x\n",
                        "\"addresses\" of entry 1 of \"devices\" must be a list of texts"),
                Arguments.of(
                        "subclusters:\n  -\n    snaps:\n      - x",
                        "\"name\" of entry 1 of \"subclusters\" is missing"),
                Arguments.of("subclusters:\n  -\n    name: a\n  -\n    name: a", "\"a\" is listed twice"),
                Arguments.of(
                        devices + "subclusters:\n  -\n    name: a\n    devices:\n      - 2",
                        "\"devices\" of subcluster \"a\" must list ids of devices above, not \"2\""),
                Arguments.of(
                        clusterSnap("gone", "app1", "stable"), "\"state\" of entry 1 of \"snaps\" of subcluster \"a\""),
                Arguments.of(clusterSnap("clustered", "a_b_c", "stable"), "\"instance\" of entry 1 of \"snaps\""),
                Arguments.of(
                        clusterSnap("clustered", "app1_12345678901", "stable"), "\"instance\" of entry 1 of \"snaps\""),
                Arguments.of(clusterSnap("clustered", "app1", "a/b"), "\"channel\" of entry 1 of \"snaps\""));
    }

    private static String clusterSnap(String state, String instance, String channel) {
        return "subclusters:\n  -\n    name: a\n    snaps:\n      -\n        state: " + state + "\n        instance: "
                + instance + "\n        channel: " + channel;
    }

    @ParameterizedTest
    @MethodSource({"broken", "brokenMessages"})
    void brokenRulesAreRefused(AssertionType type, String change, String why) {
        Rules.assertRefused(type, change, why);
    }

    @ParameterizedTest
    @MethodSource("brokenClusters")
    void brokenClustersAreRefused(String change, String why) {
        Rules.assertRefused(CLUSTER, change, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "abcdefghijklmnop", "ABC1-1", "abcd-1234567"})
    void messageIdsAreRead(String id) {
        assertThat(ResponseMessageView.of(Rules.accept(RESPONSE_MESSAGE, "message-id: " + id))
                        .messageId())
                .isEqualTo(id);
    }

    @Test
    void clustersAndControlsMayBeFull() {
        assertThat(Rules.accept(CONFDB_CONTROL, group("ab", "operator-key", "ab/c/d"))
                        .text("serial"))
                .isEqualTo("SN-1");
        assertThat(Rules.accept(CLUSTER, clusterSnap("evacuated", "app1_key", "24/edge/fix"))
                        .sequence())
                .contains(1);
        assertThat(Rules.accept(REQUEST_MESSAGE, "assumes:\n  - snapd2.70\n  - common-data-dir")
                        .bodyLength())
                .isEqualTo(2);
    }

    @Test
    void aRequestWithoutBodyAsksNothing() {
        assertThatThrownBy(
                        () -> AssertionFixtures.sign(Role.BRAND, REQUEST_MESSAGE, Minimal.headers(REQUEST_MESSAGE), ""))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("the body must not be empty");
    }

    @Test
    void aSerialIsReadWhole() {
        SerialView serial = SerialView.of(
                AssertionFixtures.sign(Role.VAULT, SERIAL, Minimal.headers(SERIAL), "free text of the gadget"));

        assertThat(serial)
                .isEqualTo(new SerialView(
                        new AccountId("fixture-vault"),
                        new AccountId("fixture-brand"),
                        new ModelName("box"),
                        "SN-1",
                        Role.DEVICE.signer().publicKey(),
                        JULY));
    }

    @Test
    void serialsOfOtherIssuersAreRead() {
        assertThat(SerialView.of(Rules.accept(SERIAL, "serial: 00:11_2.3 x")).serial())
                .isEqualTo("00:11_2.3 x");
    }

    @Test
    void aSerialRequestIsReadWhole() {
        SerialRequestView request = SerialRequestView.of(Rules.accept(SERIAL_REQUEST, """
                original-brand-id: fixture-vault
                original-model: old
                original-serial: SN-0
                serial: SN-7
                """));

        assertThat(request)
                .isEqualTo(new SerialRequestView(
                        new AccountId("fixture-brand"),
                        new ModelName("box"),
                        "request-1",
                        Optional.of("SN-7"),
                        Role.DEVICE.signer().publicKey(),
                        Optional.of(new SerialRequestView.Original(
                                new AccountId("fixture-vault"), new ModelName("old"), "SN-0"))));
    }

    @Test
    void aSerialRequestNamesItsOwnKeyAsSigner() {
        assertThatThrownBy(() ->
                        AssertionFixtures.sign(Role.STRANGER, SERIAL_REQUEST, Minimal.headers(SERIAL_REQUEST), ""))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("\"sign-key-sha3-384\" must be the id of the key inside");
    }

    @Test
    void aSessionRequestIsReadWhole() {
        assertThat(SessionRequestView.of(Minimal.signed(DEVICE_SESSION_REQUEST)))
                .isEqualTo(new SessionRequestView(
                        new AccountId("fixture-brand"), new ModelName("box"), "SN-1", "nonce-1", JULY));
    }

    @Test
    void aResponseIsReadWhole() {
        assertThat(ResponseMessageView.of(Minimal.signed(RESPONSE_MESSAGE)))
                .isEqualTo(new ResponseMessageView(
                        new AccountId("fixture-brand"), "abcd-1", "SN-1.box.fixture-brand", "success", JULY));
    }
}
