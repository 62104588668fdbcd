package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.serial.SerialLimits;
import org.brandstore.device.serial.SerialRules;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.device.serial.log.SigningKind;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** Who may have a serial at all: limits by number, rate and time, and changes of model (brand-store-features.md 2.1). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialLimitsIT extends SerialServiceFixture {
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

    private RawHttp.Answer remodel(TestDevice device, Assertion former, String... headers) {
        Assertion request = device.serialRequest(
                device.requestId(),
                Map.of(
                        "original-brand-id", brand.id().value(),
                        "original-model", former.text("model"),
                        "original-serial", former.text("serial")));
        return device.askSerial(DEVICES, AssertionStreams.join(List.of(request, device.model(), former)), headers);
    }

    @Test
    void aDeviceThatChangesItsModelMayShowTheKeyOfItsFormerOne() {
        String old = models.renewApiKey(brand.id(), MODEL, ACTOR);
        TestDevice device = device(0);
        Assertion former = serial(
                device.askSerial(device.serialRequest(device.requestId(), Map.of("serial", "u-1")), "api-key: " + old));
        TestDevice changed = new TestDevice(http, world.model(brand.id(), "model-2", brand.store()), KEYS.get(0));
        String next = models.renewApiKey(brand.id(), new ModelName("model-2"), ACTOR);

        refused(remodel(changed, former), 401, "invalid-credentials");
        refused(remodel(changed, former, "api-key: " + old + "x"), 401, "invalid-credentials");
        assertThat(serial(remodel(changed, former, "api-key: " + old)).text("serial"))
                .isEqualTo("u-1");
        serial(remodel(changed, former, "api-key: " + next));
        refused(
                changed.askSerial(changed.serialRequest(changed.requestId(), Map.of()), "api-key: " + old),
                401,
                "invalid-credentials");
    }

    @Test
    void aModelWithoutKeyOpensNoModelThatHasOne() {
        Assertion former = serial(ask(device(0), "unit-1"));
        TestDevice changed = new TestDevice(http, world.model(brand.id(), "model-2", brand.store()), KEYS.get(0));
        models.renewApiKey(brand.id(), new ModelName("model-2"), ACTOR);

        refused(remodel(changed, former, "api-key: anything"), 401, "invalid-credentials");
        refused(remodel(changed, former), 401, "invalid-credentials");
    }

    @Test
    void theKeyOfAFormerModelIsGoodWithAFormerSerialThatVerifiesOnly() {
        String old = models.renewApiKey(brand.id(), MODEL, ACTOR);
        device(1);
        TestDevice changed = new TestDevice(http, world.model(brand.id(), "model-2", brand.store()), KEYS.get(0));
        models.renewApiKey(brand.id(), new ModelName("model-2"), ACTOR);
        Assertion forged = signedElsewhere(TestDevice.newKey(), device(0), "unit-1", 0);

        refused(remodel(changed, forged, "api-key: " + old), 400, "invalid-assertion");
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
}
