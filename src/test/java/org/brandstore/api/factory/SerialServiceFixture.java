package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyScope;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.assertion.database.PostgresAssertionDatabase;
import org.brandstore.device.Devices;
import org.brandstore.device.serial.HardwareIdentities;
import org.brandstore.device.serial.SerialImport;
import org.brandstore.device.serial.SerialLimits;
import org.brandstore.device.serial.SerialPolicies;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.SerialRules;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.device.serial.log.SignedSerial;
import org.brandstore.device.serial.log.SigningLog;
import org.brandstore.device.serial.log.SigningSearch;
import org.brandstore.model.Models;
import org.brandstore.naming.ModelName;
import org.brandstore.store.Stores;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;

/** A brand with a model, and devices that ask for serials. */
abstract class SerialServiceFixture {
    static final Actor ACTOR = Actor.system("test");
    static final ModelName MODEL = new ModelName("model-1");
    static final String DEVICES = "/api/v1/snaps/auth/devices";
    static final List<RsaAssertionSigner> KEYS = new ArrayList<>();

    @Inject
    DeviceWorld world;

    @Inject
    Publishers publishers;

    @Inject
    Models models;

    @Inject
    SerialPolicies policies;

    @Inject
    SerialQueue queue;

    @Inject
    SigningLog log;

    @Inject
    HardwareIdentities hardware;

    @Inject
    AccountKeys accountKeys;

    @Inject
    SerialImport serials;

    @Inject
    PostgresAssertionDatabase assertions;

    @Inject
    Devices devices;

    @Inject
    Stores stores;

    @TestHTTPResource("/")
    URI url;

    RawHttp http;
    DeviceWorld.Brand brand;
    Assertion model;

    @BeforeEach
    void makeAModel() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        model = world.model(brand.id(), MODEL.value(), brand.store());
    }

    /** Keys are dear; tests of different brands may share them. */
    TestDevice device(int number) {
        while (KEYS.size() <= number) {
            KEYS.add(TestDevice.newKey());
        }
        return new TestDevice(http, model, KEYS.get(number));
    }

    static RawHttp.Answer ask(TestDevice device, String serial) {
        return device.askSerial(device.serialRequest(device.requestId(), Map.of("serial", serial)));
    }

    static Assertion serial(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return AssertionStreamDecoder.decodeAll(answer.body()).getFirst();
    }

    static void refused(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.text()).contains("\"error_list\":[{\"code\":\"" + code + "\"");
    }

    void rules(DuplicatePolicy duplicates) {
        rules(new SerialRules(duplicates, false, SerialLimits.NONE, Optional.empty()));
    }

    void rules(SerialLimits limits) {
        rules(new SerialRules(DuplicatePolicy.SAME_KEY, false, limits, Optional.empty()));
    }

    void rules(SerialRules rules) {
        policies.set(brand.id(), MODEL, rules, "test", ACTOR);
    }

    List<SignedSerial> log() {
        return log.page(SigningSearch.of(brand.id(), List.of(MODEL, new ModelName("model-2"))), Long.MAX_VALUE, 100);
    }

    WaitingSerial waiting() {
        assertThat(queue.waiting(List.of(brand.store()))).hasSize(1);
        return queue.waiting(List.of(brand.store())).getFirst();
    }

    /** A key of the brand of which this server does not hold the private half. */
    AssertionSigner vaultKey(String name) {
        AssertionSigner signer = TestDevice.newKey();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        accountKeys.register(
                brand.id(),
                Assertions.sign(
                        AssertionType.ACCOUNT_KEY_REQUEST,
                        Headers.builder()
                                .put(
                                        "public-key-sha3-384",
                                        signer.publicKey().id().value())
                                .put("account-id", brand.id().value())
                                .put("name", name)
                                .put("since", now.minus(Duration.ofDays(1)).toString())
                                .build(),
                        signer.publicKey().encoded().getBytes(StandardCharsets.US_ASCII),
                        signer,
                        now),
                KeyScope.ANY,
                ACTOR);
        return signer;
    }

    Assertion signedElsewhere(AssertionSigner by, TestDevice device, String serial, int revision) {
        Headers.Builder headers = Headers.builder()
                .put("authority-id", brand.id().value())
                .put("brand-id", brand.id().value())
                .put("model", MODEL.value())
                .put("serial", serial)
                .put("device-key", device.key().publicKey().encoded())
                .put("device-key-sha3-384", device.key().publicKey().id().value())
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        if (revision > 0) {
            headers.put("revision", Integer.toString(revision));
        }
        return Assertions.sign(AssertionType.SERIAL, headers.build(), new byte[0], by, Instant.now());
    }

    Assertion signedRequest(TestDevice device, String requestId, byte[] body) {
        return Assertions.sign(
                AssertionType.SERIAL_REQUEST,
                Headers.builder()
                        .put("brand-id", brand.id().value())
                        .put("model", MODEL.value())
                        .put("request-id", requestId)
                        .put("device-key", device.key().publicKey().encoded())
                        .build(),
                body,
                device.key(),
                Instant.EPOCH);
    }
}
