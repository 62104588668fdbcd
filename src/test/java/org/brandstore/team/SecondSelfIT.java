package org.brandstore.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.approval.Proposals;
import org.brandstore.store.DecidingRoles;
import org.brandstore.store.Memberships;
import org.brandstore.store.StorePeople;
import org.brandstore.store.invitation.Invitations;
import org.brandstore.store.invitation.NewInvitation;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One administrator without a mail server invites a publisher, takes the link themselves, and works under both names: what
 * one asks for is not decided by the other.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SecondSelfIT {
    private static final Map<String, String> WHY = Map.of("reason", "for a test");
    private static final String ADMIN = "/api/admin/v1/";

    @Inject
    Publishers publishers;

    @Inject
    People people;

    @Inject
    Invitations invitations;

    @Inject
    StorePeople staff;

    @Inject
    Memberships members;

    @Inject
    Proposals proposals;

    private Brand brand;
    private Person admin;
    private String first;
    private Person self;
    private String second;
    private String name;

    @BeforeEach
    void anAdministratorWithTwoNames() {
        brand = publishers.brand();
        admin = publishers.person(brand, Role.ADMIN);
        first = publishers.token(admin);
        self = invited(Role.PUBLISHER);
        second = publishers.token(self);
        name = publishers.unique("app");
    }

    private Person invited(Role role) {
        String link = invitations
                .invite(
                        new NewInvitation(
                                brand.store(), publishers.unique("self") + "@acme.example", "Self", Set.of(role)),
                        admin)
                .link()
                .orElseThrow();
        return invitations.accept(link.substring(link.indexOf('#') + 1), "correct horse battery staple".toCharArray());
    }

    private String snap() {
        String id = register(second, brand, name);
        push(second, name, SnapFile.app(name, "1.0")).then().body("can_release", equalTo(true));
        return id;
    }

    /** The release request for stable. */
    private String wish() {
        json(second, Map.of("name", name, "revision", "1", "channels", List.of("stable")))
                .post("/dev/api/snap-release/");
        return as(first).get(ADMIN + "releases").path("[0].id");
    }

    private String held() {
        name = publishers.unique("kernel");
        register(second, brand, name);
        push(second, name, SnapFile.of(name, "1.0", "type: kernel\narchitectures: [amd64]\n"));
        return as(first).get(ADMIN + "reviews").path("[0].id");
    }

    private Response approve(String what, String id) {
        return json(first, WHY).post(ADMIN + what + "/" + id + "/approve");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).body("code", equalTo("four-eyes"));
    }

    @Test
    void whoInvitedASecondSelfDoesNotApproveItsRelease() {
        snap();
        String request = wish();

        refused(approve("releases", request));
        refused(json(first, WHY).post(ADMIN + "releases/" + request + "/reject"));

        String other = publishers.token(publishers.person(brand, Role.RELEASE_MANAGER));
        json(other, WHY)
                .post(ADMIN + "releases/" + request + "/approve")
                .then()
                .statusCode(200)
                .body("state", equalTo("applied"));
    }

    @Test
    void aVoteFromBeforeDoesNotCountForASecondSelf() {
        snap();
        String request = wish();
        publishers.sql("update release_request set approvals_needed = 2 where id = ?1", UUID.fromString(request));
        publishers.sql(
                "insert into release_decision (request_id, person_id, verdict, reason, at) values (?1, ?2, 'approved',"
                        + " 'before there was a rule', now())",
                UUID.fromString(request),
                admin.id().value());

        String other = publishers.token(publishers.person(brand, Role.RELEASE_MANAGER));
        json(other, WHY)
                .post(ADMIN + "releases/" + request + "/approve")
                .then()
                .statusCode(200)
                .body("state", equalTo("waiting"));
    }

    @Test
    void whoInvitedASecondSelfDoesNotApproveItsUpload() {
        String upload = held();

        refused(approve("reviews", upload));
        refused(json(first, WHY).post(ADMIN + "reviews/" + upload + "/reject"));
    }

    @Test
    void whoInvitedASecondSelfDoesNotGrantToItsSnap() {
        String id = snap();

        refused(json(
                        first,
                        Map.of(
                                "grants",
                                Map.of("plugs", Map.of("snapd-control", Map.of("allow-auto-connection", "true"))),
                                "reason",
                                "for a test"))
                .put(ADMIN + "snaps/" + id + "/grants"));
    }

    @Test
    void whatWasGrantedBeforeDoesNotLetASecondSelfPass() {
        String id = register(second, brand, name);
        json(
                        first,
                        Map.of(
                                "grants",
                                Map.of(
                                        "plugs",
                                        Map.of(
                                                "snapd-control",
                                                Map.of("allow-installation", "true", "allow-auto-connection", "true"))),
                                "reason",
                                "for a test"))
                .put(ADMIN + "snaps/" + id + "/grants")
                .then()
                .statusCode(200);

        push(second, name, SnapFile.of(name, "1.0", "plugs:\n  snapd-control:\n"))
                .then()
                .body("can_release", equalTo(false));
    }

    @Test
    void whoInvitedASecondSelfDoesNotApproveWhatItProposes() {
        String id = snap();
        String request = wish();
        String other = publishers.token(publishers.person(brand, Role.RELEASE_MANAGER));
        json(other, WHY).post(ADMIN + "releases/" + request + "/approve").then().statusCode(200);
        String proposal = json(second, Map.of("channel", "latest/stable", "reason", "for a test"))
                .post(ADMIN + "snaps/" + id + "/close")
                .path("proposal");

        refused(approve("proposals", proposal));
        as(first).get(ADMIN + "proposals/" + proposal).then().body("approvals", equalTo(0));
    }

    /** And the other way round: what the administrator asks for waits, whatever role the second self got. */
    @Test
    void aSecondSelfDoesNotApproveWhatWhoInvitedItProposes() {
        members.grant(self.id(), brand.store(), Role.ADMIN, Actor.system("test"));
        String proposal = json(
                        first,
                        Map.of(
                                "approvals",
                                Map.of("stable", 0, "candidate", 1, "beta", 0, "edge", 0),
                                "reason",
                                "for a test"))
                .put(ADMIN + "stores/" + brand.store() + "/release-policy")
                .path("proposal");

        refused(json(second, WHY).post(ADMIN + "proposals/" + proposal + "/approve"));
    }

    @Test
    void twoNamesOfOneDecideNothingForEachOther() {
        Person third = invited(Role.VIEWER);
        members.grant(third.id(), brand.store(), Role.RELEASE_MANAGER, Actor.system("test"));
        snap();
        String request = wish();

        refused(json(publishers.token(third), WHY).post(ADMIN + "releases/" + request + "/approve"));
    }

    @Test
    void whoHasShownTheAddressIsAnotherPerson() {
        snap();
        String request = wish();
        people.proveEmail(self.id(), Actor.cli());

        approve("releases", request).then().statusCode(200).body("state", equalTo("applied"));
    }

    @Test
    void whomAnotherAdministratorHasConfirmedIsAnotherPerson() {
        snap();
        String request = wish();
        UUID proposal = staff.setRoles(
                        brand.store(), self.id(), Set.of(Role.PUBLISHER, Role.REVIEWER), "I know them", Actor.of(admin))
                .map(DecidingRoles.Waiting::proposal)
                .orElseThrow();
        refused(approve("releases", request));
        proposals.approve(proposal, "so do I", Actor.of(publishers.person(brand, Role.ADMIN)));

        approve("releases", request).then().statusCode(200).body("state", equalTo("applied"));
        assertThat(publishers.count(
                        "select count(*) from person where id = ?1 and vouched_by is null and not email_proven",
                        self.id().value()))
                .isEqualTo(1);
    }
}
