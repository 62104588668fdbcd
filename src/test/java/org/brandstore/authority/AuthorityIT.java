package org.brandstore.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.signing.SigningKeys;
import org.brandstore.signing.VaultKey;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuthorityIT {
    private static final Headers NONE = Headers.builder().build();

    @Inject
    Authority authority;

    @Inject
    RootOfTrust root;

    @Inject
    AssertionDatabase database;

    @Inject
    TrustAnchors anchors;

    @Inject
    SigningKeys keys;

    @Inject
    SecureRandom random;

    @Inject
    Clock clock;

    private AccountId brand;
    private SnapId snap;

    @BeforeEach
    void aBrandWithASnap() {
        brand = new AccountId(RandomIds.next(random));
        snap = new SnapId(RandomIds.next(random));
        inTransaction(() -> authority.issueAccount(brand, "Acme", "acme", "unproven"));
        inTransaction(() -> authority.issueSnapDeclaration(snap, new SnapName("hello"), brand, NONE));
    }

    @Test
    void whatIsSaidAgainIsNotSignedAgain() {
        Assertion first = inTransaction(() -> authority.issueAccount(brand, "Acme", "acme", "unproven"));
        Assertion again = inTransaction(() -> authority.issueAccount(brand, "Acme", "acme", "unproven"));

        assertThat(again).isEqualTo(first);
        assertThat(database.history(first.ref())).containsExactly(first);
    }

    @Test
    void whatIsSaidDifferentlyIsTheNextRevision() {
        Assertion renamed = inTransaction(() -> authority.issueAccount(brand, "Acme Ltd", "acme", "unproven"));
        Assertion verified = inTransaction(() -> authority.issueAccount(brand, "Acme Ltd", "acme", "verified"));

        assertThat(renamed.revision()).isEqualTo(1);
        assertThat(verified.revision()).isEqualTo(2);
        assertThat(database.find(verified.ref())).contains(verified);
        assertThat(database.history(verified.ref())).hasSize(3);
    }

    @Test
    void whatIsRolledBackWasNeverSaid() {
        AccountId other = new AccountId(RandomIds.next(random));
        assertThatThrownBy(() -> inTransaction(() -> {
                    authority.issueAccount(other, "Other", "other", "unproven");
                    throw new IllegalStateException("stop");
                }))
                .hasMessageContaining("stop");

        assertThat(database.find(AssertionRef.of(AssertionType.ACCOUNT, other.value())))
                .isEmpty();
        assertThat(inTransaction(() -> authority.issueAccount(other, "Other", "other", "unproven"))
                        .revision())
                .isZero();
    }

    @Test
    void nothingIsSignedOutsideATransaction() {
        assertThatThrownBy(() -> authority.issueAccount(brand, "Acme", "acme", "starred"))
                .hasMessageContaining("Transaction is required");
    }

    @Test
    void aSnapRevisionIsFoundByEverySpellingOfItsProvenance() {
        Sha3_384 digest = digest();
        Assertion revision = inTransaction(() -> authority.issueSnapRevision(
                snap, new Revision(1), digest, 4096, brand, AssertionType.DEFAULT_PROVENANCE));
        String key = digest.base64Url();

        assertThat(new String(revision.content(), StandardCharsets.UTF_8)).doesNotContain("provenance");
        assertThat(database.find(AssertionRef.parse(AssertionType.SNAP_REVISION, List.of(key))))
                .contains(revision);
        assertThat(database.find(AssertionRef.parse(AssertionType.SNAP_REVISION, List.of(key, "global-upload"))))
                .contains(revision);
        assertThat(database.find(AssertionRef.parse(AssertionType.SNAP_REVISION, List.of(key, "prov-1"))))
                .isEmpty();
        assertThat(revision.ref()).hasToString("snap-revision/" + key);
        assertThat(database.find(AssertionRef.of(AssertionType.SNAP_REVISION, key, "global-upload")))
                .contains(revision);
    }

    @Test
    void aFileIsOneRevisionOfOneSnap() {
        Sha3_384 digest = digest();
        String provenance = AssertionType.DEFAULT_PROVENANCE;
        Assertion first = inTransaction(
                () -> authority.issueSnapRevision(snap, new Revision(1), digest, 4096, brand, provenance));

        assertThat(inTransaction(
                        () -> authority.issueSnapRevision(snap, new Revision(1), digest, 4096, brand, provenance)))
                .isEqualTo(first);
        assertThatThrownBy(() -> inTransaction(
                        () -> authority.issueSnapRevision(snap, new Revision(2), digest, 4096, brand, provenance)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void aDelegateSignsRevisionsOfItsProvenanceOnly() {
        keep(brand, "delegate", KeyPurpose.PUBLISHER);
        Headers delegation = Headers.builder()
                .put(
                        "revision-authority",
                        HeaderValue.items(List.of(HeaderValue.entries(Map.of(
                                "account-id",
                                HeaderValue.text(brand.value()),
                                "provenance",
                                HeaderValue.texts(List.of("prov-1")))))))
                .build();
        inTransaction(() -> authority.issueSnapDeclaration(snap, new SnapName("hello"), brand, delegation));

        Assertion revision = inTransaction(
                () -> authority.issueSnapRevision(snap, new Revision(1), digest(), 4096, brand, "prov-1"));

        assertThat(revision.authorityId()).contains(brand.value());
        assertThat(revision.primaryKey()).endsWith("prov-1");
        assertThatThrownBy(() -> inTransaction(
                        () -> authority.issueSnapRevision(snap, new Revision(2), digest(), 4096, brand, "prov-2")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its declaration names no account that may");
    }

    @Test
    void theStoreKnowsWhatItSignedItself() {
        keep(brand, "own", KeyPurpose.MODEL);
        Assertion byStore = inTransaction(() -> authority.issueSnapRevision(
                snap, new Revision(1), digest(), 4096, brand, AssertionType.DEFAULT_PROVENANCE));
        Assertion byBrand = inTransaction(() -> authority.issueModel(brand, model("own")));

        assertThat(inTransaction(() -> authority.isIssuerOf(byStore))).isTrue();
        assertThat(inTransaction(() -> authority.isIssuerOf(byBrand))).isFalse();
    }

    @Test
    void aTimestampIsNeverBeforeItsKeyBegan() {
        for (int i = 0; i < 3; i++) {
            VaultKey key = keys.prepare();
            KeyName name = new KeyName("models-" + i);
            Instant since = clock.instant();
            inTransaction(() -> {
                keys.keep(key, brand, name, KeyPurpose.MODEL);
                return authority.issueAccountKey(brand, name, key.publicKey(), since, null, null);
            });

            Assertion model = inTransaction(() -> authority.issueModel(brand, model(name.value())));

            assertThat(model.timestamp().orElseThrow()).isAfterOrEqualTo(since);
        }
    }

    @Test
    void modelsSerialsAndSetsAreSignedByTheBrandItself() {
        keep(brand, "models", KeyPurpose.MODEL);
        PublicKey serialKey = keep(brand, "serials", KeyPurpose.SERIAL);
        PublicKey device = TestAuthority.newSigner().publicKey();

        inTransaction(() -> authority.issueModel(brand, model("box")));
        Assertion serial = inTransaction(() -> authority.issueSerial(
                brand,
                new ModelName("box"),
                new SerialNumber("1"),
                device,
                "made: here\n".getBytes(StandardCharsets.UTF_8)));
        Assertion set = inTransaction(() -> authority.issueValidationSet(
                brand,
                "base",
                1,
                List.of(HeaderValue.entries(
                        Map.of("name", HeaderValue.text("hello"), "id", HeaderValue.text(snap.value()))))));
        Assertion validation =
                inTransaction(() -> authority.issueValidation(brand, snap, snap, new Revision(1), false));

        assertThat(serial.authorityId()).contains(brand.value());
        assertThat(serial.signKeyId()).isEqualTo(serialKey.id().value());
        assertThat(PublicKey.decode(serial.text("device-key"))).isEqualTo(device);
        assertThat(set.sequence()).contains(1);
        assertThat(validation.text("revoked")).isEqualTo("false");
        for (Assertion assertion : List.of(serial, set, validation)) {
            assertThat(PrerequisiteChain.closure(assertion, database, anchors.trusted()))
                    .endsWith(assertion)
                    .noneMatch(needed -> anchors.ownAnchors().contains(needed));
        }
    }

    @Test
    void withoutItsKeyNothingIsSignedForABrand() {
        assertThatThrownBy(() -> inTransaction(() -> authority.issueModel(brand, model("box"))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_NOT_HELD))
                .hasMessage("cannot sign for account acme: this server holds no model key of it");
    }

    @Test
    void aKeyThatSpeaksForNoAccountSignsNothing() {
        VaultKey key = keys.prepare();
        inTransaction(() -> keys.keep(key, brand, new KeyName("models"), KeyPurpose.MODEL));

        assertRefused(Reason.UNKNOWN_KEY, () -> authority.issueModel(brand, model("box")));
    }

    @Test
    void anEndedKeySignsNothingMore() {
        PublicKey key = keep(brand, "models", KeyPurpose.MODEL);
        Instant since = AccountKey.of(database.find(AssertionRef.of(
                                AssertionType.ACCOUNT_KEY, key.id().value()))
                        .orElseThrow())
                .since();
        Assertion ended =
                inTransaction(() -> authority.issueAccountKey(brand, new KeyName("models"), key, since, since, null));

        assertThat(ended.revision()).isEqualTo(1);
        assertRefused(Reason.KEY_NOT_VALID, () -> authority.issueModel(brand, model("box")));
    }

    @Test
    void aStoreNamesItsOperator() {
        StoreId id = new StoreId("store-" + snap.value());
        Assertion store =
                inTransaction(() -> authority.issueStore(id, brand, java.net.URI.create("https://store.example.com")));

        assertThat(store.text("operator-id")).isEqualTo(brand.value());
        assertThat(store.text("url")).isEqualTo("https://store.example.com");
        assertThat(store.authorityId()).contains(root.require().account().value());
    }

    @Test
    void nothingIsSaidAboutAccountsThatDoNotExist() {
        AccountId nobody = new AccountId(RandomIds.next(random));

        assertRefused(
                Reason.PREREQUISITE_MISSING,
                () -> authority.issueStore(new StoreId("store-of-" + nobody), nobody, null));
    }

    private void assertRefused(Reason reason, Callable<Assertion> issue) {
        assertThatThrownBy(() -> inTransaction(issue))
                .satisfies(e -> assertThat(e instanceof AssertionException ? e : e.getCause())
                        .isInstanceOfSatisfying(
                                AssertionException.class,
                                refused -> assertThat(refused.reason()).isEqualTo(reason)));
    }

    private PublicKey keep(AccountId account, String name, KeyPurpose purpose) {
        VaultKey key = keys.prepare();
        inTransaction(() -> {
            keys.keep(key, account, new KeyName(name), purpose);
            return authority.issueAccountKey(account, new KeyName(name), key.publicKey(), clock.instant(), null, null);
        });
        return key.publicKey();
    }

    private static Headers model(String name) {
        return Headers.builder()
                .put("model", name)
                .put("architecture", "amd64")
                .put("gadget", "pc")
                .put("kernel", "pc-kernel")
                .build();
    }

    private Sha3_384 digest() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        return Sha3_384.ofBytes(bytes);
    }

    private static <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }
}
