package org.brandstore.cli.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.AccountKind;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.account.key.KeyScope;
import org.brandstore.account.onboarding.BrandOnboarding;
import org.brandstore.account.onboarding.NewBrand;
import org.brandstore.account.person.NewPerson;
import org.brandstore.account.person.People;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.model.Models;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;
import org.brandstore.snap.review.ReviewAction;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.snap.review.ReviewPolicies;
import org.brandstore.snap.review.ReviewPolicy;
import org.brandstore.snap.review.ReviewPolicyChanges;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.store.NewStore;
import org.brandstore.store.Stores;

/** Sets the demo's stage: what an operator and a brand manager prepare before the first device is made. */
@ApplicationScoped
class DemoStage {
    private static final Actor ACTOR = new Actor("cli:demo", Optional.empty());
    private static final StoreId STORE = new StoreId("abcdef123456789");
    private static final StoreId LAB = new StoreId("acmelab12345678");
    private static final StoreId RIVAL = new StoreId("globex123456789");
    private static final byte[] NO_BODY = {};

    private final BrandOnboarding onboarding;
    private final Accounts accounts;
    private final AccountKeys keys;
    private final Stores stores;
    private final Memberships members;
    private final People people;
    private final Credentials credentials;
    private final Models models;
    private final ReviewPolicies reviews;
    private final ReviewPolicyChanges changes;
    private final Clock clock;
    private final SecureRandom random;

    DemoStage(
            BrandOnboarding onboarding,
            Accounts accounts,
            AccountKeys keys,
            Stores stores,
            Memberships members,
            People people,
            Credentials credentials,
            Models models,
            ReviewPolicies reviews,
            ReviewPolicyChanges changes,
            Clock clock,
            SecureRandom random) {
        this.onboarding = onboarding;
        this.accounts = accounts;
        this.keys = keys;
        this.stores = stores;
        this.members = members;
        this.people = people;
        this.credentials = credentials;
        this.models = models;
        this.reviews = reviews;
        this.changes = changes;
        this.clock = clock;
        this.random = random;
    }

    /** Brands, stores and people; what an earlier run made is used again. */
    DemoCast cast() {
        BrandStore store = store(STORE, "acme", "Acme");
        BrandStore lab = store(LAB, "acme", "Acme");
        BrandStore rival = store(RIVAL, "globex", "Globex");
        Person developer = person("dev@acme.example", "Dev", store.brand());
        Person manager = person("manager@acme.example", "Manager", store.brand());
        members.grant(developer.id(), store.id(), Role.PUBLISHER, ACTOR);
        members.grant(manager.id(), store.id(), Role.ADMIN, ACTOR);
        members.grant(manager.id(), store.id(), Role.RELEASE_MANAGER, ACTOR);
        letSystemSnapsPass(store);
        return new DemoCast(store.brand(), store, lab, rival, developer, manager);
    }

    /** The story is about releases: nobody is to wait for a reviewer before it begins. */
    private void letSystemSnapsPass(BrandStore store) {
        ReviewPolicy policy = reviews.of(store.id())
                .with(ReviewCheck.GADGET, ReviewAction.NOTE)
                .with(ReviewCheck.KERNEL, ReviewAction.NOTE)
                .with(ReviewCheck.SYSTEM_SNAP, ReviewAction.NOTE);
        changes.set(store, policy, "the demo brings its own gadgets, kernels and bases", Actor.cli());
    }

    /** A new password for a person of the demo. */
    String newPassword(Person person) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        people.setPassword(person.id(), password.toCharArray(), ACTOR);
        return password;
    }

    /** The secret with which a developer's tool signs in for the first time; good for an hour. */
    String enrol(Person developer) {
        return credentials
                .issue(
                        new NewCredential(
                                developer.id(),
                                CredentialKind.ENROLMENT,
                                "demo",
                                EnumSet.allOf(Permission.class),
                                CredentialLimits.none(),
                                clock.instant().plus(1, ChronoUnit.HOURS)),
                        ACTOR)
                .secret();
    }

    Assertion olderModel(String model, BrandStore store) {
        return openModel(store, DemoModels.older(model, store.id()));
    }

    Assertion newerModel(String model, BrandStore store, Map<String, String> snapIds) {
        return openModel(store, DemoModels.newer(model, store.id(), snapIds));
    }

    /** Nobody sits in the demo's factory to approve its devices. */
    private Assertion openModel(BrandStore store, Headers headers) {
        Assertion model = models.sign(store.brand(), headers, ACTOR);
        models.setSerialPolicy(store.brand(), new ModelName(model.text("model")), SerialPolicy.AUTOMATIC, ACTOR);
        return model;
    }

    /** Registers a key of the brand that has expired; its private half signs the stranger's serial. */
    AssertionSigner expiredKey(AccountId brand) {
        AssertionSigner signer = DeviceFactory.newKey();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Headers request = Headers.builder()
                .put("public-key-sha3-384", signer.publicKey().id().value())
                .put("account-id", brand.value())
                .put("name", "expired-" + Long.toString(now.getEpochSecond(), 36))
                .put("since", now.minus(30, ChronoUnit.DAYS).toString())
                .put("until", now.minus(1, ChronoUnit.DAYS).toString())
                .build();
        byte[] body = signer.publicKey().encoded().getBytes(StandardCharsets.US_ASCII);
        keys.register(
                brand,
                Assertions.sign(AssertionType.ACCOUNT_KEY_REQUEST, request, body, signer, now),
                KeyScope.ANY,
                ACTOR);
        return signer;
    }

    /** A serial as somebody else than the store would sign it. */
    Assertion serialSignedBy(AssertionSigner signer, Assertion model, AssertionSigner device) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Headers serial = Headers.builder()
                .put("authority-id", model.text("brand-id"))
                .put("brand-id", model.text("brand-id"))
                .put("model", model.text("model"))
                .put("serial", "stranger-" + Long.toString(now.getEpochSecond(), 36))
                .put("device-key", device.publicKey().encoded())
                .put("device-key-sha3-384", device.publicKey().id().value())
                .put("timestamp", now.minus(2, ChronoUnit.DAYS).toString())
                .build();
        return Assertions.sign(AssertionType.SERIAL, serial, NO_BODY, signer, now);
    }

    private BrandStore store(StoreId id, String username, String displayName) {
        return stores.find(id).orElseGet(() -> {
            AccountId brand = accounts.findByUsername(username)
                    .filter(account -> account.kind() == AccountKind.BRAND)
                    .map(account -> account.id())
                    .orElseGet(() -> onboarding
                            .create(new NewBrand(displayName, username), ACTOR)
                            .account()
                            .id());
            return stores.create(new NewStore(id, brand, displayName + " store"), ACTOR);
        });
    }

    private Person person(String email, String displayName, AccountId account) {
        return people.findProven(email)
                .orElseGet(() -> people.create(new NewPerson(email, displayName, account), ACTOR));
    }
}
