package org.brandstore.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyEnding;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.account.onboarding.NewBrand;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.authority.RandomIds;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.NewStore;
import org.brandstore.store.Stores;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ModelsIT {
    private static final Actor ACTOR = Actor.system("test");
    private static final ModelName BOX = new ModelName("box");
    private static final Instant KEY_SINCE = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Models models;

    @Inject
    BrandOnboarding onboarding;

    @Inject
    AccountKeys accountKeys;

    @Inject
    Stores stores;

    @Inject
    SecureRandom random;

    @Inject
    Clock clock;

    private AccountId brand;
    private StoreId store;

    @BeforeEach
    void aBrandWithAStore() {
        brand = newBrand();
        store = newStore(brand);
    }

    @Test
    void aSignedModelIsRegisteredAsItSays() {
        Assertion signed =
                models.sign(brand, headers().put("store", store.value()).build(), ACTOR);

        assertThat(signed.authorityId()).contains(brand.value());
        assertThat(signed.primaryKey()).containsExactly("16", brand.value(), "box");
        assertThat(models.find(brand, BOX))
                .contains(new RegisteredModel(
                        brand,
                        BOX,
                        Optional.of(store),
                        Optional.of(new Architecture("amd64")),
                        SerialPolicy.MANUAL,
                        false));
        assertThat(models.ofBrand(brand)).hasSize(1);
        assertThat(models.assertion(brand, BOX)).contains(signed);
    }

    @Test
    void aChangedModelIsTheNextRevision() {
        models.sign(brand, headers().put("store", store.value()).build(), ACTOR);

        Assertion changed = models.sign(brand, headers().build(), ACTOR);

        assertThat(changed.revision()).isEqualTo(1);
        assertThat(models.find(brand, BOX).orElseThrow().store()).isEmpty();
        assertThat(models.assertion(brand, BOX)).contains(changed);
    }

    @Test
    void aModelNamesAStoreOfItsOwnBrandOnly() {
        StoreId foreign = newStore(newBrand());

        for (String name : new String[] {foreign.value(), "no-such-store"}) {
            assertThatThrownBy(() ->
                            models.sign(brand, headers().put("store", name).build(), ACTOR))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("its store " + name + " is not a store of brand " + brand);
        }
        assertThat(models.find(brand, BOX)).isEmpty();
        assertThat(models.assertion(brand, BOX)).isEmpty();
    }

    @Test
    void whatIsNoModelIsNotSigned() {
        assertThatThrownBy(() -> models.sign(brand, headers().remove("gadget").build(), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ASSERTION));
        assertThat(models.find(brand, BOX)).isEmpty();
    }

    @Test
    void aModelSignedElsewhereIsAcceptedAsItIs() {
        AssertionSigner own = registeredKey();
        Assertion model = signedElsewhere(own, 3, now());

        RegisteredModel accepted = models.accept(model, ACTOR);

        assertThat(accepted.name()).isEqualTo(BOX);
        assertThat(models.assertion(brand, BOX)).contains(model);
        assertThat(models.accept(model, ACTOR)).as("the same again").isEqualTo(accepted);
    }

    @Test
    void anEarlierRevisionIsRefusedAndAKnownOneChangesNothing() {
        AssertionSigner own = registeredKey();
        Assertion third = signedElsewhere(own, 3, now());
        models.accept(third, ACTOR);
        Assertion fourth =
                models.sign(brand, headers().put("store", store.value()).build(), ACTOR);

        assertThat(fourth.revision()).isEqualTo(4);
        assertRefused(signedElsewhere(own, 2, now()));
        models.accept(third, ACTOR);
        assertThat(models.find(brand, BOX).orElseThrow().store()).contains(store);
    }

    @Test
    void aModelThatDoesNotVerifyIsRefused() {
        AssertionSigner own = registeredKey();
        Assertion good = signedElsewhere(own, 0, now());
        String text = new String(good.encoded(), StandardCharsets.UTF_8);

        assertRefused(signedElsewhere(TestAuthority.newSigner(), 0, now()));
        assertRefused(org.brandstore.assertion.codec.AssertionDecoder.decode(
                text.replace("kernel: pc-kernel", "kernel: my-kernel").getBytes(StandardCharsets.UTF_8)));
        assertRefused(signedElsewhere(own, 0, KEY_SINCE.minusSeconds(1)));
        assertRefused(signedElsewhere(own, 0, now().plus(Duration.ofDays(1))));
        assertThat(models.find(brand, BOX)).isEmpty();
        assertThat(models.assertion(brand, BOX)).isEmpty();
    }

    @Test
    void aModelOfAnEndedKeyIsRefused() {
        AssertionSigner own = registeredKey();
        accountKeys.end(brand, own.publicKey().id(), KeyEnding.theft("lost"), ACTOR);

        assertRefused(signedElsewhere(own, 0, now().minusSeconds(120)));
    }

    @Test
    void aReplacedKeySignsNoNewModelButOneOfBeforeIsGood() {
        AssertionSigner own = registeredKey();
        Assertion before = signedElsewhere(own, 0, now().minusSeconds(60));
        accountKeys.end(brand, own.publicKey().id(), KeyEnding.rotation("yearly"), ACTOR);

        assertRefused(signedElsewhere(own, 0, now().plusSeconds(1)));
        assertThat(models.accept(before, ACTOR).name()).isEqualTo(BOX);
    }

    @Test
    void aKeyForPublishingSignsNoModel() {
        assertRefused(signedElsewhere(registeredKey(KeyScope.PUBLISHING), 0, now()));
    }

    @Test
    void theApiKeyIsToldOnceAndComparedByItsHash() {
        models.sign(brand, headers().build(), ACTOR);
        assertThat(models.apiKeyMatches(brand, BOX, "anything")).isTrue();

        String first = models.renewApiKey(brand, BOX, ACTOR);
        assertThat(models.find(brand, BOX).orElseThrow().keyNeeded()).isTrue();
        assertThat(models.apiKeyMatches(brand, BOX, first)).isTrue();
        assertThat(models.apiKeyMatches(brand, BOX, first + "x")).isFalse();
        assertThat(models.apiKeyMatches(brand, BOX, "")).isFalse();

        String second = models.renewApiKey(brand, BOX, ACTOR);
        assertThat(models.apiKeyMatches(brand, BOX, first)).isFalse();
        assertThat(models.apiKeyMatches(brand, BOX, second)).isTrue();

        models.dropApiKey(brand, BOX, ACTOR);
        assertThat(models.find(brand, BOX).orElseThrow().keyNeeded()).isFalse();
        assertThat(models.apiKeyMatches(brand, new ModelName("unknown"), second))
                .isFalse();
    }

    @Test
    void theSerialPolicyStaysWhenTheModelChanges() {
        models.sign(brand, headers().build(), ACTOR);

        models.setSerialPolicy(brand, BOX, SerialPolicy.CLOSED, ACTOR);
        models.sign(brand, headers().put("display-name", "Box").build(), ACTOR);

        assertThat(models.find(brand, BOX).orElseThrow().serialPolicy()).isEqualTo(SerialPolicy.CLOSED);
        assertThatThrownBy(() -> models.setSerialPolicy(brand, new ModelName("unknown"), SerialPolicy.MANUAL, ACTOR))
                .isInstanceOf(StoreException.class);
    }

    private void assertRefused(Assertion model) {
        assertThatThrownBy(() -> models.accept(model, ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ASSERTION));
    }

    /** A key that its owner keeps. */
    private AssertionSigner registeredKey() {
        return registeredKey(KeyScope.ANY);
    }

    private AssertionSigner registeredKey(KeyScope scope) {
        AssertionSigner key = TestAuthority.newSigner();
        Headers request = Headers.builder()
                .put("public-key-sha3-384", key.publicKey().id().value())
                .put("account-id", brand.value())
                .put("name", "laptop")
                .put("since", KEY_SINCE.toString())
                .build();
        accountKeys.register(
                brand,
                Assertions.sign(
                        AssertionType.ACCOUNT_KEY_REQUEST,
                        request,
                        key.publicKey().encoded().getBytes(StandardCharsets.US_ASCII),
                        key,
                        KEY_SINCE),
                scope,
                ACTOR);
        return key;
    }

    private Assertion signedElsewhere(AssertionSigner key, int revision, Instant timestamp) {
        Headers headers = headers()
                .put("authority-id", brand.value())
                .put("brand-id", brand.value())
                .put("series", "16")
                .put("revision", Integer.toString(revision))
                .put("timestamp", timestamp.toString())
                .build();
        return Assertions.sign(AssertionType.MODEL, headers, new byte[0], key, timestamp);
    }

    private static Headers.Builder headers() {
        return Headers.builder()
                .put("model", "box")
                .put("architecture", "amd64")
                .put("gadget", "pc")
                .put("kernel", "pc-kernel");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private AccountId newBrand() {
        String username = RandomIds.next(random).toLowerCase(Locale.ROOT);
        return onboarding
                .create(new NewBrand("Acme", username), ACTOR)
                .account()
                .id();
    }

    private StoreId newStore(AccountId owner) {
        return stores.create(new NewStore(new StoreId(RandomIds.next(random)), owner, "Acme store"), ACTOR)
                .id();
    }
}
