package org.brandstore.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.account.onboarding.NewBrand;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.squashfs.Fixtures;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reviews, grants, policies and withdrawals: what people decide about uploads, through the administration's face. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UploadReviewIT {
    private static final String KERNEL = "type: kernel\narchitectures: [amd64]\n";
    private static final String CONTROLLER = "base: core24\narchitectures: [amd64]\nplugs: {snapd-control: null}\n";
    private static final String GRANT =
            "{\"grants\": {\"plugs\": {\"snapd-control\": {\"allow-installation\": \"true\"}}}, \"reason\": \"it manages the device\"}";
    private static final String WHY = "{\"reason\": \"looked at it\"}";

    @Inject
    Publishers publishers;

    @Inject
    Revisions revisions;

    @Inject
    AssertionDatabase assertions;

    @Inject
    BrandOnboarding onboarding;

    @Inject
    ChangeLog log;

    private Brand brand;
    private Person developer;
    private String token;
    private String reviewer;
    private String admin;
    private String name;
    private SnapId id;

    @BeforeEach
    void registerName() {
        begin(publishers.brand());
    }

    private void begin(Brand of) {
        brand = of;
        developer = publishers.person(brand, Role.PUBLISHER, Role.REVIEWER, Role.ADMIN);
        token = publishers.token(developer);
        reviewer = publishers.token(publishers.person(brand, Role.REVIEWER));
        admin = publishers.token(publishers.person(brand, Role.ADMIN));
        name = publishers.unique("app");
        id = new SnapId(register(token, brand, name));
    }

    // --- the automatic review -------------------------------------------------------------------------------------

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

    // --- people ---------------------------------------------------------------------------------------------------

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

    // --- grants ---------------------------------------------------------------------------------------------------

    @Test
    void aGrantIsSignedAndLetsWhatWaitedForItPass() {
        push(token, name, SnapFile.of(name, "1.0", CONTROLLER), "edge")
                .then()
                .body("code", equalTo("need_manual_review"))
                .body("errors.code", contains("interface-grant"))
                .body("errors[0].message", containsString("plugs grant with allow-installation"));

        grant(reviewer, "{\"plugs\": {\"snapd-control\": {\"allow-installation\": true}}}")
                .then()
                .statusCode(200)
                .body("format", equalTo(1))
                .body("revision", equalTo(1))
                .body("grants.plugs.snapd-control.allow-installation", equalTo("true"));

        awaitProcessed(token, status())
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1));
        Assertion declaration = declaration();
        assertThat(declaration.revision()).isEqualTo(1);
        assertThat(declaration.text("snap-name")).isEqualTo(name);
        assertThat(declaration.text("publisher-id")).isEqualTo(brand.account().value());
        assertThat(actions()).contains("snap.grants-changed", "snap.upload-review-repeated");
        push(token, name, SnapFile.of(name, "2.0", CONTROLLER)).then().body("code", equalTo("ready_to_release"));
    }

    @Test
    void whoGrantedBeforeTheirFirstUploadIsHeldBackUntilSomebodyElseGrants() {
        String grants = "{\"plugs\": {\"snapd-control\": {\"allow-installation\": true}}}";
        Person later = publishers.person(brand, Role.REVIEWER);
        grant(publishers.token(later), grants).then().statusCode(200);
        publishers.grant(later, brand.store(), Role.PUBLISHER);
        String uploader = publishers.token(later);

        push(uploader, name, SnapFile.of(name, "1.0", CONTROLLER))
                .then()
                .body("code", equalTo("need_manual_review"))
                .body("errors.code", contains("interface-grant"));
        push(token, name, SnapFile.of(name, "2.0", CONTROLLER)).then().body("code", equalTo("ready_to_release"));
        grant(reviewer, grants).then().statusCode(200).body("revision", equalTo(1));
        assertThat(actions()).contains("snap.grants-confirmed");
        push(uploader, name, SnapFile.of(name, "3.0", CONTROLLER)).then().body("code", equalTo("ready_to_release"));
    }

    @Test
    void theDeclarationHasTheLowestFormatThatCarriesTheGrants() {
        Map<String, Integer> formats = new HashMap<>();
        formats.put("{\"aliases\": [{\"name\": \"x\", \"target\": \"y\"}], \"auto-aliases\": [\"x\"]}", 0);
        formats.put("{\"refresh-control\": [\"" + id + "\"]}", 0);
        formats.put("{\"plugs\": {\"camera\": {\"allow-auto-connection\": true}}}", 1);
        formats.put("{\"plugs\": {\"x\": {\"allow-connection\": {\"plug-attributes\": {\"a\": \"$SLOT(b)\"}}}}}", 2);
        formats.put("{\"slots\": {\"x\": {\"allow-connection\": {\"on-store\": [\"s\"]}}}}", 3);
        formats.put("{\"plugs\": {\"x\": {\"allow-installation\": {\"plug-names\": [\"n\"]}}}}", 4);
        formats.put(
                "{\"plugs\": {\"x\": {\"allow-installation\": {\"plug-attributes\": {\"a\": [\"b\", \"c\"]}}}}}", 5);

        formats.forEach((grants, format) -> {
            grant(reviewer, grants).then().statusCode(200).body("format", equalTo(format));
            assertThat(declaration().format()).as(grants).isEqualTo(format);
        });
        grant(reviewer, "{}").then().statusCode(200).body("format", equalTo(0));
        assertThat(declaration().headers().names()).doesNotContain("plugs", "slots", "aliases");
    }

    @Test
    void aGrantThatDevicesWouldRefuseOrMisreadIsNotSigned() {
        for (String grants : List.of(
                "{\"plugs\": {\"snapd-control\": {\"allow-instalation\": true}}}",
                "{\"plugs\": {\"x\": {\"allow-installation\": {\"slot-publisher-id\": [\"a\"]}}}}",
                "{\"plugs\": {\"x\": {\"allow-connection\": {\"plug-attributes\": {\"a\": \"(\"}}}}}",
                "{\"plugs\": \"all\"}",
                "{\"slots\": {\"x\": {}}}",
                "{\"aliases\": [{\"name\": \"a b\", \"target\": \"y\"}]}",
                "{\"aliases\": [{\"name\": \"a\", \"target\": \"y\"}, {\"name\": \"a\", \"target\": \"z\"}]}",
                "{\"refresh-control\": [\"" + "z".repeat(32) + "\"]}",
                "{\"refresh-control\": [\"short\"]}",
                "{\"revision-authority\": [{\"account-id\": \"nobody-here\", \"provenance\": [\"p\"]}]}",
                "{\"revision-authority\": [{\"account-id\": \"" + brand.account() + "\", \"provenance\": []}]}",
                "{\"snap-name\": \"other\"}",
                "{\"publisher-id\": \"other\"}",
                "{\"plugs\": null}",
                "{\"plugs\": {\"x\": 1.5}}",
                "[]")) {
            Response answer = grant(reviewer, grants);
            assertThat(answer.statusCode()).as(grants + answer.asString()).isEqualTo(400);
        }
        assertThat(declaration().revision()).isZero();
    }

    @Test
    void onlyReviewersAndAdministratorsOfTheStoreGrant() {
        String grants = "{\"auto-aliases\": [\"x\"]}";
        for (Role role : List.of(Role.PUBLISHER, Role.VIEWER, Role.AUDITOR, Role.RELEASE_MANAGER)) {
            grant(publishers.token(publishers.person(brand, role)), grants)
                    .then()
                    .statusCode(403);
        }
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.ADMIN));
        grant(stranger, grants).then().statusCode(404);
        as(stranger).get(grantPath()).then().statusCode(404);
        given().get(grantPath()).then().statusCode(401);
        grant(admin, grants).then().statusCode(200);
        as(publishers.token(publishers.person(brand, Role.VIEWER)))
                .get(grantPath())
                .then()
                .statusCode(200)
                .body("grants.auto-aliases", contains("x"));
    }

    @Test
    void grantsThatWereChangedMeanwhileAreNotOverwritten() {
        String wish = "{\"grants\": {\"auto-aliases\": [\"%s\"]}, \"revision\": %d, \"reason\": \"r\"}";

        json(reviewer, wish.formatted("one", 0)).put(grantPath()).then().statusCode(200);
        json(admin, wish.formatted("two", 0)).put(grantPath()).then().statusCode(409);
        json(admin, wish.formatted("two", 1))
                .put(grantPath())
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));
        json(admin, wish.formatted("two", 2))
                .put(grantPath())
                .then()
                .statusCode(200)
                .body("revision", equalTo(2)); // nothing new was said
    }

    @Test
    void aProvenanceWaitsForItsAuthorityAndNobodyCanApproveItBefore() {
        AccountId account = new AccountId(publishers.unique("brand"));
        onboarding.create(new NewBrand(account, "Brand", account.value()), Actor.system("test"));
        begin(new Brand(account, publishers.store(account)));
        push(token, name, SnapFile.of(name, "1.0", "base: core24\nprovenance: factory\n"))
                .then()
                .body("code", equalTo("need_manual_review"))
                .body("errors.code", contains("provenance"));

        json(reviewer, WHY).post(waiting() + "/approve").then().statusCode(409);
        grant(
                        reviewer,
                        "{\"revision-authority\": [{\"account-id\": \"" + account
                                + "\", \"provenance\": [\"factory\"]}]}")
                .then()
                .statusCode(200)
                .body("format", equalTo(0));

        awaitProcessed(token, status()).then().body("code", equalTo("ready_to_release"));
        SnapRevision revision = revisions.require(id, new Revision(1));
        assertThat(assertions
                        .find(AssertionRef.of(
                                AssertionType.SNAP_REVISION, revision.digest().base64Url(), "factory"))
                        .orElseThrow()
                        .text("authority-id"))
                .isEqualTo(account.value());
    }

    // --- deleted never --------------------------------------------------------------------------------------------

    @Test
    void aWithdrawnRevisionIsKeptButCannotBeReleased() {
        push(token, name, SnapFile.app(name, "1.0"), "edge").then().body("revision", equalTo(1));
        push(token, name, SnapFile.app(name, "2.0")).then().body("revision", equalTo(2));
        String path = "/api/admin/v1/snaps/" + id + "/revisions/2/withdraw";
        String releaser = publishers.token(publishers.person(brand, Role.RELEASE_MANAGER));

        json(reviewer, WHY).post(path).then().statusCode(403);
        json(publishers.token(publishers.person(publishers.brand(), Role.ADMIN)), WHY)
                .post(path)
                .then()
                .statusCode(404);
        given().contentType("application/json").body(WHY).post(path).then().statusCode(401);
        json(releaser, "{}").post(path).then().statusCode(400);
        json(releaser, WHY).post(path).then().statusCode(200).body("withdrawn", equalTo(true));
        json(releaser, WHY).post(path).then().statusCode(200);
        json(releaser, WHY).post(path.replace("/2/", "/9/")).then().statusCode(404);

        json(token, Map.of("name", name, "revision", "2", "channels", List.of("edge")))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(409);
        assertThat(revisions.of(id)).extracting(SnapRevision::withdrawn).containsExactly(true, false);
        assertThat(actions()).containsOnlyOnce("snap.revision-withdrawn");
        push(token, name, SnapFile.app(name, "3.0")).then().body("revision", equalTo(3));
    }

    @Test
    void theDatabaseKeepsNamesIdsAndNumbersForEver() {
        push(token, name, SnapFile.app(name, "1.0")).then().body("revision", equalTo(1));
        publishers.sql("update snap_revision set withdrawn_at = now() where snap_id = ?1", id.value());

        for (String statement : List.of(
                "update snap_revision set withdrawn_at = null where snap_id = ?1",
                "update snap_revision set revision = 7 where snap_id = ?1",
                "update snap_revision set sha3_384 = repeat('0', 96) where snap_id = ?1",
                "delete from snap_revision where snap_id = ?1",
                "delete from submission where snap_id = ?1",
                "update snap set name = 'another-name' where id = ?1",
                "update snap set last_revision = 0 where id = ?1",
                "delete from snap where id = ?1")) {
            assertThatThrownBy(() -> publishers.sql(statement, id.value()))
                    .as(statement)
                    .isNotNull();
        }
        json(
                        token,
                        Map.of(
                                "snap_name",
                                name,
                                "series",
                                "16",
                                "store",
                                brand.store().value()))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(409);
    }

    @Test
    void nobodyGrantsAloneWhereThePolicyWantsOthers() {
        policy(admin, "{\"grant-approvals\": 1, \"reason\": \"two look at what is granted\"}")
                .then()
                .statusCode(200)
                .body("grant-approvals", equalTo(1));
        String proposal = json(reviewer, GRANT)
                .put(grantPath())
                .then()
                .statusCode(202)
                .extract()
                .path("proposal");
        String approve = "/api/admin/v1/proposals/" + proposal + "/approve";
        assertThat(as(reviewer).get(grantPath()).jsonPath().getMap("grants")).isEmpty();

        json(reviewer, WHY).post(approve).then().statusCode(403);
        String publishing = publishers.token(publishers.person(brand, Role.REVIEWER, Role.PUBLISHER));
        json(publishing, WHY).post(approve).then().statusCode(403);
        assertThat(as(reviewer).get(grantPath()).jsonPath().getMap("grants")).isEmpty();

        String second = publishers.token(publishers.person(brand, Role.REVIEWER));
        json(second, WHY).post(approve).then().statusCode(200).body("state", equalTo("applied"));
        assertThat(as(reviewer).get(grantPath()).jsonPath().getMap("grants")).isNotEmpty();
    }

    @Test
    void fewerApprovalsOfGrantsTakeTheApprovalsThatThereWere() {
        policy(admin, "{\"grant-approvals\": 2, \"reason\": \"three look at what is granted\"}")
                .then()
                .statusCode(200);
        json(admin, "{\"grant-approvals\": 0, \"reason\": \"it takes too long\"}")
                .put(policyPath())
                .then()
                .statusCode(202)
                .body("approvals-needed", equalTo(2));
        json(admin, "{\"grant-approvals\": 6, \"reason\": \"a crowd\"}")
                .put(policyPath())
                .then()
                .statusCode(400);
    }

    @Test
    void whatWasGrantedMeanwhileIsNotOverwrittenByAnOlderProposal() {
        policy(admin, "{\"grant-approvals\": 1, \"reason\": \"two look at what is granted\"}");
        String proposal = json(reviewer, GRANT)
                .put(grantPath())
                .then()
                .statusCode(202)
                .extract()
                .path("proposal");
        policy(admin, "{\"grant-approvals\": 0, \"reason\": \"one is enough\"}");
        json(reviewer, GRANT).put(grantPath()).then().statusCode(200);
        json(publishers.token(publishers.person(brand, Role.REVIEWER)), WHY)
                .post("/api/admin/v1/proposals/" + proposal + "/approve")
                .then()
                .statusCode(409);
    }

    // --- what the tests use ---------------------------------------------------------------------------------------

    private String narrow(Person person, Set<Permission> permissions, CredentialLimits limits) {
        return publishers
                .issue(person, CredentialKind.TOKEN, permissions, limits)
                .secret();
    }

    private String waiting() {
        return "/api/admin/v1/reviews/" + publishers.newestSubmission(id);
    }

    private String status() {
        return "/dev/api/submissions/" + publishers.newestSubmission(id);
    }

    private String policyPath() {
        return "/api/admin/v1/stores/" + brand.store() + "/review-policy";
    }

    /** Sets the policy, with somebody else who agrees where it lets more pass than before. */
    private Response policy(String by, String wish) {
        Response answer = json(by, wish).put(policyPath());
        if (answer.statusCode() != 202) {
            return answer;
        }
        json(reviewer, WHY)
                .post("/api/admin/v1/proposals/" + answer.path("proposal") + "/approve")
                .then()
                .statusCode(200)
                .body("state", equalTo("applied"));
        return as(by).get(policyPath());
    }

    private String grantPath() {
        return "/api/admin/v1/snaps/" + id + "/grants";
    }

    private Response grant(String by, String grants) {
        return json(by, "{\"grants\": " + grants + ", \"reason\": \"asked for\"}")
                .put(grantPath());
    }

    private Assertion declaration() {
        return assertions
                .find(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id.value()))
                .orElseThrow();
    }

    private List<String> actions() {
        return log.ofBrand(brand.account(), Long.MAX_VALUE, 100).stream()
                .map(RecordedChange::action)
                .toList();
    }
}
