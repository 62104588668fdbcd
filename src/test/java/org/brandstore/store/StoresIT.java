package org.brandstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.NewAccount;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.person.NewPerson;
import org.brandstore.account.person.People;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.authority.RandomIds;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StoresIT {
    private static final Actor ACTOR = Actor.system("test");

    @Inject
    Stores stores;

    @Inject
    Memberships members;

    @Inject
    Visibility visibility;

    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    AssertionDatabase database;

    @Inject
    EntityManager rows;

    @Inject
    SecureRandom random;

    private AccountId brand;
    private BrandStore store;

    @BeforeEach
    void aBrandWithAStore() {
        brand = newAccount();
        store = newStore(brand);
    }

    @Test
    void aStoreHasItsAssertion() {
        StoreId id = new StoreId(RandomIds.next(random));
        BrandStore made =
                stores.create(new NewStore(id, brand, "Acme", URI.create("https://store.acme.example")), ACTOR);

        Assertion assertion =
                database.find(AssertionRef.of(AssertionType.STORE, id.value())).orElseThrow();
        assertThat(assertion.text("operator-id")).isEqualTo(brand.value());
        assertThat(assertion.text("url")).isEqualTo("https://store.acme.example/");
        assertThat(stores.find(id)).contains(made);
        assertThat(stores.ofBrand(brand)).containsExactlyInAnyOrder(store, made);
    }

    @Test
    void aStoreIdIsTakenOnceAndItsBrandMustBeHere() {
        assertThatThrownBy(() -> stores.create(new NewStore(store.id(), newAccount(), "Other"), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        StoreId free = new StoreId(RandomIds.next(random));
        assertThatThrownBy(() -> stores.create(new NewStore(free, new AccountId(RandomIds.next(random)), "X"), ACTOR))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND));
        assertThat(stores.find(free)).isEmpty();
    }

    @Test
    void rolesAreGivenAndTakenPerStore() {
        PersonId ana = newPerson();
        BrandStore other = newStore(brand);

        members.grant(ana, store.id(), Role.PUBLISHER, ACTOR);
        members.grant(ana, store.id(), Role.ADMIN, ACTOR);
        members.grant(ana, store.id(), Role.ADMIN, ACTOR);

        assertThat(members.roles(ana, store.id())).containsExactlyInAnyOrder(Role.PUBLISHER, Role.ADMIN);
        assertThat(members.roles(ana, other.id())).isEmpty();
        assertThat(members.storesOf(ana)).containsExactly(store);

        members.withdraw(ana, store.id(), Role.ADMIN, ACTOR);
        members.withdraw(ana, store.id(), Role.ADMIN, ACTOR);
        assertThat(members.roles(ana, store.id())).containsExactly(Role.PUBLISHER);
    }

    @Test
    void aSnapIsShownToAllModelsOrToSome() {
        SnapId snap = newSnap(store);

        visibility.offer(store.id(), snap, ACTOR);
        assertThat(visibility.of(store.id()))
                .containsExactly(new StoreOffer(store.id(), brand, snap, Optional.empty()));

        visibility.offer(store.id(), snap, Set.of(new ModelName("box")), ACTOR);
        StoreOffer narrowed = visibility.of(store.id()).getFirst();
        assertThat(narrowed.isFor(new ModelName("box"))).isTrue();
        assertThat(narrowed.isFor(new ModelName("other"))).isFalse();
        assertThat(visibility.offers()).contains(narrowed);

        visibility.withdraw(store.id(), snap, ACTOR);
        assertThat(visibility.of(store.id())).isEmpty();
    }

    @Test
    void aStoreCannotShowTheSnapOfAnotherBrand() {
        SnapId foreign = newSnap(newStore(newAccount()));
        SnapId unknown = new SnapId(RandomIds.next(random));

        for (SnapId snap : new SnapId[] {foreign, unknown}) {
            assertThatThrownBy(() -> visibility.offer(store.id(), snap, ACTOR))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                    .hasMessage(
                            "cannot show snap " + snap + " in store " + store.id() + ": its brand has no such snap");
        }
        assertThat(visibility.of(store.id())).isEmpty();
    }

    private AccountId newAccount() {
        String username = RandomIds.next(random).toLowerCase(Locale.ROOT);
        return accounts.create(new NewAccount("Acme", username), ACTOR).id();
    }

    private BrandStore newStore(AccountId owner) {
        return stores.create(new NewStore(new StoreId(RandomIds.next(random)), owner, "Acme store"), ACTOR);
    }

    private PersonId newPerson() {
        return people.create(new NewPerson(RandomIds.next(random) + "@acme.example", "Ana", brand), ACTOR)
                .id();
    }

    /** A row is enough: the feature of snaps lies above that of stores. */
    private SnapId newSnap(BrandStore home) {
        SnapId id = new SnapId(RandomIds.next(random));
        QuarkusTransaction.requiringNew()
                .run(() -> rows.createNativeQuery(
                                "insert into snap (id, name, store_id, brand_id, publisher_id, created_at)"
                                        + " values (?1, 'hello', ?2, ?3, ?3, now())")
                        .setParameter(1, id.value())
                        .setParameter(2, home.id().value())
                        .setParameter(3, home.brand().value())
                        .executeUpdate());
        return id;
    }
}
