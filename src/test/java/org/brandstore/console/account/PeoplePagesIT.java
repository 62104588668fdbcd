package org.brandstore.console.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.account.person.People;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.security.AccessFilter;
import org.brandstore.store.Memberships;
import org.brandstore.testing.AuthenticatorApp;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The people of a store in the console, and invitations to it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PeoplePagesIT {
    private static final String PASSWORD = "a password of their own";

    @Inject
    Publishers publishers;

    @Inject
    ConsoleBrowsers browsers;

    @Inject
    Memberships members;

    @Inject
    People people;

    @Inject
    SecondFactors factors;

    @Inject
    ChangeLog log;

    private Publishers.Brand brand;
    private Person admin;
    private ConsoleBrowser browser;

    @BeforeEach
    void anAdministrator() {
        brand = publishers.brand();
        admin = publishers.person(brand, Role.ADMIN);
        browser = browsers.signedIn(admin);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyAdministratorsSeeAndChangePeople(Role role) {
        Person person = publishers.person(brand, role);
        ConsoleBrowser theirs = browsers.signedIn(person);
        boolean may = role == Role.ADMIN;

        assertThat(theirs.get("/console/people").statusCode()).isEqualTo(may ? 200 : 403);
        assertThat(theirs.get("/console").asString().contains("href=\"/console/people\""))
                .isEqualTo(may);
        Response invited = theirs.post(store("/invite"), "email", "x@acme.example", "name", "X", "role", "viewer");
        assertThat(invited.statusCode()).isEqualTo(may ? 200 : 403);
        Response changed = theirs.post(store("/" + person.id() + "/roles"), "role", role.wireName(), "role", "auditor");
        assertThat(changed.statusCode()).isEqualTo(may ? 303 : 403);
        assertThat(members.roles(person.id(), brand.store()).contains(Role.AUDITOR))
                .isEqualTo(may || role == Role.AUDITOR);
        assertThat(theirs.post(store("/" + admin.id() + "/disable"), "reason", "x")
                        .statusCode())
                .isEqualTo(may ? 303 : 403);
        assertThat(members.roles(admin.id(), brand.store()).isEmpty()).isEqualTo(may);
    }

    @Test
    void whoShutsSomebodyOutIsToldWhichKeysTheyRegistered() {
        Person developer = publishers.person(brand, Role.PUBLISHER);
        DeveloperKeys.register(publishers.token(developer), developer.account(), "laptop");

        Response told = browser.post(store("/" + developer.id() + "/disable"), "reason", "left");

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.asString()).contains("still sign", "laptop");
    }

    @Test
    void anAdministratorEndsAKeyOfTheBrand() {
        String key = publishers.brandKey(brand).publicKey().id().value();
        assertThat(browser.get("/console/keys").asString()).contains(key);
        String end = "/console/keys/" + brand.store() + "/end";
        assertThat(browser.post(end, "key", key, "cause", "theft", "reason", "left with the laptop")
                        .asString())
                .contains("The key has ended.", "stolen: left with the laptop");
    }

    @Test
    void theAdministratorOfAnotherStoreFindsNothing() {
        ConsoleBrowser stranger = browsers.signedIn(publishers.person(publishers.brand(), Role.ADMIN));

        assertThat(stranger.get("/console/people").asString()).doesNotContain(admin.email());
        assertThat(stranger.post(store("/" + admin.id() + "/disable"), "reason", "x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.post(store("/invite"), "email", "x@acme.example", "name", "X", "role", "admin")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rolesAreSetAsTickedAndRecorded() {
        Person person = publishers.person(brand, Role.PUBLISHER, Role.VIEWER);

        browser.post(store("/" + person.id() + "/roles"), "role", "publisher", "role", "auditor")
                .then()
                .statusCode(303);

        assertThat(members.roles(person.id(), brand.store())).containsExactlyInAnyOrder(Role.PUBLISHER, Role.AUDITOR);
        assertThat(log.ofBrand(brand.account(), Long.MAX_VALUE, 2))
                .extracting(RecordedChange::action, RecordedChange::actor)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("role.granted", "person:" + admin.email()),
                        org.assertj.core.groups.Tuple.tuple("role.withdrawn", "person:" + admin.email()));
    }

    @Test
    void aStoreKeepsAnAdministrator() {
        Response gone = browser.post(store("/" + admin.id() + "/roles"), "role", "viewer");
        assertThat(gone.statusCode()).isEqualTo(409);
        assertThat(gone.asString()).contains("make somebody else one first");
        assertThat(browser.post(store("/" + admin.id() + "/disable"), "reason", "x")
                        .statusCode())
                .isEqualTo(409);

        Person second = publishers.person(brand, Role.ADMIN);
        publishers.disable(second);
        assertThat(browser.post(store("/" + admin.id() + "/roles"), "role", "viewer")
                        .statusCode())
                .as("one who cannot sign in does not count")
                .isEqualTo(409);
        publishers.person(brand, Role.ADMIN);
        assertThat(browser.post(store("/" + admin.id() + "/roles"), "role", "viewer")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void aDisabledPersonIsOutOfEveryDoorAndComesBackWithNothing() {
        Person person = publishers.person(brand, Role.PUBLISHER);
        ConsoleBrowser theirs = browsers.signedIn(person);
        String token = publishers.token(person);
        String onprem = browsers.secret(person, CredentialKind.ONPREM);

        browser.post(store("/" + person.id() + "/disable"), "reason", "left the company")
                .then()
                .statusCode(303);

        assertThat(theirs.get("/console").statusCode()).isEqualTo(303);
        Publishers.as(token).get("/api/v2/tokens/whoami").then().statusCode(401);
        Publishers.as(onprem).get("/v1/tokens/whoami").then().statusCode(401);
        assertThat(log.ofBrand(brand.account(), Long.MAX_VALUE, 1).getFirst())
                .satisfies(change -> assertThat(change.action()).isEqualTo("person.shut-out"))
                .satisfies(change -> assertThat(change.why()).isEqualTo("left the company"));

        publishers.setPassword(person);
        String again = given().contentType("application/json")
                .body(java.util.Map.of(
                        "email", person.email(), "password", Publishers.PASSWORD, "description", "again"))
                .post("/api/admin/v1/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        assertThat(Publishers.as(again).get("/dev/api/account").<java.util.List<?>>path("stores"))
                .as("people are of the server, and have nothing of the brand any more")
                .isEmpty();
    }

    @Test
    void theAccountOfAnotherBrandsPersonIsNotOurs() {
        Publishers.Brand elsewhere = publishers.brand();
        Person guest = publishers.person(brand, elsewhere.account(), Role.OUTSIDE_PUBLISHER);
        AuthenticatorApp.enrol(factors, guest);

        assertThat(browser.post(store("/" + guest.id() + "/remove-second-factor"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(factors.isRequired(guest.id())).isTrue();
        publishers.grant(guest, elsewhere.store(), Role.VIEWER);
        String token = publishers.token(guest);
        browser.post(store("/" + guest.id() + "/disable"), "reason", "x").then().statusCode(303);
        assertThat(members.roles(guest.id(), brand.store())).isEmpty();
        assertThat(members.roles(guest.id(), elsewhere.store())).containsExactly(Role.VIEWER);
        Publishers.as(token).get("/api/v2/tokens/whoami").then().statusCode(200);
    }

    @Test
    void aLostSecondFactorIsRemovedByAnAdministratorButNotByOneself() {
        Person person = publishers.person(brand, Role.VIEWER);
        AuthenticatorApp.enrol(factors, person);
        AuthenticatorApp.enrol(factors, admin);

        assertThat(browser.post(store("/" + person.id() + "/remove-second-factor"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.post(store("/" + admin.id() + "/remove-second-factor"))
                        .statusCode())
                .isEqualTo(403);

        assertThat(factors.isRequired(person.id())).isFalse();
        assertThat(factors.isRequired(admin.id())).isTrue();
    }

    @Test
    void somebodyInvitedChoosesAPasswordAndHasTheRoles() {
        String email = publishers.unique("new") + "@acme.example";
        String token = invite(email, "publisher", "viewer");

        Response shown = open(token);
        assertThat(shown.asString()).contains("Welcome, New").contains(email).contains("Publisher, Viewer");
        assertThat(people.ofEmail(email)).as("looking accepts nothing").isEmpty();
        Response accepted = accept(shown, token, PASSWORD, PASSWORD);

        assertThat(accepted.statusCode()).isEqualTo(303);
        assertThat(accepted.getHeaders().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(AccessFilter.SESSION_COOKIE))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict"));
        Person person = people.findUnproven(email, brand.account()).orElseThrow();
        assertThat(person.home()).isEqualTo(brand.account());
        assertThat(members.roles(person.id(), brand.store())).containsExactlyInAnyOrder(Role.PUBLISHER, Role.VIEWER);
        assertThat(new ConsoleBrowser(accepted.cookie(AccessFilter.SESSION_COOKIE))
                        .get("/console")
                        .statusCode())
                .isEqualTo(200);
        assertThat(open(token).statusCode()).as("single use").isEqualTo(404);
        assertThat(browser.get("/console/people").asString()).contains(email).doesNotContain("Invited</h2>");
    }

    @Test
    void anInvitationWithoutAGoodPasswordIsNotUsedUp() {
        String email = publishers.unique("new") + "@acme.example";
        String token = invite(email, "viewer");

        assertThat(open(token).asString())
                .as("the number that is configured")
                .contains("Choose a password <span class=\"muted\">(14 characters or more)</span>")
                .containsPattern("id=\"password\"[^>]* minlength=\"14\"")
                .containsPattern("id=\"again\"[^>]* minlength=\"14\"");
        assertThat(accept(open(token), token, PASSWORD, PASSWORD + "x").statusCode())
                .isEqualTo(400);
        assertThat(accept(open(token), token, "short", "short").statusCode()).isEqualTo(400);
        assertThat(people.ofEmail(email)).isEmpty();
        assertThat(accept(open(token), token, PASSWORD, PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void aWithdrawnReplacedOrOldInvitationOpensNothing() {
        String email = publishers.unique("new") + "@acme.example";
        String first = invite(email, "viewer");
        String second = invite(email, "viewer");
        assertThat(open(first).statusCode()).as("replaced").isEqualTo(404);
        assertThat(open(second).statusCode()).isEqualTo(200);

        String id = found(browser.get("/console/people").asString(), "invitations/([0-9a-f-]{36})/withdraw");
        browser.post(store("/invitations/" + id + "/withdraw")).then().statusCode(303);
        assertThat(open(second).statusCode()).as("withdrawn").isEqualTo(404);

        String third = invite(email, "viewer");
        publishers.sql("update invitation set expires_at = now() where email = ?1", email);
        assertThat(open(third).statusCode()).as("too old").isEqualTo(404);
        assertThat(publishers.count(
                        "select count(*) from invitation where email = ?1 and length(token_hash) = 32", email))
                .isEqualTo(3);
    }

    /** A link alone never opens an existing account: whoever made it would have it too. */
    @Test
    void somebodyWithAnAccountJoinsWithIt() {
        Person guest = publishers.person(publishers.brand(), Role.VIEWER);
        publishers.setPassword(guest);
        String token = invite(guest.email(), "auditor");

        ConsoleBrowser other = browsers.signedIn(publishers.person(brand, Role.VIEWER));
        assertThat(other.post("/console/invitation/join", "token", token).statusCode())
                .isEqualTo(404);
        assertThat(openAs(token, other.session()).asString()).doesNotContain("Join as");

        ConsoleBrowser theirs = browsers.signedIn(guest);
        assertThat(openAs(token, theirs.session()).asString()).contains("Join as " + guest.email());
        assertThat(theirs.postWith("", "/console/invitation/join", "token", token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(theirs.post("/console/invitation/join", "token", token).statusCode())
                .isEqualTo(303);

        assertThat(members.roles(guest.id(), brand.store())).containsExactly(Role.AUDITOR);
        assertThat(people.find(guest.id()).orElseThrow().account()).isEqualTo(guest.account());
        assertThat(theirs.post("/console/invitation/join", "token", token).statusCode())
                .as("the same again")
                .isEqualTo(303);
    }

    /** Nor does it tell whether there is one: whoever uses it is somebody else, whom this brand alone knows. */
    @Test
    void aLinkThatWasHandedOnOpensNoAccountOfSomebodyElse() {
        Person guest = publishers.person(publishers.brand(), Role.VIEWER);
        publishers.setPassword(guest);
        String token = invite(guest.email(), "viewer");

        assertThat(accept(open(token), token, PASSWORD, PASSWORD).statusCode()).isEqualTo(303);

        Person made = people.findUnproven(guest.email(), brand.account()).orElseThrow();
        assertThat(made.id()).isNotEqualTo(guest.id());
        assertThat(members.roles(guest.id(), brand.store())).isEmpty();
        assertThat(people.authenticate(guest.email(), Publishers.PASSWORD.toCharArray()))
                .contains(guest);
        assertThat(people.authenticate(guest.email(), PASSWORD.toCharArray())).contains(made);
        assertThat(browser.get("/console/people").asString()).contains("address not proven");
    }

    @Test
    void theFormsOfStrangersNeedTheirOwnToken() {
        String token = invite(publishers.unique("new") + "@acme.example", "viewer");

        for (String path : new String[] {"open", "accept"}) {
            Response answer = given().cookie("brandstore-sign-in", "chosen by somebody else")
                    .contentType("application/x-www-form-urlencoded")
                    .formParam("csrf", "guessed")
                    .formParam("token", token)
                    .formParam("password", PASSWORD)
                    .formParam("again", PASSWORD)
                    .post("/console/invitation/" + path);
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(open(token).statusCode()).isEqualTo(200);
    }

    @Test
    void anInvitationNeedsARoleAndAnAddress() {
        assertThat(browser.post(store("/invite"), "email", "x@acme.example", "name", "X")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(store("/invite"), "email", "x", "name", "X", "role", "viewer")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(store("/invite"), "email", "x@acme.example", "name", "X", "role", "king")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(store("/invite"), "email", "x@acme.example", "name", "<script>", "role", "viewer")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/console/people").asString())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    private String store(String path) {
        return "/console/people/" + brand.store() + path;
    }

    /** The secret behind the link's #. */
    private String invite(String email, String... roles) {
        String[] fields = new String[4 + 2 * roles.length];
        fields[0] = "email";
        fields[1] = email;
        fields[2] = "name";
        fields[3] = "New";
        for (int i = 0; i < roles.length; i++) {
            fields[4 + 2 * i] = "role";
            fields[5 + 2 * i] = roles[i];
        }
        Response made = browser.post(store("/invite"), fields);
        assertThat(made.statusCode()).isEqualTo(200);
        return found(made.asString(), "http://localhost:8080/console/invitation#([-_A-Za-z0-9]{43})");
    }

    private static Response open(String token) {
        return openAs(token, "none");
    }

    private static Response openAs(String token, String session) {
        return following(given().get("/console/invitation"))
                .cookie(AccessFilter.SESSION_COOKIE, session)
                .formParam("token", token)
                .post("/console/invitation/open");
    }

    private static Response accept(Response page, String token, String password, String again) {
        return following(page)
                .formParam("token", token)
                .formParam("password", password)
                .formParam("again", again)
                .post("/console/invitation/accept");
    }

    private static RequestSpecification following(Response page) {
        return given().redirects()
                .follow(false)
                .cookie("brandstore-sign-in", page.cookie("brandstore-sign-in"))
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf", found(page.asString(), "name=\"csrf\" value=\"([^\"]+)\""));
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("in:%n%s", text).isTrue();
        return matcher.group(1);
    }
}
