package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.device.DeviceRef;
import org.brandstore.model.SerialDoor;
import org.brandstore.model.SerialDoors;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No stranger becomes a device, and no device that was locked out comes back as another. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialSafetyIT extends SerialServiceFixture {
    private static final ModelName OTHER = new ModelName("model-2");

    @Inject
    SerialDoors doors;

    private static RsaAssertionSigner key(int bits, long exponent) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
        return RsaAssertionSigner.of(
                (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    }

    private TestDevice under(ModelName name, RsaAssertionSigner key) {
        return new TestDevice(http, world.model(brand.id(), name.value(), brand.store()), key);
    }

    private DeviceRef ref(Assertion serial) {
        return new DeviceRef(brand.id(), new ModelName(serial.text("model")), new SerialNumber(serial.text("serial")));
    }

    private Assertion signedElsewhere(AssertionSigner by, TestDevice device, String serial, byte[] body) {
        return Assertions.sign(
                AssertionType.SERIAL,
                Headers.builder()
                        .put("authority-id", brand.id().value())
                        .put("brand-id", brand.id().value())
                        .put("model", device.model().text("model"))
                        .put("serial", serial)
                        .put("device-key", device.key().publicKey().encoded())
                        .put(
                                "device-key-sha3-384",
                                device.key().publicKey().id().value())
                        .put(
                                "timestamp",
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .build(),
                body,
                by,
                Instant.now());
    }

    private static byte[] claim(String hardware) {
        return ("{\"hardware-id-key-sha384\":\"" + hardware + "\",\"request-id-signature\":\"AA==\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aStrangerGetsNoSerialOfANewModel() {
        Assertion fresh = models.sign(
                brand.id(),
                Headers.builder()
                        .put("model", "fresh")
                        .put("architecture", "amd64")
                        .put("gadget", "some-gadget")
                        .put("kernel", "some-kernel")
                        .build(),
                ACTOR);
        TestDevice device = new TestDevice(http, fresh, device(0).key());

        assertThat(device.askSerial(device.serialRequest(device.requestId(), Map.of()))
                        .status())
                .isEqualTo(202);

        String key = doors.set(brand.id(), new ModelName("fresh"), SerialDoor.API_KEY, ACTOR)
                .orElseThrow();
        Assertion request = device.serialRequest(device.requestId(), Map.of());
        refused(device.askSerial(request), 401, "invalid-credentials");
        serial(device.askSerial(request, "api-key: " + key));
    }

    @Test
    void whoSaysNothingAboutAModelThatIsThereChangesNothing() {
        assertThat(policies.open())
                .filteredOn(open -> open.brand().equals(brand.id()))
                .hasSize(1);
        models.accept(model, ACTOR);
        assertThat(models.find(brand.id(), MODEL).orElseThrow().serialPolicy()).isEqualTo(SerialPolicy.AUTOMATIC);

        models.renewApiKey(brand.id(), MODEL, ACTOR);
        assertThat(policies.open())
                .filteredOn(open -> open.brand().equals(brand.id()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1024, 65537", "2047, 65537", "2048, 3", "2048, 257"})
    void aWeakKeyBecomesNoDevice(int bits, long exponent) throws GeneralSecurityException {
        TestDevice weak = new TestDevice(http, model, key(bits, exponent));

        for (String path : List.of(DEVICES, "/v1/serial")) {
            Assertion request = weak.serialRequest(weak.requestId(), Map.of());
            refused(weak.askSerial(path, AssertionStreams.join(List.of(request, model))), 400, "invalid-assertion");
        }
        Assertion elsewhere = signedElsewhere(vaultKey("vault"), weak, "vault-1", new byte[0]);
        refused(weak.askSession(elsewhere, weak.nonce()), 400, "invalid-assertion");
        assertThat(devices.findByKey(brand.id(), MODEL, weak.key().publicKey().id()))
                .isEmpty();
    }

    @Test
    void theKeyOfARevokedDeviceIsNoDeviceOfAnotherModel() {
        TestDevice device = device(0);
        Assertion serial = serial(ask(device, "unit-1"));
        TestDevice changed = under(OTHER, device.key());
        Assertion former = signedElsewhere(vaultKey("vault"), changed, "unit-7", new byte[0]);
        String session = changed.session(former);
        assertThat(get(session).status()).isEqualTo(200);

        devices.revoke(ref(serial), "stolen", ACTOR);

        refused(changed.askSerial(changed.serialRequest(changed.requestId(), Map.of())), 403, "resource-forbidden");
        assertThat(changed.askSession(former, changed.nonce()).status()).isEqualTo(403);
        Eventually.holds(() -> assertThat(get(session).status()).isEqualTo(401));

        devices.restore(ref(serial), "found", ACTOR);
        assertThat(changed.askSession(former, changed.nonce()).status()).isEqualTo(200);
        Eventually.holds(() -> assertThat(get(session).status()).isEqualTo(200));
    }

    private RawHttp.Answer get(String session) {
        return http.send(
                "GET",
                "/v2/assertions/account/" + brand.id(),
                List.of("X-Device-Authorization: Macaroon root=\"" + session + "\""),
                new byte[0]);
    }

    @Test
    void aRevokedSerialDoesNotComeBackWithANewKey() {
        Assertion serial = serial(ask(device(0), "unit-1"));
        devices.revoke(ref(serial), "stolen", ACTOR);

        refused(ask(device(1), "unit-1"), 403, "resource-forbidden");
        Assertion again = signedElsewhere(vaultKey("vault"), device(1), "unit-1", new byte[0]);
        assertThat(device(1).askSession(again, device(1).nonce()).status()).isEqualTo(403);
        TestDevice elsewhere = under(OTHER, device(1).key());
        assertThat(ask(elsewhere, "unit-1").status()).as("a person has to look").isEqualTo(202);
    }

    /** Where devices get serials by themselves, a person looks at one who calls itself almost like one that was revoked. */
    @ParameterizedTest
    @ValueSource(strings = {"UNIT-1", "Unit-1", "unit+1", "unit:1", "unit-01", "UNIT:0001"})
    void aRevokedSerialDoesNotComeBackInAnotherSpelling(String spelling) {
        devices.revoke(ref(serial(ask(device(0), "unit-1"))), "stolen", ACTOR);

        assertThat(ask(device(1), spelling).status()).isEqualTo(202);
        assertThat(ask(under(OTHER, device(1).key()), spelling).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unit-11", "unit-10", "unit1", "nit-1", "un-it-1"})
    void aSerialThatLooksOtherwiseIsGiven(String other) {
        devices.revoke(ref(serial(ask(device(0), "unit-1"))), "stolen", ACTOR);

        serial(ask(device(1), other));
    }

    @Test
    void revokedHardwareDoesNotComeBackWithANewKeyAndANewSerial() {
        Assertion serial = serial(ask(device(0), "unit-1"));
        String hardwareKey = "h".repeat(64);
        publishers.sql(
                "update device set shown_hardware_key_id = ?1 where brand_id = ?2 and serial = 'unit-1'",
                hardwareKey,
                brand.id().value());
        devices.revoke(ref(serial), "stolen", ACTOR);

        String id = device(1).requestId();
        refused(device(1).askSerial(signedRequest(device(1), id, claim(hardwareKey))), 403, "resource-forbidden");
        Assertion elsewhere = signedElsewhere(vaultKey("vault"), device(1), "vault-1", claim(hardwareKey));
        assertThat(device(1).askSession(elsewhere, device(1).nonce()).status()).isEqualTo(403);
        TestDevice other = under(OTHER, device(1).key());
        assertThat(other.askSession(
                                signedElsewhere(vaultKey("vault-2"), other, "vault-1", claim(hardwareKey)),
                                other.nonce())
                        .status())
                .isEqualTo(403);
        assertThat(devices.isRevoked(brand.id(), device(1).key().publicKey().id(), Optional.empty()))
                .isFalse();
    }
}
