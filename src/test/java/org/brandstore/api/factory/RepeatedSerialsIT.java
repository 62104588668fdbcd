package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.database.AtOnce;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.model.SerialPolicy;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device repeats its request when it has heard nothing, and the first may be in work still. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RepeatedSerialsIT extends SerialServiceFixture {
    private static final int ROUNDS = 8;
    private static final int ASKERS = 4;

    @ParameterizedTest
    @EnumSource(DuplicatePolicy.class)
    void oneRequestGetsOneSerialHoweverOftenItIsSent(DuplicatePolicy duplicates) throws Exception {
        rules(duplicates);
        for (int round = 0; round < ROUNDS; round++) {
            TestDevice device = device(round);
            Assertion request = device.serialRequest(device.requestId(), Map.of("serial", "SN-" + round));
            Set<String> answers = new HashSet<>();
            for (RawHttp.Answer answer : AtOnce.answers(ASKERS, () -> device.askSerial(request))) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                answers.add(answer.text());
            }
            answers.add(device.askSerial(request).text());
            assertThat(answers).hasSize(1);
            assertThat(log()).as("signed so far").hasSize(round + 1);
        }
    }

    /** Each of them comes with a request id of its own. */
    @Test
    void oneKeyGetsOneSerialHoweverManyRequestsItSends() throws Exception {
        rules(DuplicatePolicy.SAME_KEY);
        for (int round = 0; round < ROUNDS; round++) {
            TestDevice device = device(round);
            List<RawHttp.Answer> answers =
                    AtOnce.answers(ASKERS, () -> device.askSerial(device.serialRequest(device.requestId(), Map.of())));
            assertThat(answers)
                    .extracting(answer -> serial(answer).text("serial"))
                    .containsOnly(serial(answers.getFirst()).text("serial"));
            assertThat(log()).hasSize(round + 1);
        }
    }

    @Test
    void aDeviceThatWaitsWaitsOnce() throws Exception {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        for (int round = 0; round < ROUNDS; round++) {
            TestDevice device = device(round);
            Assertion request = device.serialRequest(device.requestId(), Map.of("serial", "SN-" + round));
            assertThat(AtOnce.answers(ASKERS, () -> device.askSerial(request)))
                    .extracting(RawHttp.Answer::status)
                    .containsOnly(202);
            assertThat(queue.waiting(List.of(brand.store()))).hasSize(round + 1);
        }
    }
}
