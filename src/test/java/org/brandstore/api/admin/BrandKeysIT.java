package org.brandstore.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.key.RegisteredKey;
import org.brandstore.approval.Proposals;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who lets keys sign for a brand, and who ends them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class BrandKeysIT {
    @Inject
    Publishers publishers;

    @Inject
    AccountKeys keys;

    @Inject
    Proposals proposals;

    private final AssertionSigner signer = TestAuthority.newSigner();
    private Brand brand;
    private Person admin;
    private String token;
    private String path;

    @BeforeEach
    void anAdministrator() {
        brand = publishers.brand();
        admin = publishers.person(brand, Role.ADMIN);
        token = publishers.token(admin);
        path = "/api/admin/v1/stores/" + brand.store() + "/keys";
    }

    private ValidatableResponse register(String by) {
        String request = DeveloperKeys.request(brand.account().value(), "office", signer);
        return json(by, Map.of("account-key-request", request, "reason", "signs models in the office"))
                .post(path)
                .then();
    }

    @Test
    void noAdministratorAloneLetsAKeySignInTheNameOfTheBrand() {
        UUID proposal = UUID.fromString(register(token)
                .statusCode(202)
                .body("approvals-needed", equalTo(1))
                .extract()
                .path("proposal"));

        assertThat(keys.of(brand.account())).isEmpty();
        assertThatThrownBy(() -> proposals.approve(proposal, "mine", Actor.of(admin)))
                .isInstanceOf(StoreException.class);
        assertThat(keys.of(brand.account())).isEmpty();

        proposals.approve(proposal, "seen the laptop", Actor.of(publishers.person(brand, Role.ADMIN)));

        assertThat(keys.of(brand.account())).singleElement().satisfies(key -> {
            assertThat(key.scope()).isEqualTo(KeyScope.ANY);
            assertThat(key.broughtBy()).contains(admin.id());
        });
        register(token).statusCode(200);
    }

    @Test
    void nobodyButAnAdministratorAsksForIt() {
        for (Role role : Role.values()) {
            if (role != Role.ADMIN) {
                register(publishers.token(publishers.person(brand, role))).statusCode(403);
            }
        }
        register(publishers.token(publishers.person(publishers.brand(), Role.ADMIN)))
                .statusCode(404);
    }

    @Test
    void aRequestThatCouldNotBeFollowedIsNotProposed() {
        json(token, Map.of("account-key-request", "nonsense", "reason", "x"))
                .post(path)
                .then()
                .statusCode(400);
        String foreign = DeveloperKeys.request(publishers.account().value(), "office", signer);
        json(token, Map.of("account-key-request", foreign, "reason", "x"))
                .post(path)
                .then()
                .statusCode(400);
    }

    @Test
    void aKeyThatWasEndedIsNotProposedAgain() {
        AssertionSigner held = publishers.brandKey(brand);
        String key = held.publicKey().id().value();
        json(token, Map.of("cause", "theft", "reason", "laptop stolen"))
                .post(path + "/" + key + "/end")
                .then()
                .statusCode(200);
        String again = DeveloperKeys.request(brand.account().value(), publishers.unique("k"), held);

        json(token, Map.of("account-key-request", again, "reason", "found it"))
                .post(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("an ended key stays ended"));
    }

    @Test
    void aKeyEndsAtOnceAndItsEndIsTold() {
        AssertionSigner held = publishers.brandKey(brand);
        String key = held.publicKey().id().value();

        json(token, Map.of("cause", "theft", "reason", "laptop stolen"))
                .post(path + "/" + key + "/end")
                .then()
                .statusCode(200)
                .body("[0].ended.cause", equalTo("theft"));

        as(token)
                .get(path)
                .then()
                .statusCode(200)
                .body("id", contains(key))
                .body("[0].scope", equalTo("any"))
                .body("[0].ended.cause", equalTo("theft"))
                .body("[0].ended.reason", equalTo("laptop stolen"))
                .body("[0].ended.told-by", equalTo("person:" + admin.email()));
        json(token, Map.of("cause", "theft", "reason", "x", "last-trusted", "2999-01-01T00:00:00Z"))
                .post(path + "/" + key + "/end")
                .then()
                .statusCode(400);
        json(token, Map.of("cause", "boredom", "reason", "x"))
                .post(path + "/" + key + "/end")
                .then()
                .statusCode(400);
    }

    @Test
    void everybodyEndsTheKeysThatTheyRegisteredAndNobodyElses() {
        Person developer = publishers.person(brand, Role.PUBLISHER);
        AssertionSigner held = DeveloperKeys.register(publishers.token(developer), developer.account(), "laptop");
        String own = "/api/admin/v1/keys";
        String theirs = own + "/" + held.publicKey().id() + "/end";
        Map<String, Object> lost = Map.of("cause", "theft", "reason", "lost");
        String colleague = publishers.token(publishers.person(brand, Role.PUBLISHER));

        as(colleague).get(own).then().body("", hasSize(0));
        json(colleague, lost).post(theirs).then().statusCode(404);
        assertThat(keys.usableOf(developer.id())).hasSize(1);

        as(publishers.token(developer)).get(own).then().body("name", contains("laptop"));
        json(publishers.token(developer), lost).post(theirs).then().statusCode(204);
        assertThat(keys.usableOf(developer.id())).isEmpty();
    }

    @Test
    void whoShutsSomebodyOutIsToldWhichKeysTheyBrought() {
        Person developer = publishers.person(brand, Role.PUBLISHER);
        DeveloperKeys.register(publishers.token(developer), developer.account(), "laptop");
        String people = "/api/admin/v1/stores/" + brand.store() + "/people/";

        json(token, Map.of("reason", "left"))
                .post(people + developer.id() + "/disable")
                .then()
                .statusCode(200)
                .body("keys.name", contains("laptop"));

        assertThat(keys.of(developer.account())).extracting(RegisteredKey::end).allMatch(java.util.Optional::isEmpty);
    }
}
