package org.brandstore.api.admin;

import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Revisions;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;

/** What tests of this subject have in common. */
abstract class UploadReviewCase {
    static final String KERNEL = "type: kernel\narchitectures: [amd64]\n";
    static final String CONTROLLER = "base: core24\narchitectures: [amd64]\nplugs: {snapd-control: null}\n";
    static final String GRANT =
            "{\"grants\": {\"plugs\": {\"snapd-control\": {\"allow-installation\": \"true\"}}}, \"reason\": \"it manages the device\"}";
    static final String WHY = "{\"reason\": \"looked at it\"}";

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

    Brand brand;
    Person developer;
    String token;
    String reviewer;
    String admin;
    String name;
    SnapId id;

    @BeforeEach
    void registerName() {
        begin(publishers.brand());
    }

    void begin(Brand of) {
        brand = of;
        developer = publishers.person(brand, Role.PUBLISHER, Role.REVIEWER, Role.ADMIN);
        token = publishers.token(developer);
        reviewer = publishers.token(publishers.person(brand, Role.REVIEWER));
        admin = publishers.token(publishers.person(brand, Role.ADMIN));
        name = publishers.unique("app");
        id = new SnapId(register(token, brand, name));
    }

    String narrow(Person person, Set<Permission> permissions, CredentialLimits limits) {
        return publishers
                .issue(person, CredentialKind.TOKEN, permissions, limits)
                .secret();
    }

    String waiting() {
        return "/api/admin/v1/reviews/" + publishers.newestSubmission(id);
    }

    String status() {
        return "/dev/api/submissions/" + publishers.newestSubmission(id);
    }

    String policyPath() {
        return "/api/admin/v1/stores/" + brand.store() + "/review-policy";
    }

    /** Sets the policy, with somebody else who agrees where it lets more pass than before. */
    Response policy(String by, String wish) {
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

    String grantPath() {
        return "/api/admin/v1/snaps/" + id + "/grants";
    }

    Response grant(String by, String grants) {
        return json(by, "{\"grants\": " + grants + ", \"reason\": \"asked for\"}")
                .put(grantPath());
    }

    Assertion declaration() {
        return assertions
                .find(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id.value()))
                .orElseThrow();
    }

    List<String> actions() {
        return log.ofBrand(brand.account(), Long.MAX_VALUE, 100).stream()
                .map(RecordedChange::action)
                .toList();
    }
}
