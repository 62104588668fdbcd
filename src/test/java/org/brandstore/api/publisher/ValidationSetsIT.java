package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.naming.StoreId;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ValidationSetsIT extends StatementCase {
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
}
