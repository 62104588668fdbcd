package org.brandstore.api.publisher;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.model.Models;
import org.brandstore.naming.StoreId;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;

/** What tests of this subject have in common. */
abstract class StatementCase {
    static final String MEDIA_TYPE = "application/x.ubuntu.assertion";
    static final String SETS = "/api/v2/validation-sets";
    static final String SCHEMAS = "/api/v2/confdb-schemas";

    @Inject
    Publishers publishers;

    @Inject
    Models models;

    Brand brand;
    Person person;
    String token;
    AssertionSigner signer;
    AssertionSigner brandSigner;
    String name;
    String id;

    @BeforeEach
    void registerKeyAndSnap() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        signer = DeveloperKeys.register(token, person.account(), "signing");
        brandSigner = publishers.brandKey(brand);
        name = publishers.unique("app");
        id = register(token, brand, name);
    }

    static Response send(String token, String path, String text) {
        EncoderConfig asText = encoderConfig().encodeContentTypeAs(MEDIA_TYPE, ContentType.TEXT);
        return as(token)
                .config(RestAssured.config().encoderConfig(asText))
                .contentType(MEDIA_TYPE)
                .body(text)
                .post(path);
    }

    Map<String, Object> setRequest(int sequence, Object... snaps) {
        return Map.of(
                "account-id",
                person.account().value(),
                "name",
                "base-set",
                "sequence",
                sequence,
                "snaps",
                List.of(snaps));
    }

    Map<String, Object> build(String path, Map<String, Object> request) {
        return json(token, request)
                .post(path + "/build-assertion")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
    }

    static void assertKeys(Map<String, ?> item, String... keys) {
        assertThat(new TreeSet<>(item.keySet())).isEqualTo(new TreeSet<>(Arrays.asList(keys)));
    }

    /** A model whose devices obey the person's set. */
    void sell(String modelName, StoreId store) {
        Map<String, Object> model = new TreeMap<>();
        model.put("type", "model");
        model.put("authority-id", brand.account().value());
        model.put("series", "16");
        model.put("brand-id", brand.account().value());
        model.put("model", modelName);
        model.put("architecture", "amd64");
        model.put("gadget", "some-gadget");
        model.put("kernel", "some-kernel");
        model.put("store", store.value());
        model.put(
                "validation-sets",
                List.of(Map.of("account-id", person.account().value(), "name", "base-set", "mode", "enforce")));
        model.put(
                "timestamp",
                Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString());
        models.accept(
                AssertionDecoder.decode(
                        DeveloperKeys.sign(model, brandSigner).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Actor.cli());
    }

    void policy(StoreId store, int stable) {
        for (String risk : List.of("stable", "candidate", "beta", "edge")) {
            publishers.sql(
                    "insert into release_policy (store_id, risk, approvals, version) values (?1, ?2, ?3, 0)"
                            + " on conflict (store_id, risk) do update set approvals = excluded.approvals",
                    store.value(),
                    risk,
                    risk.equals("stable") ? stable : 0);
        }
    }

    List<String> sequences(String path) {
        return as(token).get(path).then().statusCode(200).extract().jsonPath().getList("assertions.headers.sequence");
    }

    Map<String, Object> schemaRequest(String schema, String view) {
        return Map.of(
                "account-id",
                person.account().value(),
                "name",
                schema,
                "views",
                Map.of(view, Map.of("rules", List.of(Map.of("storage", "ssid")))),
                "body",
                "{\"storage\": {\"schema\": {\"ssid\": \"string\"}}}");
    }

    void refuses(String path, Map<String, Object> request, String why) {
        json(token, request)
                .post(path + "/build-assertion")
                .then()
                .statusCode(400)
                .body("'error-list'[0].code", equalTo("invalid-field"))
                .body("'error-list'[0].message", containsString(why));
    }

    static Map<String, Object> changed(Map<String, Object> headers, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(headers);
        changed.put(key, value);
        return changed;
    }

    Map<String, Object> schemaRequest() {
        return Map.of(
                "account-id",
                person.account().value(),
                "name",
                "network",
                "summary",
                "Network settings",
                "views",
                Map.of(
                        "wifi",
                        Map.of(
                                "summary",
                                "Wireless",
                                "rules",
                                List.of(Map.of(
                                        "request",
                                        "ssid",
                                        "storage",
                                        "wifi.ssid",
                                        "access",
                                        "read-write",
                                        "content",
                                        List.of(Map.of("storage", "wifi.ssid.name")))))),
                "body",
                "{\"storage\": {\"schema\": {\"wifi\": {\"schema\": {\"ssid\": \"string\"}}}}}");
    }

    Map<String, Object> validation(String approved, int revision) {
        return new HashMap<>(Map.of(
                "type",
                "validation",
                "authority-id",
                brand.account().value(),
                "series",
                "16",
                "snap-id",
                id,
                "approved-snap-id",
                approved,
                "approved-snap-revision",
                Integer.toString(revision),
                "revoked",
                "false",
                "timestamp",
                Instant.now().toString()));
    }

    Response validate(String token, Map<String, Object> headers) {
        return json(token, Map.of("assertion", DeveloperKeys.sign(headers, brandSigner)))
                .put("/dev/api/snaps/{id}/validations", id);
    }

    List<Map<String, Object>> validations(String query) {
        return as(token)
                .get("/dev/api/snaps/{id}/validations" + query, id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    Map<String, Object> snapBuild(String snap) {
        return new HashMap<>(Map.of(
                "type",
                "snap-build",
                "authority-id",
                person.account().value(),
                "snap-sha3-384",
                "A".repeat(64),
                "developer-id",
                person.account().value(),
                "grade",
                "stable",
                "snap-id",
                snap,
                "snap-size",
                "4096",
                "timestamp",
                OffsetDateTime.now(ZoneOffset.ofHours(2)).withNano(0).toString()));
    }

    Response sendBuild(Map<String, Object> headers) {
        return json(token, Map.of("assertion", DeveloperKeys.sign(headers, signer)))
                .post("/dev/api/snaps/{id}/builds", id);
    }
}
