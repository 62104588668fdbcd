package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.model.SerialPolicy;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StrictSiteProfile;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** One client does not bring any number of devices, unless it has the model's API key. */
@QuarkusTest
@TestProfile(StrictSiteProfile.class)
class NewcomersIT extends SerialServiceFixture {
    private static RawHttp.Answer askFrom(String client, TestDevice device, String... more) {
        Assertion request = device.serialRequest(device.requestId(), Map.of());
        String[] headers = new String[more.length + 1];
        System.arraycopy(more, 0, headers, 0, more.length);
        headers[more.length] = "X-Forwarded-For: " + client;
        return device.askSerial(
                "/v1/serial", AssertionStreams.join(java.util.List.of(request, device.model())), headers);
    }

    @Test
    void oneClientDoesNotBringAnyNumberOfDevices() {
        for (int i = 0; i < StrictSiteProfile.NEWCOMERS; i++) {
            serial(askFrom("192.0.2.1", device(i)));
        }

        refused(askFrom("192.0.2.1", device(StrictSiteProfile.NEWCOMERS)), 503, "unavailable");
        serial(askFrom("192.0.2.1", device(0))); // it is known
        serial(askFrom("192.0.2.2", device(StrictSiteProfile.NEWCOMERS)));
    }

    @Test
    void oneClientDoesNotFillTheQueue() {
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);
        for (int i = 0; i < StrictSiteProfile.NEWCOMERS; i++) {
            assertThat(askFrom("2001:db8::" + i, device(i)).status()).isEqualTo(202);
        }

        refused(askFrom("2001:db8::ffff", device(StrictSiteProfile.NEWCOMERS)), 503, "unavailable");
        assertThat(askFrom("2001:db8::1", device(0)).status()).isEqualTo(202);
        assertThat(queue.waiting(brand.id())).hasSize(StrictSiteProfile.NEWCOMERS);
    }

    @Test
    void aFactoryWithTheModelsKeyIsNotLimited() {
        String key = models.renewApiKey(brand.id(), MODEL, ACTOR);

        for (int i = 0; i < StrictSiteProfile.NEWCOMERS + 2; i++) {
            serial(askFrom("192.0.2.3", device(i), "api-key: " + key));
        }
    }
}
