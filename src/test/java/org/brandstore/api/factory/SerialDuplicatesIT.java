package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.device.serial.log.SigningKind;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a serial that a device has already, by approval and rule (brand-store-features.md 2.1). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialDuplicatesIT extends SerialServiceFixture {
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
}
