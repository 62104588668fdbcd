package org.brandstore.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.identity.Identities;
import org.brandstore.account.person.NewPerson;
import org.brandstore.account.person.People;
import org.brandstore.approval.Proposals;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.DecidingRoles;
import org.brandstore.store.Memberships;
import org.brandstore.store.StorePeople;
import org.brandstore.store.invitation.Invitations;
import org.brandstore.store.invitation.NewInvitation;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are of the server, roles are of brands, and nobody makes a second self that decides. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PeopleOfBrandsIT {
    private static final char[] PASSWORD = "correct horse battery staple".toCharArray();

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

    @Inject
    Identities identities;

    private Brand brand;
    private Person admin;
    private String email;

    @BeforeEach
    void aBrand() {
        brand = publishers.brand();
        admin = publishers.person(brand, Role.ADMIN);
        email = publishers.unique("ceo") + "@acme.example";
    }

    private String invite(Brand by, Person inviter, Role... roles) {
        String link = invitations
                .invite(new NewInvitation(by.store(), email, "Ceo", Set.of(roles)), inviter)
                .link()
                .orElseThrow();
        return link.substring(link.indexOf('#') + 1);
    }

    private UUID waiting(Person person, Role... roles) {
        return staff.setRoles(brand.store(), person.id(), Set.of(roles), "test", Actor.of(admin))
                .map(DecidingRoles.Waiting::proposal)
                .orElseThrow();
    }

    @Test
    void anAddressThatNobodyProvedIsNotKeptFromItsOwner() {
        Brand rival = publishers.brand();
        Person squatter =
                invitations.accept(invite(rival, publishers.person(rival, Role.ADMIN), Role.VIEWER), PASSWORD);

        Person real = invitations.accept(invite(brand, admin, Role.VIEWER), "quite another password".toCharArray());

        assertThat(real.id()).isNotEqualTo(squatter.id());
        assertThat(members.roles(squatter.id(), brand.store())).isEmpty();
        assertThat(people.authenticate(email, PASSWORD)).contains(squatter);
        assertThat(people.authenticate(email, "quite another password".toCharArray()))
                .contains(real);
        Person proven = people.create(new NewPerson(email, "Ceo", brand.account()), Actor.cli());
        assertThat(people.findProven(email)).contains(proven);
        assertThatThrownBy(() -> people.proveEmail(squatter.id(), Actor.cli()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void whomABrandTakesForSomebodyCannotJoinAnotherAsThem() {
        Brand rival = publishers.brand();
        Person squatter =
                invitations.accept(invite(rival, publishers.person(rival, Role.ADMIN), Role.VIEWER), PASSWORD);
        String token = invite(brand, admin, Role.VIEWER);

        assertThatThrownBy(() -> invitations.join(token, squatter))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(members.roles(squatter.id(), brand.store())).isEmpty();
    }

    @Test
    void aBrandShutsNobodyOutOfAnother() {
        Brand rival = publishers.brand();
        Person rivalAdmin = publishers.person(rival, Role.ADMIN);
        Person person = publishers.person(rival, Role.VIEWER);
        publishers.grant(person, brand.store(), Role.VIEWER);
        String token = publishers.token(person);

        staff.disable(rival.store(), person.id(), "test", Actor.of(rivalAdmin));

        assertThat(members.roles(person.id(), rival.store())).isEmpty();
        assertThat(members.roles(person.id(), brand.store())).containsExactly(Role.VIEWER);
        assertThat(people.find(person.id()).orElseThrow().disabled()).isFalse();
        Publishers.as(token).get("/api/v2/tokens/whoami").then().statusCode(200);
    }

    @Test
    void aDecidingRoleWaitsForAnotherAdministrator() {
        Person person = publishers.person(brand, Role.VIEWER);
        UUID proposal = waiting(person, Role.VIEWER, Role.REVIEWER);

        assertThat(members.roles(person.id(), brand.store())).containsExactly(Role.VIEWER);
        assertThatThrownBy(() -> proposals.approve(proposal, "fine", Actor.of(admin)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FOUR_EYES));
        Person second = publishers.person(brand, Role.ADMIN);
        proposals.approve(proposal, "fine", Actor.of(second));
        assertThat(members.roles(person.id(), brand.store())).containsExactlyInAnyOrder(Role.VIEWER, Role.REVIEWER);
    }

    @Test
    void nobodyGivesThemselvesADecidingRole() {
        UUID proposal = waiting(admin, Role.ADMIN, Role.RELEASE_MANAGER);

        assertThat(members.roles(admin.id(), brand.store())).containsExactly(Role.ADMIN);
        proposals.approve(proposal, "fine", Actor.cli());
        assertThat(members.roles(admin.id(), brand.store()))
                .containsExactlyInAnyOrder(Role.ADMIN, Role.RELEASE_MANAGER);
    }

    @Test
    void aSecondSelfDecidesNothing() {
        Person self = invitations.accept(invite(brand, admin, Role.ADMIN, Role.VIEWER), PASSWORD);

        assertThat(self.proven()).isFalse();
        assertThat(members.roles(self.id(), brand.store())).containsExactly(Role.VIEWER);
        Person person = publishers.person(brand, Role.VIEWER);
        UUID proposal = waiting(person, Role.REVIEWER);
        assertThatThrownBy(() -> proposals.approve(proposal, "fine", Actor.of(self)))
                .isInstanceOf(StoreException.class);
        assertThat(members.roles(person.id(), brand.store())).isEmpty();
    }

    @Test
    void nobodyWhoWasShutOutAgreesToRoles() {
        Person person = publishers.person(brand, Role.VIEWER);
        Person second = publishers.person(brand, Role.ADMIN);
        UUID proposal = waiting(person, Role.VIEWER, Role.REVIEWER);
        staff.disable(brand.store(), second.id(), "test", Actor.of(admin));

        assertThatThrownBy(() -> proposals.approve(proposal, "fine", Actor.of(second)))
                .isInstanceOf(StoreException.class);
        assertThat(members.roles(person.id(), brand.store())).containsExactly(Role.VIEWER);
    }

    @Test
    void whatSomebodyElseMayHaveChosenGoesWithTheProof() {
        Person person = invitations.accept(invite(brand, admin, Role.VIEWER), PASSWORD);

        people.proveEmail(person.id(), Actor.cli());

        Person proven = people.findProven(email).orElseThrow();
        assertThat(proven.id()).isEqualTo(person.id());
        assertThat(proven.account()).as("its keys may be somebody else's").isNotEqualTo(person.account());
        assertThat(people.authenticate(email, PASSWORD)).isEmpty();
    }

    @Test
    void aNameAtTheProviderCanBeForgotten() {
        identities.bind("https://idp.example", email, admin, Actor.system("test"));

        assertThat(identities.unbind(admin, Actor.cli())).isEqualTo(1);

        assertThat(identities.find("https://idp.example", email)).isEmpty();
        identities.bind("https://idp.example", email + "-again", admin, Actor.system("test"));
        assertThat(identities.find("https://idp.example", email + "-again")).isPresent();
    }

    private void opensNothing(String token) {
        assertThat(invitations.find(token)).isEmpty();
        assertThatThrownBy(() -> invitations.accept(token, PASSWORD))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    /** Nor do they come back themselves, by another address that they have invited before. */
    @Test
    void whoMayNotInviteAnyMoreBringsNobodyIn() {
        Person second = publishers.person(brand, Role.ADMIN, Role.VIEWER);
        String token = invite(brand, second, Role.PUBLISHER);
        assertThat(invitations.find(token)).isPresent();

        staff.setRoles(brand.store(), second.id(), Set.of(Role.VIEWER), "test", Actor.of(admin));
        opensNothing(token);
        publishers.grant(second, brand.store(), Role.ADMIN);
        assertThat(invitations.find(token)).isPresent();
        staff.disable(brand.store(), second.id(), "test", Actor.of(admin));
        opensNothing(token);

        assertThat(invitations.acceptProven(email)).isEmpty();
        Person joining = publishers.person(brand, Role.VIEWER);
        email = joining.email();
        Person third = publishers.person(brand, Role.ADMIN);
        String joined = invite(brand, third, Role.PUBLISHER);
        publishers.disable(third);
        assertThatThrownBy(() -> invitations.join(joined, joining)).isInstanceOf(StoreException.class);
        assertThat(members.roles(joining.id(), brand.store())).containsExactly(Role.VIEWER);
    }

    @Test
    void whomABrandHasShutOutDoesNotComeBackByWhatWasAskedForBefore() {
        Person person = publishers.person(brand, Role.VIEWER);
        Person second = publishers.person(brand, Role.ADMIN);
        UUID proposal = waiting(person, Role.VIEWER, Role.REVIEWER);

        staff.disable(brand.store(), person.id(), "test", Actor.of(admin));

        assertThatThrownBy(() -> proposals.approve(proposal, "fine", Actor.of(second)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(members.roles(person.id(), brand.store())).isEmpty();
    }
}
