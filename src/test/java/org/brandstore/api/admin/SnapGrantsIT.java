package org.brandstore.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.awaitProcessed;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.onboarding.NewBrand;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.snap.SnapRevision;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SnapGrantsIT extends UploadReviewCase {
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
}
