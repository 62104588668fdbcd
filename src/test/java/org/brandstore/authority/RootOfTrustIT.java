package org.brandstore.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.crypto.PrivateKeys;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.signing.SigningKeys;
import org.brandstore.testing.Commands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test begins with a database in which nothing is yet. */
@QuarkusTest
@TestProfile(NoRootProfile.class)
class RootOfTrustIT {
    private static final char[] PASSPHRASE = "correct-horse-battery".toCharArray();
    private static final char[] NONE = {};
    private static final String FOREIGN = "src/test/resources/assertions/chain-4096/";
    private static final AccountId EXISTING = new AccountId("existing-root");

    @Inject
    RootOfTrust root;

    @Inject
    Commands commands;

    @Inject
    Authority authority;

    @Inject
    TrustExport export;

    @Inject
    TrustAnchors anchors;

    @Inject
    AssertionDatabase database;

    @Inject
    SigningKeys keys;

    @Inject
    DataSource dataSource;

    @Inject
    Clock clock;

    @BeforeEach
    void emptyTheDatabase() throws SQLException {
        // without the guards that keep records from being emptied
        execute("set session_replication_role = replica;"
                + " truncate assertion, trust_anchor, signing_key, audit_entry;"
                + " set session_replication_role = origin");
    }

    @Test
    void withoutARootNothingIsSigned() {
        assertThat(root.find()).isEmpty();
        assertThatThrownBy(() -> issueAccount("somebody"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISCONFIGURED))
                .hasMessageContaining("no root of trust yet");
        assertThatThrownBy(export::goFile).isInstanceOf(StoreException.class);
    }

    @Test
    void theFirstStartMakesRootAndStoreKeyAndNothingElse() throws SQLException {
        Root made = root.establish("test");

        List<Assertion> own = anchors.ownAnchors();
        assertThat(own).hasSize(2);
        Assertion account = own.get(0);
        assertThat(account.text("account-id")).isEqualTo(made.account().value()).hasSize(32);
        assertThat(account.text("validation")).isEqualTo("verified");
        assertThat(account.text("display-name")).isEqualTo(NoRootProfile.NAME);
        assertThat(account.authorityId()).contains(made.account().value());
        AccountKey rootKey = AccountKey.of(own.get(1));
        assertThat(rootKey.publicKey().id()).isEqualTo(made.rootKey());
        assertThat(rootKey.until()).isEmpty();
        assertThat(account.timestamp().orElseThrow()).isAfterOrEqualTo(rootKey.since());
        KeyId storeKey = keys.current(made.account(), KeyPurpose.STORE).orElseThrow();
        Assertion storeAccountKey = accountKey(storeKey);
        assertThat(storeAccountKey.signKeyId()).isEqualTo(made.rootKey().value());
        assertThat(AccountKey.of(storeAccountKey).until()).isEmpty();
        assertThat(count("assertion")).isEqualTo(3);
        assertThat(count("signing_key")).isEqualTo(2);
        assertThat(count("account")).isZero();
        assertThat(actions()).containsExactly("root.established");
    }

    @Test
    void aSecondStartChangesNothing() throws SQLException {
        Root made = root.establish("test");

        assertThat(root.establish("test")).isEqualTo(made);
        assertThat(count("assertion")).isEqualTo(3);
        assertThat(actions()).containsExactly("root.established");
    }

    @Test
    void replicasThatStartAtOnceMakeOneRoot() throws Exception {
        List<Callable<Root>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(() -> root.establish("test"));
        }
        List<Root> roots = new ArrayList<>();
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (Future<Root> start : replicas.invokeAll(starts)) {
                roots.add(start.get());
            }
        }
        assertThat(roots).containsOnly(root.require());
        assertThat(count("assertion")).isEqualTo(3);
        assertThat(count("signing_key")).isEqualTo(2);
        assertThat(actions()).containsExactly("root.established");
    }

    @Test
    void theExportedAssertionsAreEnoughToVerifyWhatTheStoreSigns() {
        root.establish("test");
        Assertion issued = issueAccount("somebody");
        TrustedSet built = new TrustedSet(
                AssertionStreamDecoder.decodeAll(export.assertions().getBytes(StandardCharsets.UTF_8)));
        MemoryAssertionDatabase device = new MemoryAssertionDatabase(built, clock);

        device.addAll(PrerequisiteChain.closure(issued, database, anchors.trusted()));

        assertThat(device.find(issued.ref())).contains(issued);
    }

    @Test
    void theGoFileHoldsBothAssertionsByteForByte() {
        root.establish("test");

        String file = export.goFile();

        assertThat(file).contains("\n//go:build brandstore\n").contains("\npackage sysdb\n");
        assertThat(goConstant(file, "brandStoreAccount"))
                .isEqualTo(new String(anchors.ownAnchors().get(0).encoded(), StandardCharsets.UTF_8));
        assertThat(goConstant(file, "brandStoreAccountKey"))
                .isEqualTo(new String(anchors.ownAnchors().get(1).encoded(), StandardCharsets.UTF_8));
        assertThat(file.chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c < 127))
                .isTrue();
    }

    @Test
    void anExportedRootKeyIsTheRootKey() {
        Root made = root.establish("test");

        byte[] exported = root.exportKey(PASSPHRASE, "test");

        assertThat(keys.prepare(exported, PASSPHRASE).publicKey().id()).isEqualTo(made.rootKey());
        assertThatThrownBy(() -> root.exportKey("short".toCharArray(), "test"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("12 characters");
    }

    @Test
    void theStoreSignsOnWithoutTheRootKey() throws SQLException {
        Root made = root.establish("test");
        byte[] exported = root.exportKey(PASSPHRASE, "test");

        assertThat(root.removeKey("test")).isTrue();
        assertThat(root.removeKey("test")).isFalse();

        assertThat(root.require()).isEqualTo(new Root(made.account(), made.rootKey(), false));
        assertThatThrownBy(() -> root.exportKey(PASSPHRASE, "test"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_NOT_HELD));
        assertThatThrownBy(() -> keys.signer(made.rootKey())).isInstanceOf(StoreException.class);
        assertThat(issueAccount("somebody").revision()).isZero();
        assertThat(actions()).containsExactly("root.established", "root.key-exported", "root.key-removed");

        root.take(new RootImport(made.account(), List.of()), exported, PASSPHRASE, "test");
        assertThat(root.require()).isEqualTo(made);
    }

    @Test
    void theKeyIsTakenOffTheServerOnTheCommandLine() {
        Root made = root.establish("test");

        assertThat(commands.fail("trust", "remove-key")).contains("say --yes");
        assertThat(root.require()).isEqualTo(made);
        assertThat(commands.run("trust", "remove-key", "--yes")).containsExactly("removed");

        assertThat(root.require()).isEqualTo(new Root(made.account(), made.rootKey(), false));
        assertThat(commands.run("trust", "remove-key", "--yes")).containsExactly("it was not here");
        assertThat(commands.run("trust", "export"))
                .containsExactlyElementsOf(export.assertions().lines().toList());
    }

    @Test
    void whatAnotherRootHasSignedIsTakenInOnceItIsTrusted() throws Exception {
        root.establish("test");
        List<Assertion> signed = AssertionStreamDecoder.decodeAll(Files.readAllBytes(Path.of(FOREIGN, "chain.assert")));

        assertThat(commands.fail("trust", "import", FOREIGN + "chain.assert")).contains("cannot");
        assertThat(commands.fail("trust", "import", "--root", FOREIGN + "chain.assert"))
                .contains("only account and account-key can be trusted");
        assertThat(actions()).containsExactly("root.established");
        assertThat(commands.run("trust", "import", "--root", FOREIGN + "trusted.assert"))
                .containsExactly("2 assertions taken in");
        assertThat(commands.run("trust", "import", FOREIGN + "chain.assert"))
                .containsExactly(signed.size() + " assertions taken in");

        assertThat(signed)
                .allSatisfy(one -> assertThat(database.find(one.ref())).isPresent());
        assertThat(actions()).containsExactly("root.established", "trust.added", "assertions.imported");
    }

    @Test
    void aNewStoreKeyTakesOverAndTheOldOnesWorkStaysValid() {
        Root made = root.establish("test");
        Assertion before = issueAccount("somebody");
        KeyId first = keys.current(made.account(), KeyPurpose.STORE).orElseThrow();

        KeyId second = root.rotateStoreKey("test");
        root.removeKey("test");
        KeyId third = root.rotateStoreKey("test");

        Assertion after = issueAccount("another");
        assertThat(before.signKeyId()).isEqualTo(first.value());
        assertThat(accountKey(second).signKeyId()).isEqualTo(made.rootKey().value());
        assertThat(accountKey(third).signKeyId()).isEqualTo(second.value());
        assertThat(accountKey(third).text("name")).isEqualTo("store-3");
        assertThat(after.signKeyId()).isEqualTo(third.value());
        assertThat(PrerequisiteChain.closure(before, database, anchors.trusted()))
                .contains(accountKey(first));
        assertThatThrownBy(() -> keys.signer(first))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it was retired");
    }

    @Test
    void anExistingRootKeyComesWithoutAssertions() throws IOException {
        Root taken = root.take(new RootImport(EXISTING, List.of()), file("openpgp.asc"), NONE, "test");

        assertThat(taken.account()).isEqualTo(EXISTING);
        assertThat(taken.rootKey().value())
                .isEqualTo("mOSaBoxI4H5ag1-RGkDu86_P-AMLWEGQ3UrbBPOxGv3YHSsnboCUvCSNbEMgBvQd");
        assertThat(issueAccount("somebody").authorityId()).contains(EXISTING.value());
    }

    @Test
    void anExistingRootKeepsItsAssertions() throws IOException {
        RootAssertions existing = existing("2020-01-01T00:00:00Z");

        root.take(
                new RootImport(EXISTING, List.of(existing.account(), existing.key())), file("pkcs8.pem"), NONE, "test");

        assertThat(anchors.ownAnchors()).containsExactly(existing.account(), existing.key());
        assertThat(issueAccount("somebody").authorityId()).contains(EXISTING.value());
        assertThat(export.assertions())
                .isEqualTo(new String(existing.account().encoded(), StandardCharsets.UTF_8)
                        + "\n"
                        + new String(existing.key().encoded(), StandardCharsets.UTF_8));
    }

    @Test
    void ofAnExistingRootWhatIsMissingIsMade() throws IOException {
        RootAssertions existing = existing("2020-01-01T00:00:00Z");

        root.take(new RootImport(EXISTING, List.of(existing.account())), file("pkcs8-encrypted.pem"), PASSPHRASE, "t");

        assertThat(anchors.ownAnchors().get(0)).isEqualTo(existing.account());
        assertThat(AccountKey.of(anchors.ownAnchors().get(1)).since())
                .as("not later than what the key has signed already")
                .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void takingTheSameRootAgainChangesNothingAndAnotherIsRefused() throws IOException, SQLException {
        Root taken = root.take(new RootImport(EXISTING, List.of()), file("pkcs8.pem"), NONE, "test");

        assertThat(root.take(new RootImport(EXISTING, List.of()), file("pkcs8.pem"), NONE, "test"))
                .isEqualTo(taken);
        assertThat(actions()).containsExactly("root.imported");
        assertThatThrownBy(() -> root.take(new RootImport(EXISTING, List.of()), file("openpgp.asc"), NONE, "test"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("this server has root existing-root already");
    }

    @Test
    void aRootWhoseAssertionsDoNotFitIsRefusedAndLeavesNothing() throws IOException, SQLException {
        RootAssertions existing = existing("2020-01-01T00:00:00Z");
        List<Assertion> both = List.of(existing.account(), existing.key());

        assertThatThrownBy(() -> root.take(new RootImport(EXISTING, both), file("openpgp.asc"), NONE, "test"))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() ->
                        root.take(new RootImport(new AccountId("another-root"), both), file("pkcs8.pem"), NONE, "test"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("only the account and the account-key of another-root belong to its root");
        assertThatThrownBy(() -> root.take(
                        new RootImport(EXISTING, List.of(existing.account(), existing.account())),
                        file("pkcs8.pem"),
                        NONE,
                        "test"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("one account at most");
        assertThat(count("assertion")).isZero();
        assertThat(count("signing_key")).isZero();
    }

    private static RootAssertions existing(String since) throws IOException {
        return RootAssertions.create(
                EXISTING,
                "Existing",
                "existing",
                RsaAssertionSigner.of(PrivateKeys.read(file("pkcs8.pem"))),
                Instant.parse(since));
    }

    private Assertion issueAccount(String id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> authority.issueAccount(new AccountId(id), "Some Body", id, "unproven"));
    }

    private Assertion accountKey(KeyId id) {
        return database.find(AssertionRef.of(AssertionType.ACCOUNT_KEY, id.value()))
                .orElseThrow();
    }

    /** Reads a constant as Go would: a sum of interpreted string literals. */
    private static String goConstant(String file, String name) {
        Matcher constant = Pattern.compile("const " + name + " = (.*?)\n\n", Pattern.DOTALL)
                .matcher(file);
        assertThat(constant.find()).isTrue();
        StringBuilder text = new StringBuilder();
        Matcher literal = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"").matcher(constant.group(1));
        while (literal.find()) {
            Matcher part = Pattern.compile("\\\\U([0-9a-f]{8})|\\\\(.)|(.)").matcher(literal.group(1));
            while (part.find()) {
                if (part.group(1) != null) {
                    text.appendCodePoint(Integer.parseInt(part.group(1), 16));
                } else if (part.group(2) != null) {
                    text.append(Map.of("n", "\n", "\"", "\"", "\\", "\\").get(part.group(2)));
                } else {
                    text.append(part.group(3));
                }
            }
        }
        assertThat(AssertionDecoder.decode(text.toString().getBytes(StandardCharsets.UTF_8))
                        .type()
                        .wireName())
                .startsWith("account");
        return text.toString();
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = RootOfTrustIT.class.getResourceAsStream("/org/brandstore/signing/" + name)) {
            return in.readAllBytes();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String table) throws SQLException {
        return select("select count(*)::int from " + table, Integer.class).getFirst();
    }

    private List<String> actions() throws SQLException {
        return select("select action from audit_entry order by id", String.class);
    }

    private <T> List<T> select(String sql, Class<T> type) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1, type));
            }
            return values;
        }
    }
}
