package org.brandstore.console.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.store.Memberships;
import org.brandstore.testing.MailTestResource;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.SmtpServer;
import org.brandstore.testing.SmtpServer.Mail;
import org.brandstore.testing.SmtpServer.Trait;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invitations of a store that sends mail, through a real mail server that works, or does not. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = MailTestResource.class, restrictToAnnotatedClass = true)
class MailedInvitationIT {
    private static final String PASSWORD = "a password of their own";
    private static final Pattern LINK = Pattern.compile("http://localhost:8080/console/invitation#([-_A-Za-z0-9]{43})");

    @Inject
    Publishers publishers;

    @Inject
    ConsoleBrowsers browsers;

    @Inject
    Memberships members;

    @Inject
    People people;

    @Inject
    ChangeLog log;

    private Publishers.Brand brand;
    private Person admin;
    private ConsoleBrowser browser;
    private String email;

    @BeforeEach
    void anAdministrator() {
        brand = publishers.brand();
        admin = publishers.person(brand, Role.ADMIN);
        browser = browsers.signedIn(admin);
        email = publishers.unique("new") + "@acme.example";
    }

    @Test
    void theLinkComesByMailAndTheInviterDoesNotSeeIt() throws IOException {
        try (SmtpServer server = server()) {
            Response made = invite(email, "Ána");

            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.asString())
                    .contains("The invitation is on its way to " + email)
                    .doesNotContain("console/invitation#")
                    .doesNotContain("role=\"alert\"");
            Mail mail = server.mails().getFirst();
            assertThat(mail.recipients()).containsExactly(email);
            assertThat(mail.header("Subject").getFirst()).startsWith("Subject: Invitation to the store ");
            assertThat(mail.body())
                    .startsWith("Hello Ána,\n")
                    .contains(admin.displayName() + " (" + admin.email() + ") invites you to the store ")
                    .contains("There you would be: release manager, viewer.")
                    .containsPattern("It works once, until \\d{1,2} [A-Z][a-z]+ \\d{4}, \\d\\d:\\d\\d UTC\\.");
            assertThat(actions()).containsExactlyInAnyOrder("person.invited", "invitation.mailed");

            accept(token(mail.body()));
            Person person = people.findProven(email).orElseThrow();
            assertThat(members.roles(person.id(), brand.store()))
                    .as("who would decide waits until another administrator has agreed")
                    .containsExactly(Role.VIEWER);
            assertThat(proven()).as("the address is theirs").isEqualTo(1);
        }
    }

    @Test
    void theInterfaceTellsNoLinkEither() throws IOException {
        try (SmtpServer server = server()) {
            Response made = inviteByApi();

            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.<String>path("link")).isEmpty();
            assertThat(made.<String>path("trouble")).isEmpty();
            assertThat(made.asString())
                    .doesNotContain(token(server.mails().getFirst().body()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SAYS_NOTHING       | the mail server did not answer in time",
                "NEVER_ACKNOWLEDGES | the mail server did not answer in time",
                "REFUSES_RECIPIENTS | the mail server refuses it (550 5.1.1 nobody of that name here)",
                "HANGS_UP           | the mail server cannot be used"
            })
    void whatCannotBeSentIsToldAndTheLinkIsGivenToTheInviter(Trait trait, String why) throws IOException {
        try (SmtpServer server = server(trait)) {
            long before = System.nanoTime();
            Response made = invite(email, "New");

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.asString())
                    .contains("Cannot send the mail: " + why)
                    .contains("Give this link to " + email + " yourself");
            assertThat(actions()).containsExactly("person.invited");
            assertThat(server.mails()).hasSize(trait == Trait.NEVER_ACKNOWLEDGES ? 1 : 0);
            accept(token(made.asString()));
            assertThat(proven()).as("the inviter may have opened it").isZero();
        }
    }

    @Test
    void aServerThatIsAwayStopsNobodyFromBeingInvited() {
        Response made = inviteByApi();

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.<String>path("trouble")).isEqualTo("cannot send the mail: the mail server cannot be reached");
        accept(token(made.path("link")));
    }

    @Test
    void anInvitationReplacesTheOneBeforeWhicheverWayItWent() throws IOException {
        String first = token(invite(email, "New").asString());
        try (SmtpServer server = server()) {
            invite(email, "New");
            String second = token(server.mails().getFirst().body());

            assertThat(open(first).statusCode()).isEqualTo(404);
            assertThat(open(second).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nobodysMailboxIsFilled() throws IOException {
        try (SmtpServer server = server()) {
            for (int i = 0; i < 5; i++) {
                assertThat(invite(email, "New").asString()).contains("is on its way");
            }

            String sixth = invite(email, "New").asString();

            assertThat(sixth).contains("has got 5 within a day").contains("Give this link to " + email);
            assertThat(server.mails()).hasSize(5);
            accept(token(sixth));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x@acme.example\r\nBcc: all@acme.example",
                "x@acme.example\nrcpt to:<all@acme.example>",
                "x@acme.example, all@acme.example"
            })
    void aLineBreakInAnAddressIsRefused(String address) throws IOException {
        try (SmtpServer server = server()) {
            assertThat(invite(address, "New").statusCode()).isEqualTo(400);
            assertThat(server.commands()).isEmpty();
            assertThat(actions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x>,<all@acme.example", "\"x\"@acme.example", "x@acme.example\u0085", "ána@acme.example"})
    void anAddressThatIsMoreThanPlainIsNotWrittenTo(String address) throws IOException {
        try (SmtpServer server = server()) {
            Response made = invite(address, "New");

            assertThat(made.asString()).contains("this store sends to plain addresses only");
            assertThat(open(token(made.asString())).statusCode()).isEqualTo(200);
            assertThat(server.commands()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"New\r\nBcc: all@acme.example", "New\n.\nMAIL FROM:<x@acme.example>", "New\u0000"})
    void aNameOfSeveralLinesIsRefused(String name) throws IOException {
        try (SmtpServer server = server()) {
            assertThat(invite(email, name).statusCode()).isEqualTo(400);
            assertThat(server.commands()).isEmpty();
            assertThat(actions()).isEmpty();
        }
    }

    /** Names that came into the database on other ways. */
    @Test
    void lineBreaksInOtherNamesStayInTheirLine() throws IOException {
        publishers.sql(
                "update store set name = ?1 where id = ?2",
                "Acme\r\nBcc: all@acme.example\r\n\r\n.\r\n",
                brand.store().value());
        try (SmtpServer server = server()) {
            invite(email, "New");

            Mail mail = server.mails().getFirst();
            assertThat(mail.recipients()).containsExactly(email);
            assertThat(mail.header("Bcc")).isEmpty();
            assertThat(mail.header("Subject").getFirst())
                    .isEqualTo("Subject: Invitation to the store Acme Bcc: all@acme.example . ");
            assertThat(mail.body()).contains("invites you to the store Acme Bcc: all@acme.example . .");
            assertThat(server.mails()).hasSize(1);
        }
    }

    private static SmtpServer server(Trait... traits) throws IOException {
        int port = ConfigProvider.getConfig().getValue("brandstore.mail.port", Integer.class);
        Trait[] all = Stream.concat(Stream.of(Trait.WANTS_A_PASSWORD), Arrays.stream(traits))
                .toArray(Trait[]::new);
        return new SmtpServer(port, Optional.empty(), all);
    }

    private Response invite(String address, String name) {
        return browser.post(
                "/console/people/" + brand.store() + "/invite",
                "email",
                address,
                "name",
                name,
                "role",
                "viewer",
                "role",
                "release-manager");
    }

    private Response inviteByApi() {
        publishers.setPassword(admin);
        String token = given().contentType("application/json")
                .body(Map.of("email", admin.email(), "password", Publishers.PASSWORD, "description", "test"))
                .post("/api/admin/v1/tokens")
                .path("token");
        return Publishers.as(token)
                .contentType("application/json")
                .body(Map.of("email", email, "name", "New", "roles", List.of("viewer")))
                .post("/api/admin/v1/stores/" + brand.store() + "/invitations");
    }

    private List<String> actions() {
        return log.ofBrand(brand.account(), Long.MAX_VALUE, 10).stream()
                .map(RecordedChange::action)
                .filter(action -> action.equals("person.invited") || action.startsWith("invitation."))
                .toList();
    }

    private long proven() {
        return publishers.count("select count(*) from person where email = ?1 and email_proven", email);
    }

    private static String token(String text) {
        return found(text, LINK);
    }

    private static Response open(String token) {
        Response page = given().get("/console/invitation");
        return send(page, "open", Map.of("token", token));
    }

    private static void accept(String token) {
        Response accepted =
                send(open(token), "accept", Map.of("token", token, "password", PASSWORD, "again", PASSWORD));
        assertThat(accepted.statusCode()).isEqualTo(303);
    }

    private static Response send(Response page, String path, Map<String, String> fields) {
        return given().redirects()
                .follow(false)
                .cookie("brandstore-sign-in", page.cookie("brandstore-sign-in"))
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf", found(page.asString(), Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")))
                .formParams(fields)
                .post("/console/invitation/" + path);
    }

    private static String found(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("in:%n%s", text).isTrue();
        return matcher.group(1);
    }
}
