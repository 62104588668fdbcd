package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.store.Visibility;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names: once and for ever within a brand, unknown to every other brand (publisher-api.md 4.3). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RegisterNameIT {
    @Inject
    Publishers publishers;

    @Inject
    AssertionDatabase assertions;

    @Inject
    Visibility visibility;

    private Brand brand;
    private Person person;
    private String token;
    private String name;

    @BeforeEach
    void nameFree() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("name");
    }

    private static ValidatableResponse ask(String token, Object body) {
        return json(token, body).post("/dev/api/register-name/").then();
    }

    @Test
    void aRegisteredNameIsDeclaredAndShownByItsStore() {
        String id = register(token, brand, name);

        Assertion declaration = assertions
                .find(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id))
                .orElseThrow();
        assertThat(declaration.text("snap-name")).isEqualTo(name);
        assertThat(declaration.text("publisher-id")).isEqualTo(brand.account().value());
        assertThat(visibility.of(brand.store()))
                .singleElement()
                .satisfies(offer -> assertThat(offer.snap()).isEqualTo(new SnapId(id)));
        as(token)
                .get("/dev/api/account")
                .then()
                .body("snaps.'16'.'" + name + "'.snap-id", equalTo(id))
                .body("snaps.'16'.'" + name + "'.status", equalTo("Approved"))
                .body("snaps.'16'.'" + name + "'.private", equalTo(false));
    }

    @Test
    void theSystemsOwnSnapsHaveTheIdsThatDevicesHaveBuiltInAndOnlyOnce() {
        String devicesKnow = "amcUKQILKXHHTlmSa7NMdnXSx02dNeeT";

        String first = register(token, brand, "core22");
        Brand other = publishers.brand();
        String second = register(publishers.token(publishers.person(other, Role.PUBLISHER)), other, "core22");

        assertThat(first).isEqualTo(devicesKnow);
        assertThat(second).isNotEqualTo(devicesKnow).hasSize(32);
        assertThat(assertions
                        .find(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", devicesKnow))
                        .orElseThrow()
                        .text("publisher-id"))
                .isEqualTo(brand.account().value());
    }

    @Test
    void theOnlyStoreNeedNotBeNamed() {
        ask(token, Map.of("snap_name", name, "is_private", true, "series", "16"))
                .statusCode(201)
                .body("store", equalTo(brand.store().value()));
        as(token).get("/dev/api/account").then().body("snaps.'16'.'" + name + "'.private", equalTo(true));
    }

    @Test
    void ofSeveralStoresOneMustBeNamed() {
        StoreId second = publishers.store(brand.account());
        publishers.grant(person, second, Role.PUBLISHER);

        ask(token, Map.of("snap_name", name, "series", "16"))
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"))
                .body("error_list[0].message", containsString(second.value()));
        ask(token, Map.of("snap_name", name, "store", second.value())).statusCode(201);
    }

    @Test
    void aNameIsGivenOnce() {
        register(token, brand, name);
        String colleague = publishers.token(publishers.person(brand, publishers.account(), Role.OUTSIDE_PUBLISHER));

        ask(token, Map.of("snap_name", name))
                .statusCode(409)
                .body("error_list.code", contains("already_owned"))
                .body("error_list[0].extra.snap_name", equalTo(name));
        ask(colleague, Map.of("snap_name", name))
                .statusCode(409)
                .body("error_list.code", contains("already_registered"));
    }

    @Test
    void anotherBrandHasNamesOfItsOwn() {
        String id = register(token, brand, name);
        Brand other = publishers.brand();
        String stranger = publishers.token(publishers.person(other, Role.PUBLISHER));

        assertThat(register(stranger, other, name)).isNotEqualTo(id);
        ask(stranger, Map.of("snap_name", name + "-2", "store", brand.store().value()))
                .statusCode(403)
                .body("error_list.code", contains("resource-forbidden"));
    }

    @Test
    void whoIsNoPublisherCannotRegister() {
        String viewer = publishers.token(publishers.person(brand, Role.VIEWER, Role.RELEASE_MANAGER));

        ask(viewer, Map.of("snap_name", name)).statusCode(403).body("error_list.code", contains("resource-forbidden"));
        ask(publishers.token(publishers.person(brand, Role.ADMIN)), Map.of("snap_name", name))
                .statusCode(201);
    }

    @Test
    void aNameMustBeAName() {
        for (String bad : List.of(
                "", "a", "UPPER", "under_score", "-x", "x-", "x--y", "123", "x".repeat(41), "../x", "x y", "\u00e9")) {
            ask(token, Map.of("snap_name", bad)).statusCode(400).body("error_list.code", contains("invalid"));
        }
        ask(token, Map.of("snap_name", name, "series", "18"))
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"));
        ask(token, Map.of("snap_name", name, "store", "../x"))
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"));
        as(token).get("/dev/api/account").then().body("snaps.'16'", not(hasKey(name)));
    }

    @Test
    void ofManyWhoAskAtOnceOneGetsTheName() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(pool.submit(() -> json(token, Map.of("snap_name", name))
                        .post("/dev/api/register-name/")
                        .statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
        }
    }

    /** The rules of a brand are its administrators' matter. */
    @Test
    void namesKeepToTheRulesOfTheBrand() {
        String admin = publishers.token(publishers.person(brand, Role.ADMIN));
        String rules = "/api/admin/v1/stores/" + brand.store() + "/name-rules";
        Map<String, Object> wanted = Map.of("prefixes", List.of("acme-"), "reserved", List.of("acme-core"));
        json(token, wanted).put(rules).then().statusCode(403);
        json(admin, wanted).put(rules).then().statusCode(200).body("prefixes", contains("acme-"));
        as(token).get(rules).then().statusCode(200).body("reserved", contains("acme-core"));

        registerName(token, "other")
                .statusCode(409)
                .body("error_list[0].code", equalTo("reserved_name"))
                .body("error_list[0].message", containsString("begin with acme-"));
        registerName(token, "acme-core").statusCode(409).body("error_list[0].code", equalTo("reserved_name"));
        registerName(token, "acme-app").statusCode(201);
        Brand another = publishers.brand();
        registerName(publishers.token(publishers.person(another, Role.PUBLISHER)), "other")
                .statusCode(201);
        json(admin, Map.of("prefixes", List.of("Not A Prefix"), "reserved", List.of()))
                .put(rules)
                .then()
                .statusCode(400);
        json(admin, Map.of("prefixes", List.of(), "reserved", List.of("--")))
                .put(rules)
                .then()
                .statusCode(400);
    }

    private static ValidatableResponse registerName(String token, String name) {
        return json(token, Map.of("snap_name", name))
                .post("/dev/api/register-name/")
                .then();
    }

    @Test
    void aDisputeSaysWhomToAsk() {
        Person colleague = publishers.person(brand, publishers.account(), Role.OUTSIDE_PUBLISHER);
        String theirs = register(publishers.token(colleague), brand, name);

        assertThat(assertions
                        .find(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", theirs))
                        .orElseThrow()
                        .text("publisher-id"))
                .isEqualTo(colleague.account().value());
        dispute(name)
                .statusCode(409)
                .body("error_list[0].code", equalTo("already_registered"))
                .body("error_list[0].message", containsString("administrator of store A store"));
        registerName(token, name).statusCode(409).body("error_list[0].message", containsString("administrator"));
        String own = publishers.unique("own");
        register(token, brand, own);
        dispute(own).statusCode(409).body("error_list[0].code", equalTo("already_owned"));
        dispute(publishers.unique("free")).statusCode(404).body("error_list[0].code", equalTo("resource-not-found"));
    }

    private ValidatableResponse dispute(String name) {
        return json(token, Map.of("snap_name", name, "comment", "It is ours"))
                .post("/dev/api/register-name-dispute/")
                .then();
    }

    @Test
    void nobodyTakesVeryManyNamesAtOnce() {
        publishers.sql(
                "insert into snap (id, name, store_id, brand_id, publisher_id, created_at)"
                        + " select substr(md5(?1 || n), 1, 32), 'taken-' || n, ?2, ?1, ?1, now()"
                        + " from generate_series(1, 100) n",
                brand.account().value(),
                brand.store().value());

        registerName(token, name)
                .statusCode(429)
                .body("error_list[0].code", equalTo("register_window"))
                .body("error_list[0].extra.retry_after", greaterThan(3_000));
        publishers.sql(
                "update snap set created_at = now() - interval '2 hours' where publisher_id = ?1",
                brand.account().value());
        registerName(token, name).statusCode(201);
    }
}
