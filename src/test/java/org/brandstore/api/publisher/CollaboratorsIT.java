package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who work on one snap without being its publisher's (publisher-api.md 7). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CollaboratorsIT {
    private static final String INVITES = "/v1/snap/{name}/collaborators/invites";

    @Inject
    Publishers publishers;

    @Inject
    ChangeLog log;

    private Brand brand;
    private String token;
    private String name;
    private String id;
    private Person guest;
    private String guestToken;

    @BeforeEach
    void registerOne() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("app");
        id = register(token, brand, name);
        guest = publishers.person(publishers.brand());
        guestToken = publishers.token(guest);
    }

    private String invite(String email) {
        return json(token, Map.of("invites", List.of(Map.of("email", email))))
                .post(INVITES, name)
                .then()
                .statusCode(201)
                .body("tokens.email", contains(email))
                .extract()
                .path("tokens[0].token");
    }

    private Response answer(String token, String how, String invite) {
        return json(token, Map.of("token", invite)).post(INVITES + "/" + how, name);
    }

    private Response release(String token) {
        return json(token, Map.of("name", name, "revision", "1", "channels", List.of("edge")))
                .post("/dev/api/snap-release/");
    }

    @Test
    void whoAcceptsMayWorkOnThatSnapAndNoOther() {
        String other = publishers.unique("other");
        register(token, brand, other);
        as(guestToken).get("/api/v2/snaps/{name}/channel-map", name).then().statusCode(404);

        String invite = invite(guest.email());
        for (int time = 0; time < 3; time++) {
            answer(guestToken, "accept", invite).then().statusCode(204);
        }

        push(guestToken, name, SnapFile.app(name, "1.0"));
        release(guestToken).then().statusCode(200);
        json(guestToken, Map.of("summary", "By a guest"))
                .post("/dev/api/snaps/{id}/metadata", id)
                .then()
                .statusCode(200);
        assertThat(as(guestToken).get("/dev/api/account").jsonPath().<String, Object>getMap("snaps.'16'"))
                .containsOnlyKeys(name);
        as(guestToken).get("/api/v2/snaps/{name}/channel-map", other).then().statusCode(404);
        json(guestToken, Map.of("snap_name", publishers.unique("mine")))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(403);
        as(token)
                .get("/v1/snap/{name}/collaborators", name)
                .then()
                .statusCode(200)
                .body("collaborators.account.email", contains(guest.email()));
    }

    @Test
    void aCollaboratorInvitesNobody() {
        String invite = invite(guest.email());
        for (int time = 0; time < 3; time++) {
            answer(guestToken, "accept", invite).then().statusCode(204);
        }

        json(guestToken, Map.of("invites", List.of(Map.of("email", "friend@acme.example"))))
                .post(INVITES, name)
                .then()
                .statusCode(403);
        as(guestToken).get(INVITES, name).then().statusCode(403);
    }

    @Test
    void anInvitationIsForOnePersonOnce() {
        String invite = invite(guest.email());
        String stranger = publishers.token(publishers.person(publishers.brand()));

        answer(stranger, "accept", invite).then().statusCode(404);
        answer(guestToken, "accept", "x".repeat(43)).then().statusCode(404);
        String again = invite(guest.email());
        answer(guestToken, "accept", invite).then().statusCode(404);
        answer(guestToken, "reject", again).then().statusCode(204);
        answer(guestToken, "reject", again).then().statusCode(204);
        answer(guestToken, "accept", again).then().statusCode(404);
        String revoked = invite(guest.email());
        json(token, Map.of("invites", List.of(Map.of("email", guest.email()))))
                .post(INVITES + "/revoke", name)
                .then()
                .statusCode(204);
        answer(guestToken, "accept", revoked).then().statusCode(404);
        assertThat(as(token).get(INVITES, name).<List<String>>path("invites.status"))
                .containsExactlyInAnyOrder("revoked", "rejected", "revoked");
        String late = invite(guest.email());
        publishers.sql("update collaborator_invite set expires_at = now() where snap_id = ?1", id);
        answer(guestToken, "accept", late).then().statusCode(404);
        release(guestToken).then().statusCode(404);
    }

    @Test
    void nothingTellsWhetherThereIsAPersonOfAnAddress() {
        assertThat(invite("nobody@acme.example")).hasSize(43);
        json(token, Map.of("invites", List.of(Map.of("email", "no address"))))
                .post(INVITES, name)
                .then()
                .statusCode(400);
        json(token, Map.of("invites", List.of())).post(INVITES, name).then().statusCode(400);
    }

    /** Otherwise the token of the first would work no more, and nobody would know the new one. */
    @Test
    void severalAreInvitedTogetherOrNotAtAll() {
        String invite = invite(guest.email());

        json(token, Map.of("invites", List.of(Map.of("email", guest.email()), Map.of("email", "no address"))))
                .post(INVITES, name)
                .then()
                .statusCode(400);

        answer(guestToken, "accept", invite).then().statusCode(204);
    }

    /** The brand's auditors read who came to work on its snaps. */
    @Test
    void theAnswerIsInTheLogOfTheBrand() {
        String invite = invite(guest.email());
        for (int time = 0; time < 3; time++) {
            answer(guestToken, "accept", invite).then().statusCode(204);
        }

        assertThat(log.ofBrand(brand.account(), Long.MAX_VALUE, 5))
                .extracting(RecordedChange::action)
                .startsWith("collaborator.accepted", "collaborator.invited");
    }

    @Test
    void theAdministratorTakesSomebodyAway() {
        String admin = publishers.token(publishers.person(brand, publishers.account(), Role.ADMIN));
        String path = "/api/admin/v1/snaps/{id}/collaborators";
        String invite = json(admin, Map.of("email", guest.email()))
                .post(path + "/invites", id)
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        answer(guestToken, "accept", invite).then().statusCode(204);
        as(admin)
                .get(path, id)
                .then()
                .body("email", contains(guest.email()))
                .body("person", contains(guest.id().toString()));
        json(guestToken, Map.of("email", "x@acme.example"))
                .post(path + "/invites", id)
                .then()
                .statusCode(403);

        as(admin).delete(path + "/{person}", id, guest.id().toString()).then().statusCode(204);

        as(admin).get(path, id).then().body("$", empty());
        as(guestToken).get("/api/v2/snaps/{name}/channel-map", name).then().statusCode(404);
        as(admin).delete(path + "/somebody", id).then().statusCode(404).body("code", equalTo("not-found"));
    }

    /** Whoever leaves could else come back by an address that they have asked before. */
    @Test
    void whoHasLeftBringsNobodyIn() {
        Person leaver = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(leaver);
        String demoted = invite(guest.email());
        publishers.sql(
                "delete from membership where person_id = ?1", leaver.id().value());
        answer(guestToken, "accept", demoted).then().statusCode(404);
        publishers.grant(leaver, brand.store(), Role.PUBLISHER);
        publishers.disable(leaver);
        answer(guestToken, "accept", demoted).then().statusCode(404);

        as(guestToken).get("/api/v2/snaps/{name}/channel-map", name).then().statusCode(404);
    }
}
