package org.brandstore.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.key.RegisteredKey;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.account.onboarding.NewBrand;
import org.brandstore.account.onboarding.OnboardedBrand;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.database.KeyEnd;
import org.brandstore.assertion.database.KeyEndCause;
import org.brandstore.authority.Authority;
import org.brandstore.authority.RandomIds;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AccountsIT {
    private static final Actor ACTOR = Actor.system("test");
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Accounts accounts;

    @Inject
    AccountKeys accountKeys;

    @Inject
    BrandOnboarding onboarding;

    @Inject
    AssertionDatabase database;

    @Inject
    SecureRandom random;

    @Inject
    Clock clock;

    @Inject
    Authority authority;

    @Inject
    EntityManager entities;

    private Account account;

    @BeforeEach
    void anAccount() {
        account = accounts.create(new NewAccount("Acme", username()), ACTOR);
    }

    @Test
    void anAccountHasItsAssertion() {
        Assertion assertion = database.find(
                        AssertionRef.of(AssertionType.ACCOUNT, account.id().value()))
                .orElseThrow();

        assertThat(assertion.text("display-name")).isEqualTo("Acme");
        assertThat(assertion.text("username")).isEqualTo(account.username());
        assertThat(assertion.text("validation")).isEqualTo("unproven");
        assertThat(accounts.find(account.id())).contains(account);
        assertThat(accounts.findByUsername(account.username())).contains(account);
    }

    @Test
    void idAndUsernameAreTakenOnce() {
        assertThatThrownBy(() -> accounts.create(new NewAccount("Other", account.username()), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThatThrownBy(() -> accounts.create(new NewAccount(account.id(), "Other", username(), "unproven"), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @ParameterizedTest
    @CsvSource({"'', acme1, unproven", "Acme, 'A c', unproven", "Acme, -a, unproven", "Acme, acme2, certified"})
    void refusesNamesThatAreNotValid(String displayName, String username, String validation) {
        assertThatThrownBy(() -> accounts.create(new NewAccount(null, displayName, username, validation), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD));
    }

    @Test
    void aRequestedKeySpeaksForTheAccountAsAskedFor() {
        AssertionSigner key = TestAuthority.newSigner();

        Assertion registered =
                accountKeys.register(account.id(), request(account.id(), "laptop", key), KeyScope.ANY, ACTOR);

        assertThat(registered.type()).isEqualTo(AssertionType.ACCOUNT_KEY);
        assertThat(registered.text("since")).isEqualTo(SINCE.toString());
        assertThat(registered.body()).isEqualTo(key.publicKey().encoded().getBytes(StandardCharsets.US_ASCII));
        assertThat(accountKeys.of(account.id()))
                .containsExactly(new RegisteredKey(
                        key.publicKey().id(),
                        account.id(),
                        new KeyName("laptop"),
                        KeyScope.ANY,
                        SINCE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(accountKeys.register(account.id(), request(account.id(), "laptop", key), KeyScope.ANY, ACTOR))
                .isEqualTo(registered);
    }

    @Test
    void aNameBelongsToOneKey() {
        accountKeys.register(
                account.id(), request(account.id(), "laptop", TestAuthority.newSigner()), KeyScope.ANY, ACTOR);

        assertThatThrownBy(() -> accountKeys.register(
                        account.id(), request(account.id(), "laptop", TestAuthority.newSigner()), KeyScope.ANY, ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(accountKeys.of(account.id())).hasSize(1);
    }

    @Test
    void aRequestForAnotherAccountIsRefused() {
        Account other = accounts.create(new NewAccount("Other", username()), ACTOR);

        assertThatThrownBy(() -> accountKeys.register(
                        account.id(), request(other.id(), "laptop", TestAuthority.newSigner()), KeyScope.ANY, ACTOR))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another account");
        assertThat(accountKeys.of(other.id())).isEmpty();
    }

    @Test
    void aRequestThatItsKeyDidNotSignIsRefused() {
        AssertionSigner key = TestAuthority.newSigner();
        String text = new String(request(account.id(), "laptop", key).encoded(), StandardCharsets.UTF_8);
        Assertion forged = org.brandstore.assertion.codec.AssertionDecoder.decode(
                text.replace("name: laptop", "name: laptoq").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> accountKeys.register(account.id(), forged, KeyScope.ANY, ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ASSERTION));
    }

    @Test
    void theEndOfAStolenKeyIsTheNextRevision() {
        AssertionSigner key = TestAuthority.newSigner();
        accountKeys.register(account.id(), request(account.id(), "laptop", key), KeyScope.ANY, ACTOR);
        Instant lost = Instant.parse("2026-02-01T00:00:00Z");

        accountKeys.end(
                account.id(), key.publicKey().id(), new KeyEnding(KeyEndCause.THEFT, Optional.of(lost), "lost"), ACTOR);

        Assertion ended = accountKey(key);
        assertThat(ended.revision()).isEqualTo(1);
        assertThat(ended.text("until")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(accountKeys.of(account.id()).getFirst().until()).contains(lost);
    }

    /** Devices refuse all that a key signed once it has an end, so none is told of a key that is only replaced. */
    @Test
    void theEndOfAReplacedKeyIsNotToldToDevices() {
        AssertionSigner key = TestAuthority.newSigner();
        Assertion before =
                accountKeys.register(account.id(), request(account.id(), "laptop", key), KeyScope.ANY, ACTOR);

        accountKeys.end(account.id(), key.publicKey().id(), KeyEnding.rotation("yearly"), ACTOR);

        assertThat(accountKey(key)).isEqualTo(before);
        assertThat(accountKeys.of(account.id()).getFirst().isUsableAt(clock.instant()))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(KeyEndCause.class)
    void anEndedKeyIsNeverRevivedByRegisteringItAgain(KeyEndCause cause) {
        AssertionSigner key = TestAuthority.newSigner();
        Assertion request = request(account.id(), "laptop", key);
        accountKeys.register(account.id(), request, KeyScope.ANY, ACTOR);
        accountKeys.end(account.id(), key.publicKey().id(), new KeyEnding(cause, Optional.empty(), "test"), ACTOR);
        Assertion ended = accountKey(key);

        assertThatThrownBy(() -> accountKeys.register(account.id(), request, KeyScope.ANY, ACTOR))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("an ended key stays ended");

        assertThat(accountKey(key)).isEqualTo(ended);
        assertThat(accountKeys.of(account.id()).getFirst().isUsableAt(clock.instant()))
                .isFalse();
    }

    @Test
    void anEndOnlyMovesToAnEarlierTime() {
        AssertionSigner key = TestAuthority.newSigner();
        KeyId id = key.publicKey().id();
        accountKeys.register(account.id(), request(account.id(), "laptop", key), KeyScope.ANY, ACTOR);
        Instant lost = Instant.parse("2026-03-01T00:00:00Z");
        KeyEnd rotated = accountKeys.end(account.id(), id, KeyEnding.rotation("yearly"), ACTOR);
        assertThat(accountKeys.end(account.id(), id, KeyEnding.rotation("again"), ACTOR))
                .isEqualTo(rotated);

        accountKeys.end(account.id(), id, new KeyEnding(KeyEndCause.THEFT, Optional.of(lost), "lost"), ACTOR);
        assertThat(accountKeys
                        .end(account.id(), id, KeyEnding.theft("later"), ACTOR)
                        .at())
                .isEqualTo(lost);
        assertThat(accountKeys
                        .end(account.id(), id, KeyEnding.rotation("no theft"), ACTOR)
                        .cause())
                .isEqualTo(KeyEndCause.THEFT);
        Instant earlier = lost.minusSeconds(3600);
        accountKeys.end(account.id(), id, new KeyEnding(KeyEndCause.THEFT, Optional.of(earlier), "lost"), ACTOR);

        assertThat(accountKeys.of(account.id()).getFirst().end().orElseThrow().at())
                .isEqualTo(earlier);
        assertThat(accountKey(key).text("until")).isEqualTo(earlier.toString());
    }

    /** Even a mistake elsewhere in this server cannot do it. */
    @Test
    void theDatabaseRefusesToReviveAKeyOrToGiveItToAnotherAccount() {
        AssertionSigner key = TestAuthority.newSigner();
        accountKeys.register(account.id(), request(account.id(), "laptop", key), KeyScope.ANY, ACTOR);
        Account other = accounts.create(new NewAccount("Other", username()), ACTOR);
        assertThatThrownBy(() -> issue(other.id(), key)).hasStackTraceContaining("belongs to another account");
        accountKeys.end(account.id(), key.publicKey().id(), KeyEnding.theft("lost"), ACTOR);

        assertThatThrownBy(() -> issue(account.id(), key)).hasStackTraceContaining("was ended for theft");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> entities.createNativeQuery("delete from account_key_end")
                                .executeUpdate()))
                .hasStackTraceContaining("append-only");
    }

    private void issue(AccountId owner, AssertionSigner key) {
        QuarkusTransaction.requiringNew()
                .run(() -> authority.issueAccountKey(owner, new KeyName("laptop"), key.publicKey(), SINCE, null, null));
    }

    @Test
    void aKeyOfAnotherAccountIsNotTakenOverByRegisteringIt() {
        AssertionSigner key = TestAuthority.newSigner();
        Account other = accounts.create(new NewAccount("Other", username()), ACTOR);
        accountKeys.register(account.id(), request(account.id(), "laptop", key), KeyScope.ANY, ACTOR);

        assertThatThrownBy(
                        () -> accountKeys.register(other.id(), request(other.id(), "laptop", key), KeyScope.ANY, ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(accountKey(key).text("account-id")).isEqualTo(account.id().value());
    }

    @Test
    void aKeyForPublishingDoesNotBecomeOneForAnything() {
        AssertionSigner key = TestAuthority.newSigner();
        Assertion request = request(account.id(), "laptop", key);
        Assertion registered = accountKeys.register(account.id(), request, KeyScope.PUBLISHING, ACTOR);
        assertThat(registered.format()).isEqualTo(1);

        assertThatThrownBy(() -> accountKeys.register(account.id(), request, KeyScope.ANY, ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        accountKeys.end(account.id(), key.publicKey().id(), KeyEnding.theft("lost"), ACTOR);

        assertThat(accountKey(key).headers().find("constraints"))
                .isEqualTo(registered.headers().find("constraints"));
    }

    private Assertion accountKey(AssertionSigner key) {
        return database.find(AssertionRef.of(
                        AssertionType.ACCOUNT_KEY, key.publicKey().id().value()))
                .orElseThrow();
    }

    @Test
    void aBrandIsReadyToSignInOneStep() {
        OnboardedBrand brand = onboarding.create(new NewBrand("Brand", username()), ACTOR);

        assertThat(accountKeys.current(brand.account().id(), KeyPurpose.MODEL)).contains(brand.modelKey());
        assertThat(accountKeys.current(brand.account().id(), KeyPurpose.SERIAL)).contains(brand.serialKey());
        assertThat(accountKeys.of(brand.account().id()))
                .extracting(RegisteredKey::id)
                .containsExactlyInAnyOrder(brand.modelKey(), brand.serialKey());
    }

    @Test
    void aBrandThatCannotBeMadeLeavesNoKeys() {
        AccountId id = new AccountId(RandomIds.next(random));

        assertThatThrownBy(() -> onboarding.create(new NewBrand(id, "Brand", account.username()), ACTOR))
                .isInstanceOf(StoreException.class);
        assertThat(accountKeys.current(id, KeyPurpose.MODEL)).isEmpty();
        assertThat(accounts.find(id)).isEmpty();
    }

    private String username() {
        return RandomIds.next(random).toLowerCase(Locale.ROOT);
    }

    private static Assertion request(AccountId account, String name, AssertionSigner key) {
        Headers headers = Headers.builder()
                .put("public-key-sha3-384", key.publicKey().id().value())
                .put("account-id", account.value())
                .put("name", name)
                .put("since", SINCE.toString())
                .build();
        return Assertions.sign(
                AssertionType.ACCOUNT_KEY_REQUEST,
                headers,
                key.publicKey().encoded().getBytes(StandardCharsets.US_ASCII),
                key,
                SINCE);
    }
}
