package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.device.FreshTokens;
import org.brandstore.device.TokenKeys;
import org.brandstore.device.serial.log.SigningKind;
import org.brandstore.device.serial.log.SigningLog;
import org.brandstore.device.serial.log.SigningSearch;
import org.brandstore.device.session.TestSessions;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonces and sessions as devices meet them (device-api.md 3). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SessionsIT {
    private static final String EMPTY_REFRESH = "{\"context\":[],\"actions\":[]}";
    private static final List<String> HEADERS = List.of("Snap-Device-Authorization", "X-Device-Authorization");

    @Inject
    DeviceWorld world;

    @Inject
    TestSessions sessions;

    @Inject
    TokenKeys keys;

    @Inject
    Devices devices;

    @Inject
    SigningLog log;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private TestDevice device;
    private Assertion serial;

    @BeforeEach
    void registerADevice() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        device = new TestDevice(http, world.model(brand.id(), "model-1", brand.store()));
        serial = device.register();
    }

    private RawHttp.Answer refresh(String token) {
        return http.post(
                "/v2/snaps/refresh", EMPTY_REFRESH, "Snap-Device-Authorization: Macaroon root=\"" + token + "\"");
    }

    private static void refused(RawHttp.Answer answer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.text()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.header("X-Oops-Id")).isPresent();
    }

    private static byte[] flipped(Assertion assertion) {
        byte[] bytes = assertion.encoded();
        int at = bytes.length - 40;
        bytes[at] = (byte) (bytes[at] == 'A' ? 'B' : 'A');
        return bytes;
    }

    @Test
    void aSessionOpensAndLetsTheDeviceIn() {
        String token = device.session(serial);

        assertThat(refresh(token).status()).isEqualTo(200);
        assertThat(device.session(serial)).isNotEqualTo(token);
    }

    @Test
    void trap06NoncesAndSessionsAreAnsweredWithExactly200() {
        assertThat(http.post("/api/v1/snaps/auth/nonces", "").status()).isEqualTo(200);
        assertThat(device.askSession(serial, device.nonce()).status()).isEqualTo(200);
    }

    @Test
    void everyNonceIsANewOne() {
        assertThat(device.nonce()).isNotEqualTo(device.nonce());
    }

    @Test
    void aNonceIsGoodForOneSession() {
        String nonce = device.nonce();
        assertThat(device.askSession(serial, nonce).status()).isEqualTo(200);

        refused(device.askSession(serial, nonce), "invalid-nonce");
    }

    @Test
    void aForeignNonceIsGoodForNone() {
        refused(device.askSession(serial, "vector-nonce-0001"), "invalid-nonce");
        refused(device.askSession(serial, device.requestId()), "invalid-nonce");
    }

    @Test
    void aStaleNonceIsGoodForNone() {
        Clock earlier = Clock.fixed(Instant.now().minus(Duration.ofMinutes(6)), ZoneOffset.UTC);
        String stale = new FreshTokens(
                        keys.get(TokenKeys.Purpose.NONCE), Duration.ofMinutes(5), earlier, new SecureRandom())
                .issue();

        refused(device.askSession(serial, stale), "invalid-nonce");
    }

    @Test
    void aRefusedRequestDoesNotUseUpTheNonce() {
        String nonce = device.nonce();
        Assertion request = device.sessionRequest(serial, nonce);
        refused(
                device.askSession(
                        flipped(request), serial.encoded(), device.model().encoded()),
                "invalid-assertion");

        assertThat(device.askSession(serial, nonce).status()).isEqualTo(200);
    }

    @Test
    void oneFlippedByteInAnySignatureIsRefused() {
        byte[] request = device.sessionRequest(serial, device.nonce()).encoded();
        byte[] model = device.model().encoded();

        refused(
                device.askSession(flipped(device.sessionRequest(serial, device.nonce())), serial.encoded(), model),
                "invalid-assertion");
        refused(device.askSession(request, flipped(serial), model), "invalid-assertion");
        refused(device.askSession(request, serial.encoded(), flipped(device.model())), "invalid-assertion");
    }

    @Test
    void theSerialOfAnotherModelIsRefused() {
        TestDevice other = new TestDevice(http, world.model(brand.id(), "model-2", brand.store()), device.key());
        Assertion otherSerial = other.register();

        refused(
                device.askSession(
                        device.sessionRequest(serial, device.nonce()).encoded(),
                        otherSerial.encoded(),
                        device.model().encoded()),
                "invalid-assertion");
    }

    @Test
    void theSerialOfAnotherDeviceIsRefused() {
        TestDevice thief = new TestDevice(http, device.model());

        refused(thief.askSession(serial, thief.nonce()), "invalid-assertion");
    }

    @Test
    void aModelSignedByAnotherBrandIsRefused() {
        DeviceWorld.Brand other = world.brand();
        Assertion foreign = world.model(other.id(), "model-1", other.store());

        refused(
                device.askSession(
                        device.sessionRequest(serial, device.nonce()).encoded(), serial.encoded(), foreign.encoded()),
                "invalid-assertion");
    }

    @Test
    void somethingElseThanTheThreeAssertionsIsRefused() {
        byte[] request = device.sessionRequest(serial, device.nonce()).encoded();

        refused(device.askSession(request, device.model().encoded(), serial.encoded()), "invalid-assertion");
        refused(device.askSession("nonsense".getBytes(), serial.encoded(), request), "invalid-assertion");
        refused(http.post("/api/v1/snaps/auth/sessions", "{}"), "invalid-field");
        refused(http.post("/api/v1/snaps/auth/sessions", "{\"serial-assertion\":3}"), "invalid-field");
        refused(http.post("/api/v1/snaps/auth/sessions", "not json"), "invalid-request");
        refused(http.post("/api/v1/snaps/auth/sessions", "[]"), "invalid-request");
        refused(http.post("/api/v1/snaps/auth/sessions", "{\"serial-assertion\":"), "invalid-request");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedByItsLength() {
        assertThat(http.post("/api/v1/snaps/auth/sessions", " ".repeat((1 << 20) + 1))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void trap10AnExpiredOrForeignSessionIsToldToRenewInTheHeaderAlone() {
        String expired = sessions.open(new DeviceIdentity(
                brand.id(),
                new ModelName("model-1"),
                new SerialNumber(serial.text("serial")),
                brand.store(),
                new KeyId(serial.text("device-key-sha3-384")),
                Instant.now().minus(Duration.ofDays(2))));
        String fresh = device.session(serial);
        List<String> tokens =
                List.of(expired, "vector-session-0001", fresh.substring(1), fresh + "A", "", device.nonce());
        for (String token : tokens) {
            for (String header : HEADERS) {
                String authorization = header + ": Macaroon root=\"" + token + "\"";
                renewal(http.post("/v2/snaps/refresh", EMPTY_REFRESH, authorization));
                renewal(http.get("/v2/assertions/account/" + brand.id(), authorization));
                renewal(http.get("/v2/snaps/info/snapd", authorization));
                renewal(http.get("/v2/snaps/find?q=x", authorization));
                renewal(http.get("/api/v1/snaps/download/" + "x".repeat(32) + "_1.snap", authorization));
                RawHttp.Answer head =
                        http.send("HEAD", "/api/v1/snaps/download/x_1.snap", List.of(authorization), new byte[0]);
                assertThat(head.status()).isEqualTo(401);
                assertThat(head.header("WWW-Authenticate")).contains("Macaroon refresh_device_session=1");
                renewal(http.post("/v2/cohorts", "{\"snaps\":[]}", authorization));
            }
        }
    }

    private static void renewal(RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Macaroon refresh_device_session=1");
        assertThat(answer.header("Content-Length")).contains("0");
        assertThat(answer.header("Snap-Store-Version")).contains("60");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:01Z", "2016-02-11T16:28:00Z", "2099-12-31T23:59:59Z"})
    void aDeviceWithoutABatteryForItsClockOpensASessionWhateverTimeItThinksItIs(String time) {
        Assertion request = Assertions.sign(
                AssertionType.DEVICE_SESSION_REQUEST,
                Headers.builder()
                        .put("brand-id", serial.text("brand-id"))
                        .put("model", serial.text("model"))
                        .put("serial", serial.text("serial"))
                        .put("nonce", device.nonce())
                        .put("timestamp", time)
                        .build(),
                new byte[0],
                device.key(),
                Instant.EPOCH);

        RawHttp.Answer answer = device.askSession(
                request.encoded(), serial.encoded(), device.model().encoded());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(refresh(TestDevice.field(answer, "macaroon")).status()).isEqualTo(200);
    }

    @Test
    void noTokenThatIsCutAnywhereIsASession() {
        String token = device.session(serial);
        for (int length = 0; length < token.length(); length += 7) {
            renewal(refresh(token.substring(0, length)));
        }
    }

    @Test
    void aSessionOfAnotherBrandsDeviceOfTheSameModelAndSerialIsItsOwn() {
        DeviceWorld.Brand other = world.brand();
        world.model(other.id(), "model-1", other.store());
        String theirs = sessions.open(new DeviceIdentity(
                other.id(),
                new ModelName("model-1"),
                new SerialNumber(serial.text("serial")),
                brand.store(),
                new KeyId(serial.text("device-key-sha3-384")),
                Instant.now()));
        String path = "/v2/assertions/serial/" + brand.id() + "/model-1/" + serial.text("serial");

        assertThat(http.get(path, "X-Device-Authorization: Macaroon root=\"" + device.session(serial) + "\"")
                        .status())
                .isEqualTo(200);
        assertThat(http.get(path, "X-Device-Authorization: Macaroon root=\"" + theirs + "\"")
                        .status())
                .isEqualTo(404);
    }

    /** As when the assertions were brought back without the devices. */
    @Test
    void aDeviceOfWhichNothingButItsSerialIsHereIsKnownAfterwards() {
        DeviceRef ref = new DeviceRef(brand.id(), new ModelName("model-1"), new SerialNumber(serial.text("serial")));
        world.tamper("delete from serial_signing where brand_id = ?1", brand.id());
        world.tamper("delete from device where brand_id = ?1", brand.id());

        assertThat(device.askSession(serial, device.nonce()).status()).isEqualTo(200);

        assertThat(devices.find(ref)).isPresent();
        assertThat(log.page(SigningSearch.of(brand.id(), List.of(ref.model())), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(line -> assertThat(line.kind()).isEqualTo(SigningKind.ELSEWHERE));
    }

    @Test
    void noSessionIsOpenedForADeviceThatCouldNotBeRevokedBecauseItsKeyIsOfAnother() {
        world.tamper("update device set serial = 'another' where brand_id = ?1", brand.id());

        refused(device.askSession(serial, device.nonce()), "invalid-assertion");
    }

    @Test
    void aRevokedDeviceIsOutAtOnceAndCannotComeBack() {
        String token = device.session(serial);
        DeviceRef ref = new DeviceRef(brand.id(), new ModelName("model-1"), new SerialNumber(serial.text("serial")));
        devices.revoke(ref, "stolen", Actor.system("test"));

        RawHttp.Answer answer = Eventually.becomes(() -> refresh(token), next -> next.status() != 200);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).doesNotContain("refresh_device_session");
        assertThat(device.askSession(serial, device.nonce()).status()).isEqualTo(403);
        assertThat(device.askSerial(device.serialRequest(device.requestId(), java.util.Map.of()))
                        .status())
                .isEqualTo(403);

        devices.restore(ref, "found again", Actor.system("test"));
        assertThat(device.askSession(serial, device.nonce()).status()).isEqualTo(200);
    }
}
