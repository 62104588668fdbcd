package org.brandstore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.database.AtOnce;
import org.brandstore.naming.SnapId;
import org.brandstore.store.invitation.Invitations;
import org.brandstore.store.invitation.IssuedInvitation;
import org.brandstore.store.invitation.NewInvitation;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever has lost an answer asks once more, often while the first request is still being done. All who ask the same get the
 * one answer, at once and later, and it is done once.
 *
 * <p>Without the locks and the second try, the loops of pushes, reviews, keys, tracks, names and invitations to a store fail
 * in their first round; of four who invited one address at once, each made an invitation that worked.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RepeatedRequestsIT {
    private static final int ROUNDS = 2;
    private static final int ASKERS = 4;
    private static final String KERNEL = "type: kernel\narchitectures: [amd64]\n";
    private static final Map<String, String> WHY = Map.of("reason", "looked at it");
    private static final String INVITES = "/v1/snap/{name}/collaborators/invites";
    private static final String REVIEWS = "/api/admin/v1/reviews/";
    private static final String RELEASES = "/api/admin/v1/releases/";
    private static final String PROPOSALS = "/api/admin/v1/proposals/";

    @Inject
    Publishers publishers;

    @Inject
    Invitations invitations;

    private Brand brand;
    private String token;
    private String manager;
    private String name;
    private SnapId id;

    @BeforeEach
    void aSnap() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        manager = publishers.token(publishers.person(brand, Role.ADMIN));
        name = publishers.unique("app");
        id = new SnapId(register(token, brand, name));
    }

    /** The one answer of all who ask at once, and of one who asks when all is over. */
    private static Response sameAnswer(int status, Callable<Response> question) throws Exception {
        Set<String> bodies = new HashSet<>();
        for (Response answer : AtOnce.answers(ASKERS, question)) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
            bodies.add(answer.asString());
        }
        Response later = question.call();
        assertThat(later.statusCode()).as(later.asString()).isEqualTo(status);
        bodies.add(later.asString());
        assertThat(bodies).hasSize(1);
        return later;
    }

    @Test
    void anUploadIsPushedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Object> wish = Map.of(
                    "name", name, "updown_id", upload(SnapFile.app(name, "1." + round)), "channels", List.of("edge"));
            sameAnswer(202, () -> json(token, wish).post("/dev/api/snap-push/"));
            assertThat(publishers.count("select count(*) from submission where snap_id = ?1", id.value()))
                    .isEqualTo(round + 1L);
        }
    }

    /** Told that it is done, its sender would believe so. */
    @Test
    void anUploadThatWasPushedForSomethingElseIsRefused() {
        String file = upload(SnapFile.app(name, "1.0"));
        json(token, Map.of("name", name, "updown_id", file))
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(202);
        json(token, Map.of("name", name, "updown_id", file, "channels", List.of("edge")))
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(400);
    }

    private Response release(int revision, String channel) {
        return json(token, Map.of("name", name, "revision", revision, "channels", List.of(channel)))
                .post("/dev/api/snap-release/");
    }

    private void pushed(int revision) {
        push(token, name, SnapFile.app(name, "1." + revision));
    }

    @Test
    void aReleaseIsDoneOnce() throws Exception {
        for (int revision = 1; revision <= ROUNDS; revision++) {
            int number = revision;
            pushed(revision);
            sameAnswer(200, () -> release(number, "edge"));
            assertThat(publishers.count("select count(*) from channel_history where snap_id = ?1", id.value()))
                    .isEqualTo(number);
        }
    }

    @Test
    void aChannelIsStoppedOnce() throws Exception {
        for (int revision = 1; revision <= ROUNDS; revision++) {
            pushed(revision);
            release(revision, "edge").then().statusCode(200);
            sameAnswer(
                    200,
                    () -> json(token, Map.of("channel", "edge", "reason", "it is broken"))
                            .post("/api/admin/v1/snaps/" + id + "/stop"));
        }
    }

    private String waitingRelease(int revision) {
        pushed(revision);
        release(revision, "stable").then().statusCode(200);
        return Publishers.as(manager).get(RELEASES).then().extract().path("[0].id");
    }

    @Test
    void aReleaseThatWaitsIsAskedForOnceApprovedOnceAndRejectedOnce() throws Exception {
        for (int revision = 1; revision <= ROUNDS; revision++) {
            int number = revision;
            pushed(revision);
            sameAnswer(200, () -> release(number, "stable"));
            assertThat(publishers.count("select count(*) from release_request where snap_id = ?1", id.value()))
                    .isEqualTo(number);
            String deed = number % 2 == 0 ? "/approve" : "/reject";
            String path = RELEASES + waitingRelease(number) + deed;
            sameAnswer(200, () -> json(manager, WHY).post(path));
        }
        assertThat(publishers.count("select count(*) from channel_history where snap_id = ?1", id.value()))
                .isEqualTo(ROUNDS / 2);
    }

    @Test
    void aReviewIsDecidedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            push(token, name, SnapFile.of(name, "1." + round, KERNEL));
            String path = REVIEWS + publishers.newestSubmission(id) + (round % 2 == 0 ? "/approve" : "/reject");
            for (Response answer :
                    AtOnce.answers(ASKERS, () -> json(manager, WHY).post(path))) {
                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            }
            json(manager, WHY).post(path).then().statusCode(200);
        }
    }

    @Test
    void aProposalIsMadeOnceAndDecidedOnce() throws Exception {
        List<String> deeds = List.of("approve", "reject", "cancel");
        for (int round = 0; round < ROUNDS; round++) {
            String deed = deeds.get(round % 3);
            json(manager, WHY)
                    .post(RELEASES + waitingRelease(round + 1) + "/approve")
                    .then()
                    .statusCode(200);
            Response proposed = sameAnswer(
                    202,
                    () -> json(token, Map.of("channel", "stable", "reason", "it is broken"))
                            .post("/api/admin/v1/snaps/" + id + "/close"));
            String path = PROPOSALS + proposed.path("proposal") + "/" + deed;
            sameAnswer(
                    200,
                    () -> json(deed.equals("cancel") ? token : manager, WHY).post(path));
        }
    }

    @Test
    void anInviteToASnapIsAnsweredOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Person guest = publishers.person(publishers.brand());
            String guestToken = publishers.token(guest);
            String invite = json(token, Map.of("invites", List.of(Map.of("email", guest.email()))))
                    .post(INVITES, name)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("tokens[0].token");
            String deed = round % 2 == 0 ? "/accept" : "/reject";
            sameAnswer(204, () -> json(guestToken, Map.of("token", invite)).post(INVITES + deed, name));
        }
    }

    @Test
    void anInvitationToAStoreIsAcceptedOnce() throws Exception {
        Person host = publishers.person(brand, Role.ADMIN);
        for (int round = 0; round < ROUNDS; round++) {
            Person guest = publishers.person(publishers.brand());
            String secret = secret(invite(host, guest.email()));
            AtOnce.answers(ASKERS, () -> {
                invitations.join(secret, guest);
                return true;
            });
        }
    }

    /** Whoever withdraws the one that they see must not leave another one working. */
    @Test
    void ofAnAddressThatIsInvitedSeveralTimesOneInvitationIsOpen() throws Exception {
        Person host = publishers.person(brand, Role.ADMIN);
        for (int round = 0; round < ROUNDS; round++) {
            String email = publishers.unique("guest") + "@acme.example";
            List<IssuedInvitation> issued = AtOnce.answers(ASKERS, () -> invite(host, email));
            assertThat(issued.stream()
                            .filter(one -> invitations.find(secret(one)).isPresent()))
                    .hasSize(1);
        }
    }

    private IssuedInvitation invite(Person host, String email) {
        return invitations.invite(new NewInvitation(brand.store(), email, "Guest", Set.of(Role.VIEWER)), host);
    }

    private static String secret(IssuedInvitation issued) {
        return issued.link().orElseThrow().replaceAll(".*#", "");
    }

    /** The tool of publishers knows what {@code already_owned} means: what was asked for is there. */
    @Test
    void aNameIsRegisteredOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String wanted = publishers.unique("name");
            Map<String, Object> wish =
                    Map.of("snap_name", wanted, "store", brand.store().value());
            List<Response> answers =
                    AtOnce.answers(ASKERS, () -> json(token, wish).post("/dev/api/register-name/"));
            List<Response> done = answers.stream()
                    .filter(answer -> answer.statusCode() == 201)
                    .toList();
            assertThat(done).hasSize(1);
            String made = done.getFirst().path("snap_id");
            assertThat(answers).filteredOn(answer -> answer.statusCode() != 201).allSatisfy(answer -> {
                assertThat(answer.<String>path("error_list[0].code")).isEqualTo("already_owned");
                assertThat(answer.<String>path("error_list[0].extra.snap_id")).isEqualTo(made);
            });
        }
    }

    @Test
    void aKeyIsRegisteredOnce() throws Exception {
        Person developer = publishers.person(brand, Role.PUBLISHER);
        String mine = publishers.token(developer);
        for (int round = 0; round < 5; round++) {
            String request = DeveloperKeys.request(
                    developer.account().value(), publishers.unique("key"), TestAuthority.newSigner());
            sameAnswer(
                    200,
                    () -> json(mine, Map.of("account_key_request", request)).post("/dev/api/account/account-key"));
        }
    }

    @Test
    void aTrackIsMadeOnce() throws Exception {
        String admin = manager;
        for (int round = 0; round < ROUNDS; round++) {
            List<Map<String, String>> wish = List.of(Map.of("name", "v" + round), Map.of("name", "w" + round));
            int made = 0;
            for (Response answer :
                    AtOnce.answers(ASKERS, () -> json(admin, wish).post("/v1/snap/{name}/tracks", name))) {
                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
                made += answer.<Integer>path("num-tracks-created");
            }
            assertThat(made).isEqualTo(2);
        }
    }
}
