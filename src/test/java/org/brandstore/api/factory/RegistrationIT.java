package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.model.Models;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.ModelName;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registration as devices meet it (device-api.md 4). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RegistrationIT {
    private static final Actor ACTOR = Actor.system("test");
    private static final ModelName MODEL = new ModelName("model-1");

    @Inject
    DeviceWorld world;

    @Inject
    Models models;

    @Inject
    SerialQueue queue;

    @Inject
    TrustAnchors anchors;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private TestDevice device;

    @BeforeEach
    void makeADevice() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        device = new TestDevice(http, world.model(brand.id(), MODEL.value(), brand.store()));
    }

    private Assertion request() {
        return device.serialRequest(device.requestId(), Map.of());
    }

    private static Assertion serial(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<Assertion> serials = AssertionStreamDecoder.decodeAll(answer.body()).stream()
                .filter(assertion -> assertion.type() == AssertionType.SERIAL)
                .toList();
        assertThat(serials).hasSize(1);
        return serials.getFirst();
    }

    private static void refused(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(TestDevice.field(answer, "message")).isNotEmpty();
        assertThat(answer.text()).contains("\"error_list\":[{\"code\":\"" + code + "\"");
    }

    @Test
    void theAnswerIsTheSerialWithAllThatADeviceNeedsToBelieveIt() {
        RawHttp.Answer answer = device.askSerial(request());

        List<Assertion> stream = AssertionStreamDecoder.decodeAll(answer.body());
        assertThat(answer.header("Content-Type")).contains("application/x.ubuntu.assertion");
        assertThat(stream.getFirst().type()).isEqualTo(AssertionType.SERIAL);
        assertThat(stream.getFirst().text("device-key-sha3-384"))
                .isEqualTo(device.key().publicKey().id().value());
        MemoryAssertionDatabase onDevice = new MemoryAssertionDatabase(anchors.trusted(), java.time.Clock.systemUTC());
        onDevice.addAll(stream);
        assertThat(onDevice.find(AssertionRef.of(
                        AssertionType.SERIAL,
                        brand.id().value(),
                        "model-1",
                        stream.getFirst().text("serial"))))
                .isPresent();
        assertThat(stream).noneMatch(assertion -> assertion.type() == AssertionType.SERIAL_REQUEST);
    }

    @Test
    void aClientThatReadsNoStreamsGetsTheSerialAlone() {
        byte[] body = AssertionStreams.join(List.of(request(), device.model()));

        RawHttp.Answer answer =
                http.send("POST", "/api/v1/snaps/auth/devices", List.of("Content-Type: " + TestDevice.ASSERTION), body);

        assertThat(AssertionStreamDecoder.decodeAll(answer.body())).hasSize(1);
    }

    @Test
    void theServiceItselfAnswersLikeTheStore() {
        String id = TestDevice.field(http.post("/v1/request-id", ""), "request-id");
        byte[] body = AssertionStreams.join(List.of(device.serialRequest(id, Map.of()), device.model()));

        assertThat(serial(device.askSerial("/v1/serial", body)).text("model")).isEqualTo("model-1");
    }

    @Test
    void theSameRequestAgainGetsTheSameSerial() {
        Assertion request = request();

        assertThat(serial(device.askSerial(request))).isEqualTo(serial(device.askSerial(request)));
    }

    @Test
    void oneKeyHasOneSerialHoweverOftenItAsks() {
        Assertion first = serial(device.askSerial(request()));

        assertThat(serial(device.askSerial(request()))).isEqualTo(first);
    }

    @Test
    void manyRequestsAtOnceNeverGetTwoSerials() throws Exception {
        Set<Assertion> serials = new HashSet<>();
        try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
            List<Future<Assertion>> answers = new java.util.ArrayList<>();
            Assertion same = request();
            for (int i = 0; i < 16; i++) {
                Assertion request = i % 2 == 0 ? same : request();
                answers.add(crowd.submit(() -> serial(device.askSerial(request))));
            }
            for (Future<Assertion> answer : answers) {
                serials.add(answer.get());
            }
        }
        assertThat(serials).hasSize(1);
    }

    @Test
    void aProposedSerialIsTaken() {
        Assertion request = device.serialRequest(device.requestId(), Map.of("serial", "proposed-0001"));

        assertThat(serial(device.askSerial(request)).text("serial")).isEqualTo("proposed-0001");
    }

    @Test
    void aSerialThatAnotherDeviceHasIsNotGivenAgain() {
        serial(device.askSerial(device.serialRequest(device.requestId(), Map.of("serial", "proposed-0001"))));
        TestDevice second = new TestDevice(http, device.model());

        refused(
                second.askSerial(second.serialRequest(second.requestId(), Map.of("serial", "proposed-0001"))),
                409,
                "conflict");
    }

    @Test
    void aSerialThatIsNoneIsRefused() {
        refused(
                device.askSerial(device.serialRequest(device.requestId(), Map.of("serial", "a b"))),
                400,
                "invalid-field");
    }

    @Test
    void aForeignRequestIdIsRefused() {
        refused(device.askSerial(device.serialRequest("vector-request-id-0001", Map.of())), 400, "invalid-request-id");
        refused(device.askSerial(device.serialRequest(device.nonce(), Map.of())), 400, "invalid-request-id");
    }

    @Test
    void aRequestIdIsGoodForOneRequest() {
        String id = device.requestId();
        serial(device.askSerial(device.serialRequest(id, Map.of())));
        TestDevice second = new TestDevice(http, device.model());

        refused(second.askSerial(second.serialRequest(id, Map.of())), 400, "invalid-request-id");
    }

    @Test
    void aFlippedByteInTheRequestOrTheModelIsRefused() {
        byte[] request = request().encoded();
        byte[] model = device.model().encoded();
        byte[] stream = AssertionStreams.join(List.of(request(), device.model()));
        int inRequest = request.length - 30;
        int inModel = stream.length - 30;
        for (int at : List.of(inRequest, inModel)) {
            byte[] damaged = stream.clone();
            damaged[at] = (byte) (damaged[at] == 'A' ? 'B' : 'A');
            refused(device.askSerial("/api/v1/snaps/auth/devices", damaged), 400, "invalid-assertion");
        }
        assertThat(model).isNotEmpty();
    }

    @Test
    void somethingElseThanARequestAndAModelIsRefused() {
        Assertion request = request();
        Assertion model = device.model();
        for (List<Assertion> stream : List.of(
                List.of(request),
                List.of(model),
                List.of(model, request),
                List.of(request, request),
                List.of(request, model, model),
                List.of(request, model, model, model))) {
            refused(
                    device.askSerial("/api/v1/snaps/auth/devices", AssertionStreams.join(stream)),
                    400,
                    "invalid-assertion");
        }
        refused(device.askSerial("/api/v1/snaps/auth/devices", new byte[0]), 400, "invalid-assertion");
        refused(device.askSerial("/api/v1/snaps/auth/devices", new byte[100]), 400, "invalid-assertion");
    }

    @Test
    void aModelThatOnlyClaimsTheBrandIsRefused() {
        DeviceWorld.Brand other = world.brand();
        Assertion foreign = world.model(other.id(), MODEL.value(), other.store());

        refused(
                device.askSerial("/api/v1/snaps/auth/devices", AssertionStreams.join(List.of(request(), foreign))),
                400,
                "invalid-assertion");
    }

    @Test
    void aModelThatAsksForAKeyRefusesDevicesWithoutIt() {
        String key = models.renewApiKey(brand.id(), MODEL, ACTOR);
        Assertion request = request();

        refused(device.askSerial(request), 401, "invalid-credentials");
        refused(device.askSerial(request, "api-key: wrong"), 401, "invalid-credentials");
        serial(device.askSerial(request, "api-key: " + key));
    }

    @Test
    void aModelThatTakesNoMoreDevicesRefusesThem() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.CLOSED, ACTOR);

        refused(device.askSerial(request()), 403, "resource-forbidden");
    }

    @Test
    void aDeviceWaitsWith202UntilSomebodyHasDecided() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        Assertion request = request();

        assertThat(device.askSerial(request).status()).isEqualTo(202);
        assertThat(device.askSerial(request).status()).isEqualTo(202);
        WaitingSerial waiting = queue.waiting(brand.id()).getFirst();
        assertThat(queue.waiting(brand.id())).hasSize(1);
        assertThat(waiting.deviceKey()).isEqualTo(device.key().publicKey().id());
        assertThat(queue.approve(List.of(waiting.id()), "known to us", ACTOR)).isEqualTo(1);

        assertThat(serial(device.askSerial(request))).isEqualTo(serial(device.askSerial(request)));
        assertThat(queue.waiting(brand.id())).isEmpty();
    }

    @Test
    void aRefusedDeviceIsToldSo() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        Assertion request = request();
        assertThat(device.askSerial(request).status()).isEqualTo(202);
        queue.reject(List.of(queue.waiting(brand.id()).getFirst().id()), "not ours", ACTOR);

        refused(device.askSerial(request), 403, "resource-forbidden");
    }

    @Test
    void aDeviceKeepsItsSerialWhenItChangesItsModel() {
        Assertion former = device.register();
        TestDevice changed = new TestDevice(http, world.model(brand.id(), "model-2", brand.store()), device.key());
        Map<String, String> original = Map.of(
                "original-brand-id", brand.id().value(),
                "original-model", "model-1",
                "original-serial", former.text("serial"));
        Assertion request = changed.serialRequest(changed.requestId(), original);

        Assertion serial = serial(changed.askSerial(
                "/api/v1/snaps/auth/devices", AssertionStreams.join(List.of(request, changed.model(), former))));

        assertThat(serial.text("serial")).isEqualTo(former.text("serial"));
        assertThat(serial.text("model")).isEqualTo("model-2");
        refused(changed.askSerial(changed.serialRequest(changed.requestId(), original)), 400, "invalid-assertion");
    }

    @Test
    void anotherDevicesSerialIsNoFormerSerial() {
        Assertion former = device.register();
        TestDevice thief = new TestDevice(http, world.model(brand.id(), "model-2", brand.store()));
        Assertion request = thief.serialRequest(
                thief.requestId(),
                Map.of(
                        "original-brand-id", brand.id().value(),
                        "original-model", "model-1",
                        "original-serial", former.text("serial")));

        refused(
                thief.askSerial(
                        "/api/v1/snaps/auth/devices", AssertionStreams.join(List.of(request, thief.model(), former))),
                400,
                "invalid-assertion");
    }
}
