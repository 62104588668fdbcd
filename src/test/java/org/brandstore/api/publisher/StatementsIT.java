package org.brandstore.api.publisher;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.model.Models;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What developers sign and send: validation sets, schemas of configuration, the word of gating snaps, builds
 * (publisher-api.md 4.16 to 4.19 and 6.2).
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StatementsIT {
    private static final String MEDIA_TYPE = "application/x.ubuntu.assertion";
    private static final String SETS = "/api/v2/validation-sets";
    private static final String SCHEMAS = "/api/v2/confdb-schemas";

    @Inject
    Publishers publishers;

    @Inject
    Models models;

    private Brand brand;
    private Person person;
    private String token;
    private AssertionSigner signer;
    private AssertionSigner brandSigner;
    private String name;
    private String id;

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

    private static Response send(String token, String path, String text) {
        EncoderConfig asText = encoderConfig().encodeContentTypeAs(MEDIA_TYPE, ContentType.TEXT);
        return as(token)
                .config(RestAssured.config().encoderConfig(asText))
                .contentType(MEDIA_TYPE)
                .body(text)
                .post(path);
    }

    private Map<String, Object> setRequest(int sequence, Object... snaps) {
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

    private Map<String, Object> build(String path, Map<String, Object> request) {
        return json(token, request)
                .post(path + "/build-assertion")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
    }

    private static void assertKeys(Map<String, ?> item, String... keys) {
        assertThat(new TreeSet<>(item.keySet())).isEqualTo(new TreeSet<>(Arrays.asList(keys)));
    }

    @Test
    void aValidationSetIsBuiltSignedSentAndListed() {
        push(token, name, SnapFile.app(name, "1.0"));
        Map<String, Object> headers = build(
                SETS,
                setRequest(
                        1,
                        Map.of("name", name, "revision", 1, "presence", "required"),
                        Map.of("name", "elsewhere", "id", "e".repeat(32), "components", Map.of("model", "optional"))));

        assertKeys(
                headers,
                "type",
                "authority-id",
                "revision",
                "series",
                "account-id",
                "name",
                "sequence",
                "snaps",
                "timestamp");
        assertThat(headers)
                .containsEntry("authority-id", person.account().value())
                .containsEntry("sequence", 1)
                .containsEntry("revision", "0")
                .containsEntry(
                        "snaps",
                        List.of(
                                Map.of("name", name, "id", id, "presence", "required", "revision", 1),
                                Map.of(
                                        "name",
                                        "elsewhere",
                                        "id",
                                        "e".repeat(32),
                                        "components",
                                        Map.of("model", "optional"))));
        JsonPath accepted = send(token, SETS, DeveloperKeys.sign(headers, signer))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(accepted.getList("assertions")).hasSize(1);
        Map<String, Object> listed =
                as(token).get(SETS + "/base-set").jsonPath().getMap("assertions[0].headers");
        assertKeys(
                listed,
                "type",
                "authority-id",
                "series",
                "account-id",
                "name",
                "sequence",
                "snaps",
                "timestamp",
                "sign-key-sha3-384");
        assertThat(listed).isEqualTo(accepted.getMap("assertions[0].headers"));
    }

    @Test
    void aSetThatDevicesObeyIsNotChangedByItsAuthorAlone() {
        sell("obedient", brand.store());
        String set = DeveloperKeys.sign(build(SETS, setRequest(1, Map.of("name", name))), signer);

        send(token, SETS, set).then().statusCode(409);

        assertThat(sequences(SETS)).isEmpty();
        String admin = publishers.token(publishers.person(brand, Role.ADMIN));
        String proposal = as(admin).get("/api/admin/v1/proposals").path("[0].id");
        json(admin, Map.of("reason", "tested"))
                .post("/api/admin/v1/proposals/" + proposal + "/approve")
                .then()
                .statusCode(200);
        assertThat(sequences(SETS)).containsExactly("1");
    }

    /** A model whose devices obey the person's set. */
    private void sell(String modelName, StoreId store) {
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

    private void policy(StoreId store, int stable) {
        for (String risk : List.of("stable", "candidate", "beta", "edge")) {
            publishers.sql(
                    "insert into release_policy (store_id, risk, approvals, version) values (?1, ?2, ?3, 0)"
                            + " on conflict (store_id, risk) do update set approvals = excluded.approvals",
                    store.value(),
                    risk,
                    risk.equals("stable") ? stable : 0);
        }
    }

    /** Devices of several stores may obey one set: the loosest of them does not decide for the others. */
    @Test
    void aSetTakesAsManyApprovalsAsTheStrictestStoreWhoseDevicesObeyIt() {
        StoreId second = publishers.store(brand.account());
        StoreId third = publishers.store(brand.account());
        for (StoreId store : List.of(brand.store(), second, third)) {
            policy(store, store.equals(second) ? 2 : 0);
            sell("model-" + store.value(), store);
        }
        Person admin = publishers.person(brand, Role.ADMIN);
        publishers.grant(admin, second, Role.ADMIN);

        send(token, SETS, DeveloperKeys.sign(build(SETS, setRequest(1, Map.of("name", name))), signer))
                .then()
                .statusCode(409);

        assertThat(sequences(SETS)).isEmpty();
        as(publishers.token(admin)).get("/api/admin/v1/proposals").then().body("[0].approvals-needed", equalTo(2));
    }

    /** No channel offers it, but devices have it because a set tells them to: they would be left with nothing. */
    @Test
    void aRevisionThatDevicesAreToldToHaveIsNotWithdrawnAlone() {
        push(token, name, SnapFile.app(name, "1.0"));
        push(token, name, SnapFile.app(name, "2.0"));
        policy(brand.store(), 0);
        sell("obedient", brand.store());
        String set = DeveloperKeys.sign(build(SETS, setRequest(1, Map.of("name", name, "revision", 1))), signer);
        send(token, SETS, set).then().statusCode(200);
        policy(brand.store(), 1);

        String withdraw = "/api/admin/v1/snaps/" + id + "/revisions/";
        Map<String, String> why = Map.of("reason", "for a test");
        json(token, why).post(withdraw + "1/withdraw").then().statusCode(202);
        assertThat(publishers.count(
                        "select count(*) from snap_revision where snap_id = ?1 and withdrawn_at is not null", id))
                .isZero();
        json(token, why).post(withdraw + "2/withdraw").then().statusCode(200);
    }

    @Test
    void setsAreListedBySequence() {
        for (int sequence : List.of(1, 2, 3)) {
            send(token, SETS, DeveloperKeys.sign(build(SETS, setRequest(sequence, Map.of("name", name))), signer))
                    .then()
                    .statusCode(200);
        }
        Map<String, Object> again = build(SETS, setRequest(3, Map.of("name", name, "presence", "optional")));
        assertThat(again).containsEntry("revision", "1");
        send(token, SETS, DeveloperKeys.sign(again, signer)).then().statusCode(200);

        assertThat(sequences(SETS)).containsExactly("3");
        assertThat(sequences(SETS + "?sequence=latest")).containsExactly("3");
        assertThat(sequences(SETS + "/base-set?sequence=all")).containsExactly("1", "2", "3");
        assertThat(sequences(SETS + "/base-set?sequence=2")).containsExactly("2");
        assertThat(as(token).get(SETS + "/base-set").<String>path("assertions[0].headers.revision"))
                .isEqualTo("1");
        as(token).get(SETS + "?sequence=first").then().statusCode(400);
    }

    private List<String> sequences(String path) {
        return as(token).get(path).then().statusCode(200).extract().jsonPath().getList("assertions.headers.sequence");
    }

    /** Trap 16: the tool can make the first one only if this is no 404. */
    @Test
    void anUnknownSetOrSchemaIsAnEmptyList() {
        as(token).get(SETS + "/nothing").then().statusCode(200).body("assertions", empty());
        as(token).get(SETS + "/nothing?sequence=4").then().statusCode(200).body("assertions", empty());
        as(token).get(SCHEMAS + "/nothing").then().statusCode(200).body("assertions", empty());
        as(token).get(SETS).then().statusCode(200).body("assertions", empty());
        as(token).get(SCHEMAS).then().statusCode(200).body("assertions", empty());
    }

    @Test
    void whatWouldBeRefusedLaterIsRefusedBeforeItIsSigned() {
        refuses(SETS, setRequest(1), "at least one snap");
        refuses(SETS, setRequest(0, Map.of("name", name)), "sequence");
        refuses(SETS, setRequest(1, Map.of("name", "nobodys")), "id");
        refuses(SETS, setRequest(1, Map.of("name", name), Map.of("name", name)), "twice");
        refuses(SETS, setRequest(1, Map.of("name", name, "revision", 9)), "no revision 9");
        refuses(SETS, setRequest(1, Map.of("name", "other", "id", id)), "which is that of");
        refuses(SETS, setRequest(1, Map.of("name", name, "presence", "maybe")), "required, optional or invalid");
        refuses(
                SETS,
                setRequest(
                        1,
                        Map.of("name", name, "components", Map.of("c", Map.of("presence", "required", "revision", 1)))),
                "must have no revision");
        Map<String, Object> foreign = new HashMap<>(setRequest(1, Map.of("name", name)));
        foreign.put("account-id", "somebody-else");
        refuses(SETS, foreign, "your own account");
    }

    /** {@code snap sign} refuses them, when all has been written already. */
    @Test
    void aNameThatCannotBeSignedIsRefusedBeforeItIsSigned() {
        Map<String, Object> set = new HashMap<>(setRequest(1, Map.of("name", name)));
        for (String bad : List.of("Base-Set", "base_set", "base--set", "-base", "base.set")) {
            set.put("name", bad);
            refuses(SETS, set, "is no name");
        }
        for (String bad : List.of("Network", "net_work", "net--work", "9net", "net-")) {
            refuses(SCHEMAS, schemaRequest(bad, "wifi"), "is no name");
            refuses(SCHEMAS, schemaRequest("network", bad), "is no name");
        }
    }

    /** Not 503, which asks clients to try again for ever. */
    @Test
    void aNameThatIsTooLongToBeKeptIsRefusedForGood() {
        push(token, name, SnapFile.app(name, "1.0"));
        Map<String, Object> headers = build(SETS, setRequest(1, Map.of("name", name)));
        String longName =
                Stream.generate(UUID::randomUUID).limit(250).map(UUID::toString).collect(Collectors.joining("-"));
        send(token, SETS, DeveloperKeys.sign(changed(headers, "name", longName), signer))
                .then()
                .statusCode(400);
    }

    private Map<String, Object> schemaRequest(String schema, String view) {
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

    private void refuses(String path, Map<String, Object> request, String why) {
        json(token, request)
                .post(path + "/build-assertion")
                .then()
                .statusCode(400)
                .body("'error-list'[0].code", equalTo("invalid-field"))
                .body("'error-list'[0].message", containsString(why));
    }

    @Test
    void aSetOfAnotherAccountOrAnUnknownKeyIsRefused() {
        Map<String, Object> headers = build(SETS, setRequest(1, Map.of("name", name)));
        Brand other = publishers.brand();
        Person strange = publishers.person(other, Role.PUBLISHER);
        String stranger = publishers.token(strange);
        AssertionSigner strangerKey = DeveloperKeys.register(stranger, strange.account(), "signing");

        send(token, SETS, DeveloperKeys.sign(headers, TestAuthority.newSigner()))
                .then()
                .statusCode(400);
        send(token, SETS, DeveloperKeys.sign(headers, strangerKey)).then().statusCode(400);
        send(stranger, SETS, DeveloperKeys.sign(headers, signer))
                .then()
                .statusCode(400)
                .body("'error-list'[0].message", containsString("authority-id"));
        send(token, SETS, "type: validation-set\n").then().statusCode(400);
        String good = DeveloperKeys.sign(headers, signer);
        send(token, SETS, good.replace("base-set", "bade-set")).then().statusCode(400);
        send(token, SETS, good).then().statusCode(200);
        send(token, SETS, good).then().statusCode(200);
        send(token, SETS, DeveloperKeys.sign(changed(headers, "timestamp", "2027-01-01T00:00:00Z"), signer))
                .then()
                .statusCode(409)
                .body("'error-list'[0].code", equalTo("conflict"));
        assertThat(as(stranger).get(SETS).<List<?>>path("assertions")).isEmpty();
    }

    @Test
    void aSetOfTheBrandIsSignedByItsKeyAloneAndHandedInByWhoDecides() {
        Map<String, Object> request = new HashMap<>(setRequest(1, Map.of("name", name)));
        request.put("account-id", brand.account().value());
        refuses(SETS, request, "a brand whose administrator or release manager you are");

        Person decider = publishers.person(brand, Role.RELEASE_MANAGER);
        String deciding = publishers.token(decider);
        AssertionSigner own = DeveloperKeys.register(deciding, decider.account(), "signing");
        Map<String, Object> headers = json(deciding, request)
                .post(SETS + "/build-assertion")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
        assertThat(headers).containsEntry("authority-id", brand.account().value());
        send(deciding, SETS, DeveloperKeys.sign(headers, own)).then().statusCode(400);
        String signed = DeveloperKeys.sign(headers, brandSigner);
        send(token, SETS, signed)
                .then()
                .statusCode(400)
                .body("'error-list'[0].message", containsString("authority-id"));
        send(deciding, SETS, signed).then().statusCode(200);

        assertThat(as(token).get(SETS).jsonPath().getList("assertions.headers.account-id"))
                .as("who works in a store of the brand reads its sets")
                .containsExactly(brand.account().value());
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.ADMIN));
        assertThat(as(stranger).get(SETS).<List<?>>path("assertions")).isEmpty();
    }

    @Test
    void aPersonsOwnKeyDoesNotSpeakForTheSnapsOfTheBrand() {
        Map<String, Object> headers = validation(id, 1);
        headers.put("authority-id", person.account().value());
        json(token, Map.of("assertion", DeveloperKeys.sign(headers, signer)))
                .put("/dev/api/snaps/{id}/validations", id)
                .then()
                .statusCode(400)
                .body("error_list[0].message", containsString(brand.account().value()));
    }

    private static Map<String, Object> changed(Map<String, Object> headers, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(headers);
        changed.put(key, value);
        return changed;
    }

    private Map<String, Object> schemaRequest() {
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

    @Test
    void aSchemaIsBuiltSignedSentAndListed() {
        Map<String, Object> headers = build(SCHEMAS, schemaRequest());

        assertKeys(
                headers,
                "type",
                "authority-id",
                "revision",
                "account-id",
                "name",
                "summary",
                "views",
                "timestamp",
                "body");
        String body = (String) headers.get("body");
        assertThat(body).startsWith("{\n  \"storage\": {");
        JsonPath accepted = send(token, SCHEMAS, DeveloperKeys.sign(headers, signer))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(accepted.getList("assertions")).hasSize(1);
        assertThat(accepted.getString("assertions[0].body")).isEqualTo(body);
        JsonPath listed = as(token).get(SCHEMAS + "/network").jsonPath();
        assertKeys(listed.getMap("assertions[0]"), "headers", "body");
        assertKeys(
                listed.getMap("assertions[0].headers"),
                "type",
                "authority-id",
                "account-id",
                "name",
                "summary",
                "views",
                "timestamp",
                "body-length",
                "sign-key-sha3-384");
        assertThat(listed.getMap("assertions[0].headers.views"))
                .isEqualTo(schemaRequest().get("views"));
        assertThat(build(SCHEMAS, schemaRequest())).containsEntry("revision", "1");
        assertThat(as(token).get(SCHEMAS).<List<?>>path("assertions")).hasSize(1);
    }

    @Test
    void aSchemaWithKeysThatTheToolWouldDieOfIsRefused() {
        Map<String, Object> rule = Map.of("storage", "a", "parameters", Map.of());
        Map<String, Object> request = new HashMap<>(schemaRequest());
        request.put("views", Map.of("wifi", Map.of("rules", List.of(rule))));
        refuses(SCHEMAS, request, "parameters");
        Map<String, Object> headers = build(SCHEMAS, schemaRequest());
        headers.put("views", Map.of("wifi", Map.of("rules", List.of(Map.of("storage", "a", "parameters", "b")))));
        send(token, SCHEMAS, DeveloperKeys.sign(headers, signer))
                .then()
                .statusCode(400)
                .body("'error-list'[0].message", containsString("parameters"));
        request.put("views", Map.of());
        refuses(SCHEMAS, request, "at least one view");
        request.putAll(schemaRequest());
        request.put("body", "{");
        refuses(SCHEMAS, request, "body");
    }

    private Map<String, Object> validation(String approved, int revision) {
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

    private Response validate(String token, Map<String, Object> headers) {
        return json(token, Map.of("assertion", DeveloperKeys.sign(headers, brandSigner)))
                .put("/dev/api/snaps/{id}/validations", id);
    }

    private List<Map<String, Object>> validations(String query) {
        return as(token)
                .get("/dev/api/snaps/{id}/validations" + query, id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    @Test
    void aRevisionIsApprovedAndRevoked() {
        String gated = publishers.unique("gated");
        String gatedId = register(token, brand, gated);
        assertThat(validations("")).isEmpty();
        validate(token, validation(gatedId, 3)).then().statusCode(400);
        for (int version = 1; version <= 3; version++) {
            push(token, gated, SnapFile.app(gated, version + ".0"));
        }

        validate(token, validation(gatedId, 3)).then().statusCode(200);

        assertThat(validations("")).hasSize(1);
        Map<String, Object> item = validations("").getFirst();
        assertKeys(
                item,
                "type",
                "authority-id",
                "series",
                "snap-id",
                "approved-snap-id",
                "approved-snap-name",
                "approved-snap-revision",
                "required",
                "revoked",
                "timestamp",
                "sign-key-sha3-384");
        assertThat(item)
                .containsEntry("approved-snap-revision", "3")
                .containsEntry("approved-snap-name", gated)
                .containsEntry("revoked", false)
                .containsEntry("required", false);
        Map<String, Object> revoked = validation(gatedId, 3);
        revoked.put("revoked", "true");
        revoked.put("revision", "1");
        validate(token, revoked).then().statusCode(200);
        assertThat(validations("")).isEmpty();
        assertThat(validations("?include_revoked=1"))
                .singleElement()
                .satisfies(found ->
                        assertThat(found).containsEntry("revoked", true).containsEntry("revision", "1"));
        validate(token, validation(gatedId, 3)).then().statusCode(409);
    }

    @Test
    void onlyThePublisherOfTheGatingSnapSpeaksForIt() {
        String gated = publishers.unique("gated");
        String gatedId = register(token, brand, gated);
        push(token, gated, SnapFile.app(gated, "1.0"));
        Map<String, Object> good = validation(gatedId, 1);

        Map<String, Object> unknown = validation("u".repeat(32), 1);
        validate(token, unknown).then().statusCode(400).body("error_list[0].message", containsString("no snap"));
        Map<String, Object> other = new HashMap<>(good);
        other.put("snap-id", gatedId);
        validate(token, other).then().statusCode(400);
        json(token, Map.of("assertion", "type: validation\n"))
                .put("/dev/api/snaps/{id}/validations", id)
                .then()
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"));
        String viewer = publishers.token(publishers.person(brand, publishers.account(), Role.VIEWER));
        validate(viewer, good).then().statusCode(403);
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.PUBLISHER));
        validate(stranger, good).then().statusCode(404);
        validate(token, good).then().statusCode(200);
    }

    /** Trap 20: a 404 would make the tool sign the name as if it were an id. */
    @Test
    void theIdOfANameIsToldAndAnUnknownNameIsNoNotFound() {
        as(token)
                .header("Snap-Device-Series", "16")
                .get("/v2/snaps/info/{name}?fields=snap-id", name)
                .then()
                .statusCode(200)
                .body("snap-id", equalTo(id));
        as(token)
                .get("/v2/snaps/info/{id}?fields=snap-id", id)
                .then()
                .statusCode(200)
                .body("snap-id", equalTo(id));
        as(token)
                .get("/v2/snaps/info/no-such-snap?fields=snap-id")
                .then()
                .statusCode(400)
                .body("'error-list'[0].message", containsString("no-such-snap"));
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.PUBLISHER));
        as(stranger).get("/v2/snaps/info/{name}?fields=snap-id", name).then().statusCode(400);
        as("wrong").get("/v2/snaps/info/{name}?fields=snap-id", name).then().statusCode(401);
    }

    private Map<String, Object> snapBuild(String snap) {
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

    private Response sendBuild(Map<String, Object> headers) {
        return json(token, Map.of("assertion", DeveloperKeys.sign(headers, signer)))
                .post("/dev/api/snaps/{id}/builds", id);
    }

    @Test
    void aBuildIsKept() {
        Map<String, Object> build = snapBuild(id);
        build.put("snap-sha3-384", publishers.unique("B".repeat(55)));
        sendBuild(build).then().statusCode(200);
        sendBuild(build).then().statusCode(200);
        build.put("timestamp", Instant.now().plusSeconds(5).toString());
        sendBuild(build).then().statusCode(200);
        build.put("grade", "devel");
        sendBuild(build).then().statusCode(409);
        build.put("snap-id", "o".repeat(32));
        sendBuild(build).then().statusCode(400).body("error_list[0].code", equalTo("invalid-field"));
        Map<String, Object> unknown = snapBuild(id);
        json(token, Map.of("assertion", DeveloperKeys.sign(unknown, TestAuthority.newSigner())))
                .post("/dev/api/snaps/{id}/builds", id)
                .then()
                .statusCode(400);
        json(token, Map.of()).post("/dev/api/snaps/{id}/builds", id).then().statusCode(400);
    }

    @Test
    void aLimitedCredentialSignsNothingForTheWholeAccount() {
        CredentialLimits limits = new CredentialLimits(
                Optional.of(Set.of(new SnapName(name))), Optional.of(Set.of("edge")), Optional.empty());
        String limited = publishers
                .issue(person, CredentialKind.TOKEN, EnumSet.allOf(Permission.class), limits)
                .secret();
        Map<String, Object> headers = build(SETS, setRequest(1, Map.of("name", name)));
        Map<String, Object> schema = build(SCHEMAS, schemaRequest());

        json(limited, setRequest(1, Map.of("name", name)))
                .post(SETS + "/build-assertion")
                .then()
                .statusCode(403);
        send(limited, SETS, DeveloperKeys.sign(headers, signer)).then().statusCode(403);
        json(limited, schemaRequest()).post(SCHEMAS + "/build-assertion").then().statusCode(403);
        send(limited, SCHEMAS, DeveloperKeys.sign(schema, signer)).then().statusCode(403);
        as(limited).get(SETS).then().statusCode(403);
        as(limited).get(SCHEMAS).then().statusCode(403);
        validate(limited, validation(id, 1)).then().statusCode(403);
        json(limited, Map.of("account_key_request", "x"))
                .post("/dev/api/account/account-key")
                .then()
                .statusCode(403);
        String viewer = publishers.token(publishers.person(brand, Role.VIEWER));
        send(viewer, SETS, DeveloperKeys.sign(headers, signer)).then().statusCode(403);
    }
}
