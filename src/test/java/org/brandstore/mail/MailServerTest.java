package org.brandstore.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.SmtpServer;
import org.brandstore.testing.SmtpServer.Mail;
import org.brandstore.testing.SmtpServer.Trait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending mail through servers of all kinds. */
class MailServerTest {
    private static final int PRIORITY = 100;
    private static final Letter LETTER = new Letter("ana@acme.example", "Welcome", "Hello Ana,\n\n.\n.. a link\n");

    @TempDir
    static Path directory;

    private static Vertx vertx;
    private static TestCertificate ours;
    private static TestCertificate strange;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        vertx = Vertx.vertx();
        ours = TestCertificate.of("localhost", directory);
        strange = TestCertificate.of("mail.other.example", directory);
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void withoutAHostThereIsNoMail() {
        MailServer none = new MailServer(config(Map.of()), vertx);

        assertThat(none.isThere()).isFalse();
        assertThatThrownBy(() -> none.send(LETTER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMailArrivesAsItWasWritten() throws IOException {
        try (SmtpServer server = plain()) {
            client(server, "brandstore.mail.tls", "none").send(LETTER);

            Mail mail = server.mails().getFirst();
            assertThat(mail.sender()).isEqualTo("store@acme.example");
            assertThat(mail.recipients()).containsExactly("ana@acme.example");
            assertThat(mail.header("From")).containsExactly("From: store@acme.example");
            assertThat(mail.header("To")).containsExactly("To: ana@acme.example");
            assertThat(mail.header("Subject")).containsExactly("Subject: Welcome");
            assertThat(mail.header("Content-Type")).containsExactly("Content-Type: text/plain");
            assertThat(mail.header("Auto-Submitted")).containsExactly("Auto-Submitted: auto-generated");
            assertThat(mail.header("Message-ID").getFirst()).endsWith("@acme.example>");
            assertThat(mail.body()).isEqualTo(LETTER.text());
        }
    }

    @Test
    void lettersOfAllScriptsArrive() throws IOException {
        try (SmtpServer server = plain()) {
            client(server, "brandstore.mail.tls", "none")
                    .send(new Letter("ana@acme.example", "Für Ána", "Grüße, 世界 = " + "x".repeat(120) + "\n"));

            assertThat(server.mails().getFirst().header("Subject"))
                    .containsExactly("Subject: =?UTF-8?Q?F=C3=BCr_=C3=81na?=");
            assertThat(server.mails().getFirst().body()).isEqualTo("Grüße, 世界 = " + "x".repeat(120) + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"starttls, OFFERS_STARTTLS", "tls, SPEAKS_TLS_AT_ONCE"})
    void aProtectedConnectionCarriesPasswordAndMail(String tls, Trait trait)
            throws IOException, GeneralSecurityException {
        try (SmtpServer server = new SmtpServer(0, Optional.of(ours.server()), trait, Trait.WANTS_A_PASSWORD)) {
            MailServer client = client(server, password(SmtpServer.PASSWORD, Map.of("brandstore.mail.tls", tls)));

            ours.trusted(() -> client.send(LETTER));

            assertThat(server.mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.safe()).isTrue());
        }
    }

    @Test
    void starttlsIsTheDefaultAndNothingIsSaidWithoutIt() throws IOException {
        try (SmtpServer server = new SmtpServer(0, Optional.empty(), Trait.WANTS_A_PASSWORD)) {
            assertThat(failure(client(server, password(SmtpServer.PASSWORD, Map.of()))))
                    .isEqualTo("cannot send the mail: the mail server cannot be used"
                            + " (STARTTLS required but not supported by server)");

            assertThat(server.commands()).doesNotContain("AUTH", "MAIL");
        }
    }

    @ParameterizedTest
    @CsvSource({"starttls, OFFERS_STARTTLS", "tls, SPEAKS_TLS_AT_ONCE"})
    void aCertificateThatIsNotTrustedOrOfAnotherHostIsRefused(String tls, Trait trait)
            throws IOException, GeneralSecurityException {
        try (SmtpServer server = new SmtpServer(0, Optional.of(ours.server()), trait)) {
            assertThat(failure(client(server, "brandstore.mail.tls", tls)))
                    .as("of nobody who is known")
                    .contains("no safe connection to the mail server can be made");
            assertThat(server.mails()).isEmpty();
        }
        try (SmtpServer server = new SmtpServer(0, Optional.of(strange.server()), trait)) {
            strange.trusted(() -> assertThat(failure(client(server, "brandstore.mail.tls", tls)))
                    .as("of another host")
                    .contains("no safe connection to the mail server can be made"));
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsTold() throws IOException {
        try (SmtpServer server = plain(Trait.WANTS_A_PASSWORD)) {
            String said =
                    failure(client(server, password("wr0ng of the store", Map.of("brandstore.mail.tls", "none"))));

            assertThat(said).isEqualTo("cannot send the mail: the mail server does not let this store sign in (535)");
            assertThat(server.commands()).doesNotContain("MAIL");
        }
    }

    @Test
    void aPasswordIsNotSentToAServerThatWantsNone() throws IOException {
        try (SmtpServer server = plain()) {
            assertThat(failure(client(server, password(SmtpServer.PASSWORD, Map.of("brandstore.mail.tls", "none")))))
                    .contains("the mail server cannot be used (login is required");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void whatTheServerRefusesIsToldInItsWords() throws IOException {
        try (SmtpServer server = plain(Trait.REFUSES_RECIPIENTS)) {
            assertThat(failure(client(server, "brandstore.mail.tls", "none")))
                    .isEqualTo("cannot send the mail: the mail server refuses it"
                            + " (550 5.1.1 nobody of that name here)");
        }
    }

    @Test
    void aServerThatIsAwayIsTold() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(failure(client(port, Map.of())))
                .isEqualTo("cannot send the mail: the mail server cannot be reached");
        assertThat(failure(new MailServer(
                        config(Map.of(
                                "brandstore.mail.host", "nowhere.invalid",
                                "brandstore.mail.from", "store@acme.example")),
                        vertx)))
                .isIn(
                        "cannot send the mail: the mail server is not found",
                        "cannot send the mail: the mail server did not answer in time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAYS_NOTHING", "NEVER_ACKNOWLEDGES"})
    void aHangingServerCostsSecondsOnly(Trait trait) throws IOException {
        try (SmtpServer server = plain(trait)) {
            MailServer client =
                    client(server.port(), Map.of("brandstore.mail.tls", "none", "brandstore.mail.timeout", "1s"));

            long before = System.nanoTime();
            String said = failure(client);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(said).isEqualTo("cannot send the mail: the mail server did not answer in time");
        }
    }

    @Test
    void aServerThatHangsUpIsTold() throws IOException {
        try (SmtpServer server = plain(Trait.HANGS_UP)) {
            assertThat(failure(client(server, "brandstore.mail.tls", "none")))
                    .startsWith("cannot send the mail: the mail server cannot be used (");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@acme.example\r\nBcc: all@acme.example",
                "ana@acme.example\nBcc: all@acme.example",
                "ana@acme.example>\r\nRCPT TO:<all@acme.example",
                "ana@acme.example,all@acme.example",
                "Ana <ana@acme.example>",
                "ana@acme.example (Ana)",
                "\"ana\"@acme.example",
                "ana@acme.example\u0000",
                "ana@acme.example\u0085",
                "ana@acme.example\u2028",
                "ána@acme.example",
                "ana@",
                ""
            })
    void anAddressIsOnePlainAddress(String address) {
        assertThat(catchThrowableOfType(StoreException.class, () -> new Letter(address, "Welcome", "Hello"))
                        .code())
                .isEqualTo(ErrorCode.INVALID_FIELD);
        assertThatThrownBy(() -> new MailServer(
                        config(Map.of("brandstore.mail.host", "localhost", "brandstore.mail.from", address)), vertx))
                .hasMessageContaining("brandstore.mail.from must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\nBcc: all@acme.example", "\u0000", "\u0085"})
    void aSubjectIsOneLine(String piece) {
        assertThatThrownBy(() -> new Letter("ana@acme.example", "Welcome" + piece, "Hello"))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void aTextCannotEndTheMail() {
        assertThatThrownBy(() -> new Letter("ana@acme.example", "Welcome", "Hello\r\n.\r\nMAIL FROM:<x@acme.example>"))
                .isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brandstore.mail.from|not an address|brandstore.mail.from must be",
                "brandstore.mail.port|0|brandstore.mail.port must be",
                "brandstore.mail.port|70000|brandstore.mail.port must be",
                "brandstore.mail.timeout|PT0S|brandstore.mail.timeout must be",
                "brandstore.mail.timeout|PT1H|brandstore.mail.timeout must be",
                "brandstore.mail.username|store|belong together",
                "brandstore.mail.password|secret|belong together"
            })
    void aConfigurationThatCannotWorkStopsTheStart(String key, String value, String why) {
        Map<String, String> settings = new HashMap<>(
                Map.of("brandstore.mail.host", "mail.acme.example", "brandstore.mail.from", "store@acme.example"));
        settings.put(key, value);

        assertThatThrownBy(() -> new MailServer(config(settings), vertx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cannot use the mail server: ")
                .hasMessageContaining(why);
    }

    @Test
    void aPasswordGoesToOtherMachinesProtectedOnly() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "brandstore.mail.host", "mail.acme.example",
                "brandstore.mail.from", "store@acme.example",
                "brandstore.mail.tls", "none",
                "brandstore.mail.username", "store",
                "brandstore.mail.password", "secret"));

        assertThatThrownBy(() -> Relay.of(config(settings))).hasMessageContaining("protected connection only");
        settings.put("brandstore.mail.host", "localhost");
        assertThat(Relay.of(config(settings))).isPresent();
    }

    @Test
    void aPasswordIsReadFromAFileAndShownNowhere() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "s3cret\n");
        Map<String, String> settings = new HashMap<>(Map.of(
                "brandstore.mail.host", "mail.acme.example",
                "brandstore.mail.from", "store@acme.example",
                "brandstore.mail.username", "store",
                "brandstore.mail.password-file", file.toString()));

        Relay relay = Relay.of(config(settings)).orElseThrow();

        assertThat(relay.login().orElseThrow().password()).isEqualTo("s3cret");
        assertThat(relay.toString()).doesNotContain("s3cret");
        assertThat(LETTER.toString()).doesNotContain("Hello");
        settings.put("brandstore.mail.password", "other");
        assertThatThrownBy(() -> Relay.of(config(settings))).hasMessageContaining("set one of");
        settings.remove("brandstore.mail.password");
        settings.put("brandstore.mail.password-file", "/nowhere/password");
        assertThatThrownBy(() -> Relay.of(config(settings))).hasMessageContaining("cannot read /nowhere/password");
    }

    private static SmtpServer plain(Trait... traits) throws IOException {
        return new SmtpServer(0, Optional.empty(), traits);
    }

    private static String failure(MailServer server) {
        StoreException error = catchThrowableOfType(StoreException.class, () -> server.send(LETTER));
        assertThat(error).as("a failure").isNotNull();
        assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        return error.getMessage();
    }

    private static MailServer client(SmtpServer server, String key, String value) {
        return client(server.port(), Map.of(key, value));
    }

    private static MailServer client(SmtpServer server, Map<String, String> more) {
        return client(server.port(), more);
    }

    private static MailServer client(int port, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "brandstore.mail.host", "localhost",
                "brandstore.mail.port", Integer.toString(port),
                "brandstore.mail.from", "store@acme.example"));
        settings.putAll(more);
        return new MailServer(config(settings), vertx);
    }

    private static Map<String, String> password(String password, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("brandstore.mail.username", SmtpServer.USER, "brandstore.mail.password", password));
        settings.putAll(more);
        return settings;
    }

    private static SmtpConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", PRIORITY))
                .withMapping(SmtpConfig.class)
                .build()
                .getConfigMapping(SmtpConfig.class);
    }
}
