package org.brandstore.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.awaitProcessed;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.snap.squashfs.Fixtures;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

/** Reviews, grants, policies and withdrawals: what people decide about uploads, through the administration's face. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UploadReviewIT extends UploadReviewCase {
    @Test
    void everythingThatIsFoundIsKeptAndEachReasonIsToldInWords() throws IOException {
        register(token, brand, "suspicious");

        Response status = push(token, "suspicious", Fixtures.bytes("suspicious.snap"));

        status.then()
                .body("code", equalTo("need_manual_review"))
                .body("processed", equalTo(true))
                .body("state", equalTo("review"))
                .body("errors.code", containsInAnyOrder("setuid", "setgid", "device-node"));
        as(reviewer)
                .get("/api/admin/v1/reviews")
                .then()
                .statusCode(200)
                .body("snap", contains("suspicious"))
                .body("[0].may-decide", equalTo(true))
                .body(
                        "[0].findings.code",
                        hasItems("setuid", "foreign-owner", "leaving-symlink", "missing-command", "unknown-hook"))
                .body("[0].findings.message", hasItem("bin/present: mode 6755"))
                .body("[0].findings.message", hasItem(containsString("chmod u-s")));
    }

    @Test
    void gadgetAndKernelWaitForAPersonUnlessThePolicySaysOtherwise() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL))
                .then()
                .body("code", equalTo("need_manual_review"))
                .body("errors.code", contains("kernel"));

        policy(admin, "{\"actions\": {\"kernel\": \"note\"}, \"reason\": \"our own\"}")
                .then()
                .statusCode(200)
                .body("actions.kernel", equalTo("note"))
                .body("actions.gadget", equalTo("review"));

        push(token, name, SnapFile.of(name, "2.0", KERNEL)).then().body("code", equalTo("ready_to_release"));
    }

    @Test
    void whatThePolicyRejectsIsRefusedWithEveryReason() {
        policy(
                        admin,
                        "{\"actions\": {\"classic-confinement\": \"reject\", \"interface-grant\": \"reject\"},"
                                + " \"reason\": \"never here\"}")
                .then()
                .statusCode(200);

        push(
                        token,
                        name,
                        SnapFile.withYaml("name: " + name + "\nversion: '1'\nbase: core24\nconfinement: classic\n"
                                + "plugs: {snapd-control: null}\n"))
                .then()
                .body("code", equalTo("processing_error"))
                .body("errors.code", contains("classic-confinement", "interface-grant"));
        assertThat(revisions.of(id)).isEmpty();
    }

    @Test
    void whatWaitsIsLookedAtAgainWithTheNewPolicy() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL)).then().body("code", equalTo("need_manual_review"));
        policy(admin, "{\"actions\": {\"kernel\": \"note\"}, \"reason\": \"our own\"}")
                .then()
                .statusCode(200);

        as(token).post(waiting() + "/again").then().statusCode(200).body("state", not(equalTo("rejected")));

        awaitProcessed(token, status()).then().body("code", equalTo("ready_to_release"));
    }

    @Test
    void onlyAdministratorsSetThePolicyAndItIsRecorded() {
        String wish = "{\"actions\": {\"setuid\": \"note\"}, \"max-bytes\": 1000, \"reason\": \"because\"}";
        policy(reviewer, wish).then().statusCode(403);
        policy(publishers.token(publishers.person(publishers.brand(), Role.ADMIN)), wish)
                .then()
                .statusCode(404);
        given().get(policyPath()).then().statusCode(401);

        policy(admin, "{\"actions\": {\"no-such\": \"note\"}, \"reason\": \"x\"}")
                .then()
                .statusCode(400);
        policy(admin, "{\"actions\": {\"setuid\": \"maybe\"}, \"reason\": \"x\"}")
                .then()
                .statusCode(400);
        policy(admin, "{\"actions\": {\"provenance\": \"note\"}, \"reason\": \"x\"}")
                .then()
                .statusCode(400);
        policy(admin, "{\"max-bytes\": 0, \"reason\": \"x\"}").then().statusCode(400);
        policy(admin, "{\"actions\": {\"setuid\": \"note\"}}").then().statusCode(400);
        policy(admin, wish).then().statusCode(200).body("max-bytes", equalTo(1000));

        assertThat(actions()).containsOnlyOnce("review-policy.changed");
        push(token, name, SnapFile.app(name, "1.0"))
                .then()
                .body("code", equalTo("need_manual_review"))
                .body("errors.code", contains("size"));
    }

    @Test
    void anUploadThatWaitsIsKnownByItsNumberAndByWhereItIsToGo() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL), "edge")
                .then()
                .body("code", equalTo("need_manual_review"))
                .body("revision", equalTo(1))
                .body("can_release", equalTo(false));
        as(reviewer)
                .get("/api/admin/v1/reviews")
                .then()
                .body("[0].revision", equalTo(1))
                .body("[0].channels", contains("latest/edge"));

        json(reviewer, WHY).post(waiting() + "/reject").then().statusCode(200);

        as(token).get(status()).then().body("code", equalTo("processing_error")).body("revision", equalTo(1));
    }

    @Test
    void whatAReviewerApprovesIsSignedAndReleasedWhereItWasAskedFor() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL), "edge").then().body("code", equalTo("need_manual_review"));

        json(reviewer, WHY)
                .post(waiting() + "/approve")
                .then()
                .statusCode(200)
                .body("decision.verdict", equalTo("approved"))
                .body("decision.reason", equalTo("looked at it"));

        awaitProcessed(token, status())
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1))
                .body("errors", empty());
        as(token)
                .get("/api/v2/snaps/{name}/channel-map", name)
                .then()
                .body("channel-map.channel", contains("latest/edge"));
        as(reviewer).get("/api/admin/v1/reviews").then().body("", empty());
        assertThat(actions()).contains("snap.upload-held", "snap.upload-approved", "snap.revision-accepted");
    }

    @Test
    void whatIsApprovedIsNotReleasedForWhoIsGoneByThen() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL), "edge");
        publishers.disable(developer);

        json(reviewer, WHY).post(waiting() + "/approve").then().statusCode(200);

        awaitProcessed(admin, status())
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1))
                .body("errors.code", contains("resource-forbidden"))
                .body("errors.message", contains(containsString("was disabled meanwhile")));
        as(admin).get("/api/v2/snaps/{name}/channel-map", name).then().body("channel-map", empty());
    }

    @Test
    void whoUploadedCannotDecideWhateverTheirRoles() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL));

        as(token).get(waiting()).then().statusCode(200).body("may-decide", equalTo(false));
        for (String verdict : List.of("/approve", "/reject")) {
            json(token, WHY).post(waiting() + verdict).then().statusCode(403).body("code", equalTo("four-eyes"));
        }
    }

    @Test
    void onlyReviewersAndAdministratorsOfTheStoreDecide() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL));
        String path = waiting();

        for (Role role : List.of(Role.PUBLISHER, Role.VIEWER, Role.AUDITOR, Role.RELEASE_MANAGER)) {
            String other = publishers.token(publishers.person(brand, role));
            json(other, WHY).post(path + "/approve").then().statusCode(403);
            json(other, WHY).post(path + "/reject").then().statusCode(403);
        }
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.REVIEWER));
        json(stranger, WHY).post(path + "/approve").then().statusCode(404);
        as(stranger).get(path).then().statusCode(404);
        as(stranger).get("/api/admin/v1/reviews").then().statusCode(200).body("", empty());
        as(reviewer).get("/api/admin/v1/reviews/" + UUID.randomUUID()).then().statusCode(404);
        as(reviewer).get("/api/admin/v1/reviews/x").then().statusCode(404);
        given().get("/api/admin/v1/reviews").then().statusCode(401);
        given().contentType("application/json")
                .body(WHY)
                .post(path + "/approve")
                .then()
                .statusCode(401);
        json(reviewer, "{\"reason\": \"\"}").post(path + "/approve").then().statusCode(400);
        json(reviewer, "{\"reason\": \"  \"}").post(path + "/approve").then().statusCode(400);
        json(admin, WHY).post(path + "/approve").then().statusCode(200);
    }

    @Test
    void aTokenDoesNoMoreThanItSays() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL));
        Person boss = publishers.person(brand, Role.ADMIN);
        String looking = narrow(boss, EnumSet.of(Permission.PACKAGE_ACCESS), CredentialLimits.none());
        EnumSet<Permission> all = EnumSet.allOf(Permission.class);
        String otherSnap = narrow(
                boss,
                all,
                new CredentialLimits(Optional.of(Set.of(new SnapName("other"))), Optional.empty(), Optional.empty()));
        String oneChannel = narrow(
                boss,
                all,
                new CredentialLimits(Optional.empty(), Optional.of(Set.of("latest/edge")), Optional.empty()));
        String otherStore = narrow(
                boss,
                all,
                new CredentialLimits(
                        Optional.empty(), Optional.empty(), Optional.of(Set.of(new StoreId("another-store")))));
        String path = waiting();
        String withdraw = "/api/admin/v1/snaps/" + id + "/revisions/1/withdraw";
        String wish = "{\"actions\": {\"kernel\": \"note\"}, \"reason\": \"r\"}";

        for (String weak : List.of(looking, otherSnap, oneChannel, otherStore)) {
            for (Response answer : List.of(
                    json(weak, WHY).post(path + "/approve"),
                    json(weak, WHY).post(path + "/reject"),
                    json(weak, "{}").post(path + "/again"),
                    grant(weak, "{\"auto-aliases\": [\"x\"]}"),
                    json(weak, WHY).post(withdraw),
                    policy(weak, wish))) {
                assertThat(answer.statusCode()).as(answer.asString()).isIn(403, 404);
            }
        }
        as(looking).get(path).then().statusCode(200).body("state", equalTo("review"));
        as(looking).get(grantPath()).then().statusCode(200);
        String deciding =
                narrow(boss, EnumSet.of(Permission.PACKAGE_ACCESS, Permission.STORE_REVIEW), CredentialLimits.none());
        json(deciding, WHY).post(path + "/approve").then().statusCode(200);
    }

    @Test
    void whatIsRejectedTellsTheDeveloperWhyAndIsFinal() {
        push(token, name, SnapFile.of(name, "1.0", KERNEL));
        String path = waiting();

        json(reviewer, "{\"reason\": \"not signed off\"}")
                .post(path + "/reject")
                .then()
                .statusCode(200);

        awaitProcessed(token, status())
                .then()
                .body("code", equalTo("processing_error"))
                .body("errors.code", contains("rejected-by-reviewer"))
                .body("errors.message", contains("a reviewer has rejected the upload: not signed off"));
        json(admin, WHY).post(path + "/approve").then().statusCode(409);
        as(admin).post(path + "/again").then().statusCode(409);
        assertThat(revisions.of(id)).isEmpty();
    }

    @Test
    void theGatewayTellsTheReasonsAsErrorsSinceItsToolWouldWaitForEver() {
        String url = json(token, Map.of("upload-id", Publishers.upload(SnapFile.of(name, "1.0", KERNEL))))
                .post("/v1/snap/{name}/revisions", name)
                .path("status-url");
        for (int poll = 0; poll < 100; poll++) {
            Response status = as(token).get(url);
            if (status.path("revisions[0].status").equals("rejected")) {
                status.then().body("revisions[0].errors.code", contains("kernel"));
                return;
            }
            Publishers.pause();
        }
        throw new AssertionError("the submission was not processed in time");
    }
}
