package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.account.AccountKeys;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionStreamDecoder;
import org.brandstore.assertion.AssertionStreams;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Assertions;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.assertion.database.PostgresAssertionDatabase;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.device.serial.DuplicatePolicy;
import org.brandstore.device.serial.HardwareIdentities;
import org.brandstore.device.serial.SerialLimits;
import org.brandstore.device.serial.SerialPolicies;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.SerialRules;
import org.brandstore.device.serial.SignedSerial;
import org.brandstore.device.serial.SigningKind;
import org.brandstore.device.serial.SigningLog;
import org.brandstore.device.serial.SigningSearch;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.model.Models;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.StoreId;
import org.brandstore.store.Stores;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which a factory's devices get serials, as devices and managers meet them (brand-store-features.md 2.1). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialServiceIT {
    private static final Actor ACTOR = Actor.system("test");
    private static final ModelName MODEL = new ModelName("model-1");
    private static final String DEVICES = "/api/v1/snaps/auth/devices";
    private static final List<RsaAssertionSigner> KEYS = new ArrayList<>();

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
    PostgresAssertionDatabase assertions;

    @Inject
    Devices devices;

    @Inject
    Stores stores;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private Assertion model;

    @BeforeEach
    void makeAModel() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        model = world.model(brand.id(), MODEL.value(), brand.store());
    }

    /** Keys are dear; tests of different brands may share them. */
    private TestDevice device(int number) {
        while (KEYS.size() <= number) {
            KEYS.add(TestDevice.newKey());
        }
        return new TestDevice(http, model, KEYS.get(number));
    }

    private static RawHttp.Answer ask(TestDevice device, String serial) {
        return device.askSerial(device.serialRequest(device.requestId(), Map.of("serial", serial)));
    }

    private static Assertion serial(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return AssertionStreamDecoder.decodeAll(answer.body()).getFirst();
    }

    private static void refused(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.text()).contains("\"error_list\":[{\"code\":\"" + code + "\"");
    }

    private void rules(DuplicatePolicy duplicates) {
        rules(new SerialRules(duplicates, false, SerialLimits.NONE, Optional.empty()));
    }

    private void rules(SerialLimits limits) {
        rules(new SerialRules(DuplicatePolicy.SAME_KEY, false, limits, Optional.empty()));
    }

    private void rules(SerialRules rules) {
        policies.set(brand.id(), MODEL, rules, "test", ACTOR);
    }

    private List<SignedSerial> log() {
        return log.page(SigningSearch.of(brand.id(), List.of(MODEL, new ModelName("model-2"))), Long.MAX_VALUE, 100);
    }

    private WaitingSerial waiting() {
        assertThat(queue.waiting(List.of(brand.store()))).hasSize(1);
        return queue.waiting(List.of(brand.store())).getFirst();
    }

    // What happens to a serial that a device has already
    // ---------------------------------------------------------------

    /** The whole table: who asks again, under which approval and rule, gets what. */
    @ParameterizedTest(name = "{0} {1}: the same key {2}, another key {3}")
    @CsvSource({
        "automatic, reject,       409 again 0, 409 kept 0",
        "automatic, same-key,     200 again 0, 409 kept 0",
        "automatic, new-revision, 200 again 0, 200 moved 1",
        "automatic, ask,          200 again 0, 202 kept 0",
        "manual,    reject,       409 again 0, 409 kept 0",
        "manual,    same-key,     200 again 0, 409 kept 0",
        "manual,    new-revision, 200 again 0, 202 kept 0",
        "manual,    ask,          200 again 0, 202 kept 0",
        "closed,    reject,       409 again 0, 409 kept 0",
        "closed,    same-key,     200 again 0, 409 kept 0",
        "closed,    new-revision, 200 again 0, 200 moved 1",
        "closed,    ask,          200 again 0, 202 kept 0"
    })
    void theMatrixOfDuplicates(String approval, String duplicates, String sameKey, String otherKey) {
        serial(ask(device(0), "unit-1"));
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.find(approval).orElseThrow(), ACTOR);
        rules(DuplicatePolicy.find(duplicates).orElseThrow());

        RawHttp.Answer again = ask(device(0), "unit-1");
        RawHttp.Answer other = ask(device(1), "unit-1");

        assertThat(again.status()).as(again.text()).isEqualTo(Integer.parseInt(sameKey.substring(0, 3)));
        assertThat(other.status()).as(other.text()).isEqualTo(Integer.parseInt(otherKey.substring(0, 3)));
        Assertion newest = assertions
                .find(AssertionRef.of(AssertionType.SERIAL, brand.id().value(), MODEL.value(), "unit-1"))
                .orElseThrow();
        boolean moved = otherKey.contains("moved");
        assertThat(newest.revision()).isEqualTo(moved ? 1 : 0);
        assertThat(newest.text("device-key-sha3-384"))
                .isEqualTo(device(moved ? 1 : 0).key().publicKey().id().value());
        assertThat(devices.find(new DeviceRef(brand.id(), MODEL, new SerialNumber("unit-1")))
                        .orElseThrow()
                        .deviceKey())
                .isEqualTo(device(moved ? 1 : 0).key().publicKey().id());
    }

    @Test
    void underEveryRuleALostAnswerCanBeFetchedAgain() {
        for (DuplicatePolicy duplicates : DuplicatePolicy.values()) {
            rules(duplicates);
            TestDevice device = device(duplicates.ordinal());
            Assertion request =
                    device.serialRequest(device.requestId(), Map.of("serial", "unit-" + duplicates.ordinal()));

            assertThat(serial(device.askSerial(request))).isEqualTo(serial(device.askSerial(request)));
        }
    }

    @Test
    void aKeyThatAsksForAnotherSerialThanItHasIsRefused() {
        serial(ask(device(0), "unit-1"));

        refused(ask(device(0), "unit-2"), 409, "conflict");
    }

    @Test
    void whoLostItsSerialToANewRevisionOpensNoSessionAnyMore() {
        Assertion first = serial(ask(device(0), "unit-1"));
        rules(DuplicatePolicy.NEW_REVISION);
        Assertion second = serial(ask(device(1), "unit-1"));

        assertThat(second.revision()).isEqualTo(1);
        assertThat(device(1).askSession(second, device(1).nonce()).status()).isEqualTo(200);
        refused(device(0).askSession(first, device(0).nonce()), 400, "invalid-assertion");
        assertThat(serial(ask(device(0), "unit-2")).text("serial")).isEqualTo("unit-2");
    }

    @Test
    void anApprovedDuplicateTakesTheSerialOver() {
        serial(ask(device(0), "unit-1"));
        rules(DuplicatePolicy.ASK);
        Assertion request = device(1).serialRequest(device(1).requestId(), Map.of("serial", "unit-1"));
        assertThat(device(1).askSerial(request).status()).isEqualTo(202);
        assertThat(waiting().duplicate()).isTrue();
        assertThat(waiting().proposed()).contains("unit-1");

        queue.approve(List.of(waiting().id()), "board replaced", ACTOR);

        assertThat(serial(device(1).askSerial(request)).revision()).isEqualTo(1);
        assertThat(log().getFirst().kind()).isEqualTo(SigningKind.REPLACEMENT);
        assertThat(log().getFirst().reason()).isEqualTo("board replaced");
    }

    @Test
    void twoApprovedDevicesThatWantTheSameNewSerialDoNotBothGetIt() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        assertThat(ask(device(1), "unit-1").status()).isEqualTo(202);
        queue.approve(queue.waiting(brand.id()).stream().map(WaitingSerial::id).toList(), "both by mistake", ACTOR);

        serial(ask(device(0), "unit-1"));
        refused(ask(device(1), "unit-1"), 409, "conflict");
    }

    @Test
    void aRevokedDevicesSerialIsNeverGivenAgain() {
        serial(ask(device(0), "unit-1"));
        devices.revoke(new DeviceRef(brand.id(), MODEL, new SerialNumber("unit-1")), "stolen", ACTOR);
        for (DuplicatePolicy duplicates : DuplicatePolicy.values()) {
            rules(duplicates);
            refused(ask(device(0), "unit-1"), 403, "resource-forbidden");
            refused(ask(device(1), "unit-1"), 403, "resource-forbidden");
        }
    }

    @Test
    void aCrowdThatWantsOneSerialGetsOne() throws Exception {
        int crowd = 12;
        List<Integer> statuses = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        List<TestDevice> crowdOfDevices = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            crowdOfDevices.add(device(i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(crowd)) {
            List<Future<RawHttp.Answer>> answers = new ArrayList<>();
            crowdOfDevices.forEach(device -> answers.add(threads.submit(() -> ask(device, "unit-1"))));
            for (Future<RawHttp.Answer> answer : answers) {
                statuses.add(answer.get().status());
                if (answer.get().status() == 200) {
                    keys.add(serial(answer.get()).text("device-key-sha3-384"));
                }
            }
        }
        assertThat(keys).hasSize(1);
        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(log()).hasSize(1);
    }

    // The queue -------------------------------------------------------------------------------------------------------

    @Test
    void aDeviceThatStartsAnewKeepsItsPlaceInTheQueue() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        UUID place = waiting().id();
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);

        assertThat(waiting().id()).isEqualTo(place);
    }

    @Test
    void anApprovalHoldsAlthoughTheDeviceComesWithANewRequest() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        queue.approve(List.of(waiting().id()), "ok", ACTOR);

        assertThat(serial(ask(device(0), "unit-1")).text("serial")).isEqualTo("unit-1");
    }

    @Test
    void anApprovalIsForTheSerialThatWasAskedFor() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        queue.approve(List.of(waiting().id()), "ok", ACTOR);

        assertThat(ask(device(0), "unit-2").status()).isEqualTo(202);
        assertThat(waiting().proposed()).contains("unit-2");
    }

    @Test
    void aRejectedDeviceStaysRejectedUntilSomebodyApprovesIt() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        UUID id = waiting().id();
        queue.reject(List.of(id), "unknown board", ACTOR);
        refused(ask(device(0), "unit-1"), 403, "resource-forbidden");
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.AUTOMATIC, ACTOR);
        refused(ask(device(0), "unit-1"), 403, "resource-forbidden");

        queue.approve(List.of(id), "it was ours", ACTOR);

        serial(ask(device(0), "unit-1"));
    }

    @Test
    void managersDecideAboutABatchOverTheApi() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(device(i), "unit-" + i).status()).isEqualTo(202);
        }
        Publishers.Brand same = new Publishers.Brand(brand.id(), brand.store());
        Person manager = publishers.person(same, Role.RELEASE_MANAGER);
        Person viewer = publishers.person(same, Role.VIEWER);
        Person stranger = publishers.person(publishers.brand(), Role.ADMIN);
        String base = "/api/admin/v1/stores/" + brand.store() + "/serial-requests";
        List<String> ids = Publishers.as(publishers.token(manager))
                .get(base)
                .then()
                .statusCode(200)
                .body("proposed", contains("unit-0", "unit-1", "unit-2"))
                .extract()
                .path("id");

        Publishers.as(publishers.token(stranger)).get(base).then().statusCode(404);
        Publishers.json(publishers.token(viewer), Map.of("ids", ids, "reason", "x"))
                .post(base + "/approve")
                .then()
                .statusCode(403);
        String ownStore = "/api/admin/v1/stores/" + publishers.brand().store();
        Publishers.json(publishers.token(stranger), Map.of("ids", ids, "reason", "x"))
                .post(ownStore + "/serial-requests/approve")
                .then()
                .statusCode(404);
        StoreId lab = world.store(brand.id());
        publishers.grant(manager, lab, Role.RELEASE_MANAGER);
        Publishers.json(publishers.token(manager), Map.of("ids", ids, "reason", "x"))
                .post("/api/admin/v1/stores/" + lab + "/serial-requests/approve")
                .then()
                .statusCode(404);
        Publishers.json(publishers.token(manager), Map.of("ids", ids.subList(0, 2), "reason", "lot 7"))
                .post(base + "/approve")
                .then()
                .statusCode(200)
                .body("changed", equalTo(2));
        Publishers.json(publishers.token(manager), Map.of("ids", ids.subList(2, 3), "reason", "not lot 7"))
                .post(base + "/reject")
                .then()
                .statusCode(200)
                .body("changed", equalTo(1));

        serial(ask(device(0), "unit-0"));
        serial(ask(device(1), "unit-1"));
        refused(ask(device(2), "unit-2"), 403, "resource-forbidden");
        Publishers.as(publishers.token(manager))
                .get(base + "?state=issued")
                .then()
                .body("serial", contains("unit-0", "unit-1"))
                .body("reason", contains("lot 7", "lot 7"));
        assertThat(log().getFirst().decidedBy()).isEqualTo("person:" + manager.email());
    }

    @Test
    void aDecisionThatNamesOneWrongRequestChangesNothing() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        Person manager = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.ADMIN);

        Publishers.json(
                        publishers.token(manager),
                        Map.of("ids", List.of(waiting().id(), UUID.randomUUID()), "reason", "x"))
                .post("/api/admin/v1/stores/" + brand.store() + "/serial-requests/approve")
                .then()
                .statusCode(404);

        assertThat(waiting().decision()).isEmpty();
    }

    // Limits ----------------------------------------------------------------------------------------------------------

    @Test
    void aModelGetsNoMoreDevicesThanItMayHave() throws Exception {
        rules(new SerialLimits(Optional.of(3), Optional.empty(), Optional.empty(), Optional.empty()));
        for (int i = 0; i < 8; i++) {
            device(i);
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<RawHttp.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                answers.add(threads.submit(() -> ask(device(number), "unit-" + number)));
            }
            for (Future<RawHttp.Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(3);
        assertThat(statuses.stream().filter(status -> status == 403)).hasSize(5);
    }

    @Test
    void theDeviceThatHasASerialIsNotCountedAgain() {
        rules(new SerialLimits(Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(serial(ask(device(0), "unit-1"))).isEqualTo(serial(ask(device(0), "unit-1")));
        refused(ask(device(1), "unit-2"), 403, "resource-forbidden");
    }

    @Test
    void tooManyAtATimeAreToldToComeAgainInAMinute() {
        rules(new SerialLimits(
                Optional.empty(),
                Optional.of(new SerialLimits.Rate(2, Duration.ofHours(1))),
                Optional.empty(),
                Optional.empty()));
        serial(ask(device(0), "unit-0"));
        serial(ask(device(1), "unit-1"));

        refused(ask(device(2), "unit-2"), 503, "unavailable");
    }

    @Test
    void outsideItsTimeAModelTakesNoDevices() {
        Instant now = Instant.now();
        rules(new SerialLimits(
                Optional.empty(), Optional.empty(), Optional.of(now.plus(Duration.ofHours(1))), Optional.empty()));
        refused(ask(device(0), "unit-0"), 403, "resource-forbidden");
        rules(new SerialLimits(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(now.minus(Duration.ofHours(1)))));
        refused(ask(device(0), "unit-0"), 403, "resource-forbidden");
        rules(new SerialLimits(
                Optional.empty(),
                Optional.empty(),
                Optional.of(now.minus(Duration.ofHours(1))),
                Optional.of(now.plus(Duration.ofHours(1)))));
        serial(ask(device(0), "unit-0"));
    }

    @Test
    void aPersonsConsentGoesBeforeRateAndTimeButNotBeforeTheNumber() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(0), "unit-0").status()).isEqualTo(202);
        assertThat(ask(device(1), "unit-1").status()).isEqualTo(202);
        queue.approve(queue.waiting(brand.id()).stream().map(WaitingSerial::id).toList(), "", ACTOR);
        rules(new SerialLimits(
                Optional.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.now().minusSeconds(60))));

        serial(ask(device(0), "unit-0"));
        refused(ask(device(1), "unit-1"), 403, "resource-forbidden");
    }

    // Remodelling -----------------------------------------------------------------------------------------------------

    private RawHttp.Answer remodel(TestDevice device, Assertion former) {
        Assertion request = device.serialRequest(
                device.requestId(),
                Map.of(
                        "original-brand-id", brand.id().value(),
                        "original-model", former.text("model"),
                        "original-serial", former.text("serial")));
        return device.askSerial(DEVICES, AssertionStreams.join(List.of(request, device.model(), former)));
    }

    @Test
    void onlyDevicesOfTheListedModelsMayChangeToAModel() {
        Assertion former = serial(ask(device(0), "unit-1"));
        TestDevice changed = new TestDevice(http, world.model(brand.id(), "model-2", brand.store()), KEYS.get(0));
        ModelName target = new ModelName("model-2");
        SerialRules none = new SerialRules(
                DuplicatePolicy.SAME_KEY, false, SerialLimits.NONE, Optional.of(Set.of(new ModelName("model-9"))));
        policies.set(brand.id(), target, none, "", ACTOR);
        refused(remodel(changed, former), 403, "resource-forbidden");

        policies.set(
                brand.id(),
                target,
                new SerialRules(DuplicatePolicy.SAME_KEY, false, SerialLimits.NONE, Optional.of(Set.of(MODEL))),
                "",
                ACTOR);

        assertThat(serial(remodel(changed, former)).text("serial")).isEqualTo("unit-1");
        assertThat(log().getFirst().kind()).isEqualTo(SigningKind.REMODEL);
        assertThat(log().getFirst().formerModel()).contains(MODEL);
    }

    @Test
    void aDeviceThatLostItsSerialOrWasRevokedCannotChangeItsModel() {
        Assertion former = serial(ask(device(0), "unit-1"));
        Assertion second = world.model(brand.id(), "model-2", brand.store());
        rules(DuplicatePolicy.NEW_REVISION);
        Assertion replaced = serial(ask(device(1), "unit-1"));

        refused(remodel(new TestDevice(http, second, KEYS.get(0)), former), 400, "invalid-assertion");
        devices.revoke(new DeviceRef(brand.id(), MODEL, new SerialNumber("unit-1")), "stolen", ACTOR);
        refused(remodel(new TestDevice(http, second, KEYS.get(1)), replaced), 403, "resource-forbidden");
    }

    // Hardware --------------------------------------------------------------------------------------------------------

    private record Chip(KeyPair keys, String algorithm, String text, String id) {
        static Chip make(String kind, String algorithm) throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("RSA")) {
                generator.initialize(2048);
            } else if (kind.equals("EC")) {
                generator.initialize(256);
            }
            KeyPair keys = generator.generateKeyPair();
            String text = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
            byte[] digest = MessageDigest.getInstance("SHA3-384").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Chip(
                    keys,
                    algorithm,
                    text,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        }

        byte[] proof(String field, String requestId) throws GeneralSecurityException {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(requestId.getBytes(StandardCharsets.UTF_8));
            String signed = Base64.getEncoder().encodeToString(signature.sign());
            return ("{\"" + field + "\":\"" + id + "\",\"request-id-signature\":\"" + signed + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A key of the brand of which this server does not hold the private half. */
    private AssertionSigner vaultKey(String name) {
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
                ACTOR);
        return signer;
    }

    private void vouch(AssertionSigner by, Chip chip) throws IOException {
        Assertion identity = Assertions.sign(
                AssertionType.HARDWARE_IDENTITY,
                Headers.builder()
                        .put("authority-id", brand.id().value())
                        .put("issuer-id", brand.id().value())
                        .put("manufacturer", "Acme")
                        .put("hardware-name", "board-1")
                        .put("hardware-id", chip.id().substring(0, 8))
                        .put("hardware-id-key", chip.text())
                        .put("hardware-id-key-sha3-384", chip.id())
                        .build(),
                new byte[0],
                by,
                Instant.now());
        assertThat(hardware.add(brand.id(), new ByteArrayInputStream(identity.encoded()), ACTOR))
                .isEqualTo(1);
        assertThat(hardware.add(brand.id(), new ByteArrayInputStream(identity.encoded()), ACTOR))
                .isZero();
    }

    private RawHttp.Answer prove(TestDevice device, Chip chip, String field) throws GeneralSecurityException {
        String id = device.requestId();
        return device.askSerial(signedRequest(device, id, chip.proof(field, id)));
    }

    private Assertion signedRequest(TestDevice device, String requestId, byte[] body) {
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

    @Test
    void onlyHardwareThatTheBrandKnowsGetsASerial() throws Exception {
        rules(new SerialRules(DuplicatePolicy.SAME_KEY, true, SerialLimits.NONE, Optional.empty()));
        AssertionSigner brandKey = vaultKey("hardware-key");
        Chip rsa = Chip.make("RSA", "SHA384withRSA");
        Chip elliptic = Chip.make("EC", "SHA256withECDSA");
        Chip unknown = Chip.make("EC", "SHA256withECDSA");
        vouch(brandKey, rsa);
        vouch(brandKey, elliptic);

        refused(ask(device(0), "unit-1"), 401, "invalid-credentials");
        refused(prove(device(0), unknown, "hardware-id-key-sha384"), 401, "invalid-credentials");
        String id = device(0).requestId();
        refused(
                device(0).askSerial(signedRequest(device(0), id, rsa.proof("hardware-id-key-sha384", "another id"))),
                401,
                "invalid-credentials");
        refused(
                device(0)
                        .askSerial(signedRequest(
                                device(0), device(0).requestId(), "no json".getBytes(StandardCharsets.UTF_8))),
                401,
                "invalid-credentials");

        serial(prove(device(0), rsa, "hardware-id-key-sha384"));
        serial(prove(device(1), elliptic, "hardware-id-key-sha3-384"));
    }

    @Test
    void oneHardwareHasOneSerialWhateverItsKey() throws Exception {
        rules(new SerialRules(DuplicatePolicy.NEW_REVISION, true, SerialLimits.NONE, Optional.empty()));
        Chip chip = Chip.make("EC", "SHA384withECDSA");
        vouch(vaultKey("hardware-key"), chip);
        Assertion first = serial(prove(device(0), chip, "hardware-id-key-sha384"));

        Assertion afterReset = serial(prove(device(1), chip, "hardware-id-key-sha384"));

        assertThat(afterReset.text("serial")).isEqualTo(first.text("serial"));
        assertThat(afterReset.revision()).isEqualTo(1);
    }

    // Serials of the brand's own vault --------------------------------------------------------------------------------

    private Assertion signedElsewhere(AssertionSigner by, TestDevice device, String serial, int revision) {
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

    @Test
    void aDeviceWithASerialOfTheBrandsOwnVaultIsLetIn() {
        Assertion serial = signedElsewhere(vaultKey("vault"), device(0), "vault-1", 0);

        assertThat(device(0).askSession(serial, device(0).nonce()).status()).isEqualTo(200);
        assertThat(device(0).askSession(serial, device(0).nonce()).status()).isEqualTo(200);

        assertThat(log()).hasSize(1);
        assertThat(log().getFirst().kind()).isEqualTo(SigningKind.ELSEWHERE);
        assertThat(devices.find(new DeviceRef(brand.id(), MODEL, new SerialNumber("vault-1"))))
                .isPresent();
        refused(ask(device(1), "vault-1"), 409, "conflict");
    }

    @Test
    void ofTwoVaultSerialsOfOneNameAndRevisionOnlyTheFirstIsLetIn() {
        AssertionSigner vault = vaultKey("vault");
        Assertion first = signedElsewhere(vault, device(0), "vault-1", 0);
        Assertion second = signedElsewhere(vault, device(1), "vault-1", 0);

        assertThat(device(0).askSession(first, device(0).nonce()).status()).isEqualTo(200);
        refused(device(1).askSession(second, device(1).nonce()), 400, "invalid-assertion");
    }

    @Test
    void aNewerRevisionOfTheVaultMovesTheSerialAndTheOlderOneIsOut() {
        AssertionSigner vault = vaultKey("vault");
        Assertion first = signedElsewhere(vault, device(0), "vault-1", 0);
        Assertion second = signedElsewhere(vault, device(1), "vault-1", 1);
        assertThat(device(0).askSession(first, device(0).nonce()).status()).isEqualTo(200);

        assertThat(device(1).askSession(second, device(1).nonce()).status()).isEqualTo(200);

        refused(device(0).askSession(first, device(0).nonce()), 400, "invalid-assertion");
        rules(DuplicatePolicy.NEW_REVISION);
        assertThat(serial(ask(device(2), "vault-1")).revision()).isEqualTo(2);
    }

    @Test
    void aKeyWithTwoVaultSerialsIsLetInWithTheFirst() {
        AssertionSigner vault = vaultKey("vault");
        Assertion first = signedElsewhere(vault, device(0), "vault-1", 0);
        Assertion second = signedElsewhere(vault, device(0), "vault-2", 0);

        assertThat(device(0).askSession(first, device(0).nonce()).status()).isEqualTo(200);
        refused(device(0).askSession(second, device(0).nonce()), 400, "invalid-assertion");
    }

    // The signing log and the policy over the API ---------------------------------------------------------------------

    @Test
    void theSigningLogIsSearchedAndExported() {
        serial(ask(device(0), "line-a-1"));
        serial(ask(device(1), "line-a-2"));
        serial(ask(device(2), "line-b-1"));
        Person auditor = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.AUDITOR);
        String token = publishers.token(auditor);
        String base = "/api/admin/v1/stores/" + brand.store() + "/signing-log";

        List<Integer> ids = Publishers.as(token)
                .get(base)
                .then()
                .statusCode(200)
                .body("serial", contains("line-b-1", "line-a-2", "line-a-1"))
                .body("kind", contains("first", "first", "first"))
                .extract()
                .path("id");
        Publishers.as(token).get(base + "?serial=line-a").then().body("serial", contains("line-a-2", "line-a-1"));
        Publishers.as(token)
                .get(base + "?device-key=" + device(0).key().publicKey().id())
                .then()
                .body("serial", contains("line-a-1"));
        Publishers.as(token).get(base + "?limit=1&below=" + ids.get(0)).then().body("serial", contains("line-a-2"));
        Publishers.as(token).get(base + "?model=other").then().body("", hasSize(0));
        Publishers.as(token).get(base + "?until=2020-01-01T00:00:00Z").then().body("", hasSize(0));
        Publishers.as(token).get(base + "?from=yesterday").then().statusCode(400);
        String csv = Publishers.as(token)
                .get(base + "/csv?serial=line-a")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("signing-log.csv"))
                .extract()
                .asString();
        assertThat(csv.split("\r\n"))
                .hasSize(3)
                .startsWith(SignedSerial.CSV_HEADER)
                .satisfies(lines -> assertThat(lines[1]).contains(",model-1,line-a-2,0,"));
        String jsonLines = Publishers.as(token)
                .get(base + "/json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(jsonLines.strip().split("\n")).hasSize(3);
        Person stranger = publishers.person(publishers.brand(), Role.ADMIN);
        Publishers.as(publishers.token(stranger)).get(base).then().statusCode(404);
        Person publisher = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.PUBLISHER);
        Publishers.as(publishers.token(publisher)).get(base).then().statusCode(403);
    }

    @Test
    void administratorsSetThePolicyOverTheApi() {
        Person admin = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.ADMIN);
        Person viewer = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.VIEWER);
        String token = publishers.token(admin);
        String path = "/api/admin/v1/stores/" + brand.store() + "/models/model-1/serial-policy";
        Publishers.as(token)
                .get(path)
                .then()
                .statusCode(200)
                .body("approval", equalTo("automatic"))
                .body("duplicates", equalTo("same-key"));
        Map<String, Object> wanted = Map.of(
                "approval",
                "manual",
                "duplicates",
                "ask",
                "hardware",
                false,
                "most",
                500,
                "rate",
                10,
                "rate-seconds",
                60,
                "closes",
                "2099-01-01T00:00:00Z",
                "remodel-from",
                List.of("model-0"),
                "reason",
                "line 3 starts");

        Publishers.json(publishers.token(viewer), wanted).put(path).then().statusCode(403);
        Publishers.json(token, wanted)
                .put(path)
                .then()
                .statusCode(200)
                .body("approval", equalTo("manual"))
                .body("most", equalTo(500))
                .body("remodel-from", contains("model-0"));

        assertThat(policies.of(brand.id(), MODEL).limits().rate())
                .contains(new SerialLimits.Rate(10, Duration.ofSeconds(60)));
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("approval", "maybe", "duplicates", "ask"),
                Map.of("approval", "manual", "duplicates", "perhaps"),
                Map.of("approval", "manual", "duplicates", "ask", "rate", 1),
                Map.of("approval", "manual", "duplicates", "ask", "most", -1))) {
            Publishers.json(token, bad).put(path).then().statusCode(400);
        }
        Publishers.json(token, wanted)
                .put(path.replace("model-1", "model-none"))
                .then()
                .statusCode(404);
    }

    // Bytes and traps -------------------------------------------------------------------------------------------------

    @Test
    void trap06RegistrationAnswersExactly200And202() {
        assertThat(http.post("/api/v1/snaps/auth/request-id", "").status()).isEqualTo(200);
        assertThat(http.post("/v1/request-id", "").status()).isEqualTo(200);
        assertThat(ask(device(0), "unit-1").status()).isEqualTo(200);
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        assertThat(ask(device(1), "unit-2").status()).isEqualTo(202);
    }

    @Test
    void trap08RequestIdNeedsNeitherContentTypeNorAccept() {
        for (String path : List.of("/api/v1/snaps/auth/request-id", "/v1/request-id")) {
            RawHttp.Answer answer = http.send("POST", path, List.of(), new byte[0]);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).contains("application/json");
            assertThat(TestDevice.field(answer, "request-id")).isNotEmpty();
        }
    }

    @Test
    void trap13And14RegistrationIsFoundRelativeToTheStoresUrl() {
        URI proxy = stores.require(brand.store()).url().orElseThrow();
        Assertion store = assertions
                .find(AssertionRef.of(AssertionType.STORE, brand.store().value()))
                .orElseThrow();

        assertThat(store.text("url")).isEqualTo(proxy.toString()).endsWith("/");
        assertThat(proxy.resolve("api/v1/snaps/auth/request-id").getPath())
                .isEqualTo(proxy.getPath() + "api/v1/snaps/auth/request-id");
        stores.setUrl(brand.store(), URI.create("https://store.example/eu"), ACTOR);
        Assertion moved = assertions
                .find(AssertionRef.of(AssertionType.STORE, brand.store().value()))
                .orElseThrow();
        assertThat(moved.text("url")).isEqualTo("https://store.example/eu/");
        assertThat(moved.revision()).isEqualTo(store.revision() + 1);
    }

    @Test
    void trap15TheProbeOfAProxyIsAnsweredWith200AndAVersion() {
        RawHttp.Answer probe = http.send("HEAD", "/", List.of("User-Agent: snapd/2.77"), new byte[0]);

        assertThat(probe.status()).isEqualTo(200);
        assertThat(Integer.parseInt(probe.header("Snap-Store-Version").orElseThrow()))
                .isGreaterThanOrEqualTo(55);
        Assertion request = device(0).serialRequest(device(0).requestId(), Map.of());
        serial(device(0).askSerial(request, "X-Snap-Device-Service-Url: https://store.example/v1/"));
    }

    @Test
    void trap16WhatFailsInsideIsAnsweredWith503AndNever500() {
        world.run("alter table serial_signing rename to serial_signing_away");
        try {
            RawHttp.Answer answer = ask(device(0), "unit-1");
            refused(answer, 503, "unavailable");
        } finally {
            world.run("alter table serial_signing_away rename to serial_signing");
        }
        assertThat(devices.find(new DeviceRef(brand.id(), MODEL, new SerialNumber("unit-1"))))
                .isEmpty();
        serial(ask(device(0), "unit-1"));
    }

    @Test
    void assertionTrap24ASerialOfAThirdPartyComesWithItsModel() {
        // serials are signed as the brand, never as somebody else: the stream needs no model
        assertThat(serial(ask(device(0), "unit-1")).text("authority-id"))
                .isEqualTo(brand.id().value());
    }

    @Test
    void assertionTrap32TheRequestIsNotEchoed() {
        List<Assertion> stream =
                AssertionStreamDecoder.decodeAll(ask(device(0), "unit-1").body());

        assertThat(stream).extracting(Assertion::type).doesNotContain(AssertionType.SERIAL_REQUEST);
        assertThat(stream.stream().filter(one -> one.type() == AssertionType.SERIAL))
                .hasSize(1);
        assertThat(stream).extracting(Assertion::type).contains(AssertionType.ACCOUNT_KEY, AssertionType.ACCOUNT);
    }

    @Test
    void theBodyOfTheRequestIsInTheSerial() {
        byte[] body = "{\"mac\":\"00:00:5e:00:53:01\"}".getBytes(StandardCharsets.UTF_8);

        Assertion serial =
                serial(device(0).askSerial(signedRequest(device(0), device(0).requestId(), body)));

        assertThat(serial.body()).isEqualTo(body);
    }
}
