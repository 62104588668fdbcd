package org.brandstore.account.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.brandstore.account.AccountKind;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.NewAccount;
import org.brandstore.account.Person;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.authority.RandomIds;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.NewStore;
import org.brandstore.store.Stores;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PeopleIT {
    private static final Actor ACTOR = Actor.system("test");
    private static final String PASSWORD = "correct horse battery";

    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    Credentials credentials;

    @Inject
    SecureRandom random;

    @Inject
    DataSource database;

    @Inject
    EntityManager rows;

    @Inject
    AssertionDatabase assertions;

    @Inject
    Stores stores;

    @Inject
    Clock clock;

    @Inject
    ChangeLog log;

    private Person ana;

    @BeforeEach
    void somebodyOfAnAccount() {
        String unique = RandomIds.next(random);
        AccountId account = new AccountId(unique);
        accounts.create(new NewAccount(account, "Acme", unique.toLowerCase(Locale.ROOT), "unproven"), ACTOR);
        ana = people.create(new NewPerson("Ana." + unique + "@Acme.Example", "Ana", account), ACTOR);
    }

    @Test
    void everyPersonIsAPublisherOfTheirOwnWhomTheStoreVouchesFor() {
        Person ben = people.create(new NewPerson(RandomIds.next(random) + "@acme.example", "Ben", ana.home()), ACTOR);

        assertThat(Set.of(ana.home(), ana.account(), ben.account())).hasSize(3);
        Assertion account = assertions
                .find(AssertionRef.of(AssertionType.ACCOUNT, ben.account().value()))
                .orElseThrow();
        assertThat(account.text("display-name")).isEqualTo("Ben");
        assertThat(account.text("validation")).isEqualTo("unproven");
        assertThat(accounts.require(ben.account()).kind()).isEqualTo(AccountKind.PERSON);
        assertThat(accounts.require(ben.account()).username()).isEqualTo(account.text("username"));
    }

    /** Rows of earlier versions have none, and no other replica gives them another. */
    @Test
    void whoHasNoAccountOfTheirOwnGetsOneAtTheFirstUse() {
        QuarkusTransaction.requiringNew()
                .run(() -> rows.createNativeQuery("update person set own_account_id = null where id = ?1")
                        .setParameter(1, ana.id().value())
                        .executeUpdate());

        AccountId given = people.find(ana.id()).orElseThrow().account();

        assertThat(given).isNotEqualTo(ana.account());
        assertThat(people.find(ana.id()).orElseThrow().account()).isEqualTo(given);
        assertThat(assertions.find(AssertionRef.of(AssertionType.ACCOUNT, given.value())))
                .isPresent();
    }

    @Test
    void nobodyBringsPeopleOrOpensAStoreInTheNameOfAPersonsAccount() {
        assertThatThrownBy(() -> people.create(new NewPerson("x@acme.example", "X", ana.account()), ACTOR))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> stores.create(new NewStore(new StoreId("ofaperson"), ana.account(), "A store"), ACTOR))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> rows.createNativeQuery("insert into store (id, brand_id, name, created_at)"
                                        + " values ('ofaperson', ?1, 'A store', now())")
                                .setParameter(1, ana.account().value())
                                .executeUpdate()))
                .hasMessageContaining("store_of_brand");
    }

    @Test
    void anAddressIsOnePersonWhateverItsCase() {
        assertThat(ana.email()).isLowerCase();
        assertThat(people.findProven(ana.email().toUpperCase(Locale.ROOT))).contains(ana);
        assertThatThrownBy(() ->
                        people.create(new NewPerson(ana.email().toUpperCase(Locale.ROOT), "Ana", ana.home()), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ana", "@acme.example", "ana@", "ana@acme@example", "a b@acme.example", "ana@ac\tme"})
    void refusesWhatIsNoAddress(String email) {
        assertThatThrownBy(() -> people.create(new NewPerson(email, "Ana", ana.home()), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD));
    }

    @Test
    void onlyTheRightPasswordShowsWhoSomebodyIs() {
        people.setPassword(ana.id(), PASSWORD.toCharArray(), ACTOR);

        assertThat(people.authenticate(ana.email(), PASSWORD.toCharArray())).contains(ana);
        assertThat(people.authenticate(ana.email(), "correct horse batterY".toCharArray()))
                .isEmpty();
        assertThat(people.authenticate(ana.email(), new char[0])).isEmpty();
        assertThat(people.authenticate("nobody@acme.example", PASSWORD.toCharArray()))
                .isEmpty();
    }

    @Test
    void withoutAPasswordNobodySignsIn() {
        assertThat(people.authenticate(ana.email(), new char[0])).isEmpty();
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        people.setPassword(ana.id(), PASSWORD.toCharArray(), ACTOR);
        people.setPassword(ana.id(), "another long password".toCharArray(), ACTOR);

        assertThat(people.authenticate(ana.email(), PASSWORD.toCharArray())).isEmpty();
        assertThat(people.authenticate(ana.email(), "another long password".toCharArray()))
                .contains(ana);
    }

    @Test
    void aShortPasswordIsRefused() {
        assertThatThrownBy(() -> people.setPassword(ana.id(), "exactly 13 ch".toCharArray(), ACTOR))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("14 to 256 characters");
    }

    @Test
    void anUnknownAddressTakesAsLongAsAWrongPassword() {
        people.setPassword(ana.id(), PASSWORD.toCharArray(), ACTOR);
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            known = Math.min(known, nanosToRefuse(ana.email()));
            unknown = Math.min(unknown, nanosToRefuse("nobody@acme.example"));
        }

        assertThat((double) unknown / known)
                .as("the fastest of some tries; without the same work it would be 0.01")
                .isBetween(0.25, 4.0);
    }

    @Test
    void thePasswordIsKeptAsArgon2idOnly() throws SQLException {
        people.setPassword(ana.id(), PASSWORD.toCharArray(), ACTOR);

        String first = select("select password_hash from person where email = ?", ana.email());
        people.setPassword(ana.id(), PASSWORD.toCharArray(), ACTOR);

        assertThat(first).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(select("select password_hash from person where email = ?", ana.email()))
                .as("salted anew")
                .isNotEqualTo(first);
    }

    @Test
    void aDisabledPersonIsShutOutWithAllCredentials() {
        people.setPassword(ana.id(), PASSWORD.toCharArray(), ACTOR);
        IssuedCredential issued = credentials.issue(token(null), ACTOR);

        people.disable(ana.id(), "left", ACTOR);

        assertThat(people.authenticate(ana.email(), PASSWORD.toCharArray())).isEmpty();
        assertThat(credentials.find(issued.secret())).isEmpty();
        assertThat(credentials.find(issued.credential().id())).isEmpty();
        assertThat(people.find(ana.id()).orElseThrow().disabled()).isTrue();
    }

    @Test
    void aCredentialIsFoundByItsSecretOnly() throws SQLException {
        NewCredential wanted = token(null);
        IssuedCredential issued = credentials.issue(wanted, ACTOR);

        assertThat(credentials.find(issued.secret())).contains(issued.credential());
        assertThat(credentials.find(issued.secret() + "x")).isEmpty();
        assertThat(credentials.find("")).isEmpty();
        assertThat(issued.credential().permissions()).isEqualTo(wanted.permissions());
        assertThat(issued.credential().limits()).isEqualTo(wanted.limits());
        assertThat(issued.secret()).matches("[-_A-Za-z0-9]{43}");
        assertThat(issued.toString()).doesNotContain(issued.secret());
        assertThat(select(
                        "select encode(secret_hash, 'hex') from credential where id = ?::uuid",
                        issued.credential().id().toString()))
                .hasSize(64);
    }

    @Test
    void aRevokedCredentialDoesNotWork() {
        IssuedCredential issued = credentials.issue(token(null), ACTOR);
        IssuedCredential other = credentials.issue(token(null), ACTOR);

        credentials.revoke(issued.credential().id(), ACTOR);
        credentials.revoke(issued.credential().id(), ACTOR);

        assertThat(credentials.find(issued.secret())).isEmpty();
        assertThat(credentials.find(other.secret())).contains(other.credential());
        assertThat(credentials.of(ana.id())).containsExactly(other.credential());
    }

    @Test
    void anExpiredCredentialDoesNotWork() {
        IssuedCredential past = credentials.issue(token(Duration.ofSeconds(-1)), ACTOR);
        IssuedCredential future = credentials.issue(token(Duration.ofHours(1)), ACTOR);

        assertThat(credentials.find(past.secret())).isEmpty();
        assertThat(credentials.find(past.credential().id())).isEmpty();
        assertThat(credentials.find(future.secret())).isPresent();
    }

    @Test
    void theLastUseIsNoted() throws SQLException {
        IssuedCredential issued = credentials.issue(token(null), ACTOR);
        String query = "select last_used_at is not null from credential where id = ?::uuid";
        String id = issued.credential().id().toString();

        assertThat(select(query, id)).isEqualTo("f");
        credentials.find(issued.secret());
        assertThat(select(query, id)).isEqualTo("t");
    }

    private NewCredential token(Duration validity) {
        return new NewCredential(
                ana.id(),
                CredentialKind.TOKEN,
                "for the build",
                Set.of(Permission.PACKAGE_PUSH, Permission.PACKAGE_RELEASE),
                new CredentialLimits(
                        Optional.of(Set.of(new SnapName("hello"))),
                        Optional.of(Set.of("edge")),
                        Optional.of(Set.of(new StoreId("acme")))),
                validity == null
                        ? null
                        : clock.instant().plus(validity).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }

    private long nanosToRefuse(String email) {
        long start = System.nanoTime();
        assertThat(people.authenticate(email, "wrong wrong wrong".toCharArray()))
                .isEmpty();
        return System.nanoTime() - start;
    }

    private String select(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** An auditor asks who could do what, and since when. */
    @Test
    void theLogOfTheAccountHasItsCredentials() {
        IssuedCredential issued = credentials.issue(token(null), ACTOR);
        credentials.revoke(issued.credential().id(), ACTOR);

        assertThat(log.ofBrand(ana.home(), Long.MAX_VALUE, 2))
                .extracting(RecordedChange::action)
                .containsExactly("credential.revoked", "credential.issued");
    }
}
