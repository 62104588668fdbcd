package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.serial.SerialLimits;
import org.brandstore.device.serial.log.SignedSerial;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** What is written down of serials, what managers set, and the bytes and traps of registration (device-api.md 4). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialServiceIT extends SerialServiceFixture {
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
        String proposal = Publishers.json(token, wanted)
                .put(path)
                .then()
                .statusCode(202)
                .extract()
                .path("proposal");
        Person second = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.ADMIN);
        Publishers.json(publishers.token(second), Map.of("reason", "agreed"))
                .post("/api/admin/v1/proposals/" + proposal + "/approve")
                .then()
                .statusCode(200);
        Publishers.as(token)
                .get(path)
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
