package org.brandstore.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Assertions;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.authority.RandomIds;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        Assertion registered = accountKeys.register(account.id(), request(account.id(), "laptop", key), ACTOR);

        assertThat(registered.type()).isEqualTo(AssertionType.ACCOUNT_KEY);
        assertThat(registered.text("since")).isEqualTo(SINCE.toString());
        assertThat(registered.body()).isEqualTo(key.publicKey().encoded().getBytes(StandardCharsets.US_ASCII));
        assertThat(accountKeys.of(account.id()))
                .containsExactly(new RegisteredKey(
                        key.publicKey().id(), new KeyName("laptop"), SINCE, java.util.Optional.empty()));
        assertThat(accountKeys.register(account.id(), request(account.id(), "laptop", key), ACTOR))
                .isEqualTo(registered);
    }

    @Test
    void aNameBelongsToOneKey() {
        accountKeys.register(account.id(), request(account.id(), "laptop", TestAuthority.newSigner()), ACTOR);

        assertThatThrownBy(() -> accountKeys.register(
                        account.id(), request(account.id(), "laptop", TestAuthority.newSigner()), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(accountKeys.of(account.id())).hasSize(1);
    }

    @Test
    void aRequestForAnotherAccountIsRefused() {
        Account other = accounts.create(new NewAccount("Other", username()), ACTOR);

        assertThatThrownBy(() -> accountKeys.register(
                        account.id(), request(other.id(), "laptop", TestAuthority.newSigner()), ACTOR))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another account");
        assertThat(accountKeys.of(other.id())).isEmpty();
    }

    @Test
    void aRequestThatItsKeyDidNotSignIsRefused() {
        AssertionSigner key = TestAuthority.newSigner();
        String text = new String(request(account.id(), "laptop", key).encoded(), StandardCharsets.UTF_8);
        Assertion forged = org.brandstore.assertion.AssertionDecoder.decode(
                text.replace("name: laptop", "name: laptoq").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> accountKeys.register(account.id(), forged, ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ASSERTION));
    }

    @Test
    void anEndedKeyIsTheNextRevision() {
        AssertionSigner key = TestAuthority.newSigner();
        accountKeys.register(account.id(), request(account.id(), "laptop", key), ACTOR);
        Instant end = Instant.parse("2026-02-01T00:00:00Z");

        Assertion ended = accountKeys.end(account.id(), key.publicKey().id(), end, ACTOR);

        assertThat(ended.revision()).isEqualTo(1);
        assertThat(ended.text("until")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(accountKeys.of(account.id()).getFirst().until()).contains(end);
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
