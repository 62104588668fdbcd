package org.brandstore.console.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.person.NewPerson;
import org.brandstore.account.person.People;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.security.AccessFilter;
import org.brandstore.store.Memberships;
import org.brandstore.store.invitation.Invitations;
import org.brandstore.store.invitation.NewInvitation;
import org.brandstore.testing.Commands;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in through a real provider, which can be told to do everything wrong. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OidcIT {
    @Inject
    Commands commands;

    @Inject
    Publishers publishers;

    @Inject
    ConsoleBrowsers browsers;

    @Inject
    People people;

    @Inject
    Invitations invitations;

    @Inject
    Memberships members;

    private Publishers.Brand brand;
    private Person person;
    private String subject;

    @BeforeEach
    void somebodyWhomTheProviderKnows() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.VIEWER);
        subject = UUID.randomUUID().toString();
    }

    /** What a browser goes through. */
    private record Trip(Response start, String back) {
        static Trip to(String... query) {
            Response start = given().redirects()
                    .follow(false)
                    .queryParam("next", "/console/releases")
                    .get("/console/oidc/start");
            assertThat(start.statusCode()).isEqualTo(303);
            String address = start.header("Location");
            for (int i = 0; i < query.length; i += 2) {
                address += "&" + query[i] + "=" + query[i + 1];
            }
            Response provider =
                    given().urlEncodingEnabled(false).redirects().follow(false).get(URI.create(address));
            assertThat(provider.statusCode()).isEqualTo(302);
            return new Trip(start, provider.header("Location"));
        }

        Response finish() {
            return finish(start.cookie("brandstore-oidc"), back);
        }

        static Response finish(String cookie, String back) {
            return given().urlEncodingEnabled(false)
                    .redirects()
                    .follow(false)
                    .cookie("brandstore-oidc", cookie)
                    .get(back.substring(back.indexOf("/console")));
        }
    }

    private Trip trip(String... more) {
        String[] query = new String[6 + more.length];
        System.arraycopy(new String[] {"sub", subject, "email", person.email(), "verified", "true"}, 0, query, 0, 6);
        System.arraycopy(more, 0, query, 6, more.length);
        return Trip.to(query);
    }

    private static void assertRefused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.cookie(AccessFilter.SESSION_COOKIE)).isNull();
        assertThat(answer.asString()).contains("did not vouch for anybody who is known here");
    }

    @Test
    void aVerifiedAddressFindsThePersonAndTheBrowserGoesOnByItself() {
        Trip trip = trip();
        Response answer = trip.finish();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("content=\"0; url=/console/releases\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeaders().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(AccessFilter.SESSION_COOKIE))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("HttpOnly")
                        .contains("SameSite=Strict")
                        .contains("Path=/console"));
        assertThat(trip.start().getHeaders().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("brandstore-oidc"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .contains("Path=/console/oidc"));
        assertThat(new ConsoleBrowser(answer.cookie(AccessFilter.SESSION_COOKIE))
                        .get("/console")
                        .asString())
                .contains(person.email());
        assertThat(members.roles(person.id(), brand.store()))
                .as("no rights by itself")
                .containsExactly(Role.VIEWER);
    }

    @Test
    void theSignInPageOffersTheProvider() {
        assertThat(given().get("/console/sign-in?next=/console/releases").asString())
                .contains("href=\"/console/oidc/start?next=/console/releases\"")
                .contains("Sign in with Acme ID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce",
                "no-nonce",
                "audience",
                "audiences",
                "issuer",
                "expired",
                "future",
                "not-yet",
                "none",
                "hmac",
                "key",
                "changed"
            })
    void aTokenThatIsNotToBeBelievedOpensNothing(String fault) {
        assertRefused(trip("fault", fault).finish());
    }

    @Test
    void anAddressThatTheProviderHasNotVerifiedOpensNothing() {
        assertRefused(Trip.to("sub", subject, "email", person.email(), "verified", "false")
                .finish());
    }

    @Test
    void aStrangerWhomTheProviderKnowsIsAStrangerHere() {
        assertRefused(Trip.to("sub", subject, "email", publishers.unique("x") + "@acme.example", "verified", "true")
                .finish());
    }

    @Test
    void anAnswerCountsOnce() {
        Trip trip = trip();
        assertThat(trip.finish().statusCode()).isEqualTo(200);

        assertRefused(trip.finish());
    }

    @Test
    void aCodeOfAnotherSignInIsWorthNothing() {
        Trip used = trip();
        String code = used.back().replaceFirst(".*code=([^&]+).*", "$1");
        assertThat(used.finish().statusCode()).isEqualTo(200);
        Trip replay = trip();
        assertRefused(Trip.finish(
                replay.start().cookie("brandstore-oidc"), replay.back().replaceFirst("code=[^&]+", "code=" + code)));

        Trip stolen = trip();
        String fresh = stolen.back().replaceFirst(".*code=([^&]+).*", "$1");
        Trip thief = trip();
        assertRefused(Trip.finish(
                thief.start().cookie("brandstore-oidc"), thief.back().replaceFirst("code=[^&]+", "code=" + fresh)));
    }

    @Test
    void onlyTheBrowserThatBeganCanEnd() {
        Trip trip = trip();

        assertRefused(Trip.finish("none", trip.back()));
        assertRefused(Trip.finish(trip().start().cookie("brandstore-oidc"), trip.back()));
        assertRefused(
                Trip.finish(trip.start().cookie("brandstore-oidc"), "/console/oidc/callback?error=access_denied"));
        assertThat(trip.finish().statusCode()).isEqualTo(200);
    }

    @Test
    void aDisabledPersonDoesNotGetIn() {
        assertThat(trip().finish().statusCode()).isEqualTo(200);
        publishers.disable(person);

        assertRefused(trip().finish());
    }

    /** Addresses are given to others; the provider's own name for somebody is not. */
    @Test
    void theProvidersNameForSomebodyCountsAndNotTheAddress() {
        assertThat(trip().finish().statusCode()).isEqualTo(200);

        assertThat(Trip.to("sub", subject, "email", "renamed@acme.example", "verified", "false")
                        .finish()
                        .statusCode())
                .isEqualTo(200);
        Response successor = Trip.to("sub", UUID.randomUUID().toString(), "email", person.email(), "verified", "true")
                .finish();
        assertThat(successor.statusCode()).isEqualTo(409);
        assertThat(successor.cookie(AccessFilter.SESSION_COOKIE)).isNull();
    }

    @Test
    void whoIsMadeAnewAtTheProviderGetsInOnceTheOldNameIsForgotten() {
        assertThat(trip().finish().statusCode()).isEqualTo(200);
        String anew = UUID.randomUUID().toString();
        assertThat(Trip.to("sub", anew, "email", person.email(), "verified", "true")
                        .finish()
                        .statusCode())
                .isEqualTo(409);

        assertThat(commands.run("person", "unbind", person.email())).containsExactly("1 name forgotten");

        assertThat(Trip.to("sub", anew, "email", person.email(), "verified", "true")
                        .finish()
                        .statusCode())
                .isEqualTo(200);
        assertThat(trip().finish().cookie(AccessFilter.SESSION_COOKIE)).isNull();
    }

    @Test
    void anAdministratorOfTheirBrandForgetsTheOldNameOnThePageOrThroughTheApi() {
        Person admin = publishers.person(brand, Role.ADMIN);
        ConsoleBrowser browser = browsers.signedIn(admin);
        String form = "/console/people/" + brand.store() + "/" + person.id() + "/unbind";
        assertThat(browser.get("/console/people").asString()).doesNotContain(form);
        assertThat(trip().finish().statusCode()).isEqualTo(200);
        assertThat(browser.get("/console/people").asString()).contains(form);

        browser.post(form).then().statusCode(303);

        assertThat(browser.get("/console/people").asString()).doesNotContain(form);
        assertThat(Trip.to("sub", UUID.randomUUID().toString(), "email", person.email(), "verified", "true")
                        .finish()
                        .statusCode())
                .isEqualTo(200);
        assertThat(trip().finish().statusCode()).isEqualTo(409);
        unbind(admin, person).then().statusCode(204);
        assertThat(trip().finish().statusCode()).isEqualTo(200);
    }

    @Test
    void anAdministratorDoesNotForgetTheNameOfSomebodyOfAnotherBrand() {
        Publishers.Brand elsewhere = publishers.brand();
        Person guest = publishers.person(brand, elsewhere.account(), Role.OUTSIDE_PUBLISHER);
        unbind(publishers.person(brand, Role.ADMIN), guest).then().statusCode(403);
        unbind(publishers.person(elsewhere, Role.ADMIN), person).then().statusCode(404);
    }

    private Response unbind(Person admin, Person whom) {
        return Publishers.as(publishers.token(admin))
                .contentType("application/json")
                .post(
                        "/api/admin/v1/stores/{store}/people/{person}/unbind",
                        storeOf(admin),
                        whom.id().toString());
    }

    private String storeOf(Person admin) {
        return members.storesOf(admin.id()).getFirst().id().value();
    }

    @Test
    void somebodyInvitedGetsInWithTheRolesOfTheInvitationOnly() {
        String email = publishers.unique("new") + "@acme.example";
        invitations.invite(
                new NewInvitation(brand.store(), email, "New", Set.of(Role.AUDITOR)),
                publishers.person(brand, Role.ADMIN));

        Response answer =
                Trip.to("sub", subject, "email", email, "verified", "true").finish();

        assertThat(answer.statusCode()).isEqualTo(200);
        Person found = people.findProven(email).orElseThrow();
        assertThat(found.home()).isEqualTo(brand.account());
        assertThat(members.roles(found.id(), brand.store())).containsExactly(Role.AUDITOR);
        assertThat(people.hasPassword(found.id())).isFalse();
        assertThat(invitations.of(brand.store())).isEmpty();
    }

    /** Whoever invites sees the link and could have chosen the password; the owner of the address must not inherit it. */
    @Test
    void aPasswordThatSomebodyElseMayHaveChosenGoesWhenTheAddressIsProven() {
        String email = publishers.unique("new") + "@acme.example";
        Person unproven = people.createUnproven(
                new NewPerson(email, "New", brand.account()),
                publishers.person(brand, Role.ADMIN).id(),
                Actor.system("test"));
        publishers.setPassword(unproven);
        ConsoleBrowser inviter = browsers.signedIn(unproven);

        assertThat(Trip.to("sub", subject, "email", email, "verified", "true")
                        .finish()
                        .statusCode())
                .isEqualTo(200);

        assertThat(people.hasPassword(unproven.id())).isFalse();
        assertThat(inviter.get("/console").statusCode()).isEqualTo(303);
    }

    @Test
    void aProvenPersonKeepsTheirPassword() {
        publishers.setPassword(person);

        trip().finish();

        assertThat(people.authenticate(person.email(), Publishers.PASSWORD.toCharArray()))
                .isPresent();
    }
}
