package org.brandstore.assertion.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AddOutcome.ADDED;
import static org.brandstore.assertion.AddOutcome.HELD;
import static org.brandstore.assertion.AddOutcome.NOT_NEWER;
import static org.brandstore.assertion.TestAuthority.BRAND;
import static org.brandstore.assertion.TestAuthority.NOW;
import static org.brandstore.assertion.TestAuthority.ROOT;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.SequencePoint;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.codec.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database of assertions must do, whatever keeps them (assertions.md 2.2 to 2.6). */
public abstract class AssertionDatabaseContract {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final AssertionRef MODEL = AssertionRef.of(AssertionType.MODEL, "16", BRAND, "box");
    private static final List<String> SET = List.of("16", BRAND, "stable-set");

    private AssertionDatabase database;

    /** An empty database over this trusted set. */
    protected abstract AssertionDatabase newDatabase(TrustedSet trusted, Clock clock);

    @BeforeEach
    void begin() {
        database = newDatabase(AUTHORITY.trusted(), TestAuthority.CLOCK);
    }

    @Test
    void holdsWhatWasAdded() {
        assertThat(database.find(AUTHORITY.brandAccount().ref())).isEmpty();

        assertThat(database.add(AUTHORITY.brandAccount())).isEqualTo(ADDED);

        assertThat(database.find(AUTHORITY.brandAccount().ref())).contains(AUTHORITY.brandAccount());
    }

    @Test
    void theTrustedSetIsPartOfEveryLookup() {
        assertThat(database.find(AUTHORITY.rootAccount().ref())).contains(AUTHORITY.rootAccount());
        assertThat(database.history(AUTHORITY.rootKey().ref())).containsExactly(AUTHORITY.rootKey());
        assertThat(database.findByHeader(AssertionType.ACCOUNT, "account-id", ROOT))
                .containsExactly(AUTHORITY.rootAccount());
    }

    @Test
    void theTrustedSetIsNeverReplaced() {
        Assertion later = AUTHORITY.account(ROOT, 7);

        assertThat(database.add(AUTHORITY.rootAccount())).isEqualTo(HELD);
        assertRefused(Reason.NOT_NEWER, () -> database.add(later));
        assertThat(database.addAll(List.of(later))).containsExactly(NOT_NEWER);
        assertThat(database.find(later.ref())).contains(AUTHORITY.rootAccount());
    }

    @Test
    void onlyALaterRevisionFollows() {
        addBrand();
        Assertion third = AUTHORITY.model("box", 3, NOW);
        Assertion fourth = AUTHORITY.model("box", 4, NOW);
        database.add(third);

        assertRefused(Reason.NOT_NEWER, () -> database.add(AUTHORITY.model("box", 2, NOW)));
        assertRefused(Reason.NOT_NEWER, () -> database.add(AUTHORITY.model("box", 3, NOW.minusSeconds(1))));
        assertThat(database.add(fourth)).isEqualTo(ADDED);
        assertThat(database.find(MODEL)).contains(fourth);
        assertThat(database.history(MODEL)).containsExactly(third, fourth);
    }

    @Test
    void theSameBytesAgainAreNoErrorEvenWhenSuperseded() {
        addBrand();
        Assertion first = AUTHORITY.model("box", 0, NOW);
        Assertion second = AUTHORITY.model("box", 1, NOW);
        database.add(first);
        database.add(second);

        assertThat(database.add(first)).isEqualTo(HELD);
        assertThat(database.add(second)).isEqualTo(HELD);
        assertThat(database.history(MODEL)).containsExactly(first, second);
    }

    @Test
    void refusesWhatDoesNotVerify() {
        assertRefused(Reason.UNKNOWN_KEY, () -> database.add(AUTHORITY.model("box", 0, NOW)));
        assertThat(database.find(MODEL)).isEmpty();
        assertThat(database.history(MODEL)).isEmpty();
    }

    @Test
    void aBatchIsAddedWhateverItsOrder() {
        List<Assertion> batch = new ArrayList<>(List.of(
                AUTHORITY.model("box", 1, NOW),
                AUTHORITY.model("box", 0, NOW),
                AUTHORITY.brandKey(),
                AUTHORITY.brandAccount()));
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(batch, new Random(seed));
            AssertionDatabase fresh = newDatabase(AUTHORITY.trusted(), TestAuthority.CLOCK);

            assertThat(fresh.addAll(batch)).containsExactly(ADDED, ADDED, ADDED, ADDED);
            assertThat(fresh.find(MODEL))
                    .hasValueSatisfying(model -> assertThat(model.revision()).isEqualTo(1));
            assertThat(fresh.history(MODEL)).hasSize(2);
        }
    }

    @Test
    void aBatchPassesOverWhatIsNotNewer() {
        addBrand();
        database.add(AUTHORITY.model("box", 5, NOW));
        Assertion other = AUTHORITY.model("other", 0, NOW);

        assertThat(database.addAll(List.of(AUTHORITY.model("box", 4, NOW), other, AUTHORITY.brandKey())))
                .containsExactly(NOT_NEWER, ADDED, HELD);
        assertThat(database.find(other.ref())).contains(other);
    }

    @Test
    void ofABatchWithAFaultNothingIsAdded() {
        Assertion stranger = Assertions.sign(
                AssertionType.MODEL,
                TestAuthority.modelHeaders("box", 0, NOW),
                new byte[0],
                TestAuthority.newSigner(),
                NOW);

        assertRefused(
                Reason.UNKNOWN_KEY,
                () -> database.addAll(List.of(AUTHORITY.brandAccount(), AUTHORITY.brandKey(), stranger)));
        assertThat(database.find(AUTHORITY.brandAccount().ref())).isEmpty();
        assertThat(database.find(AUTHORITY.brandKey().ref())).isEmpty();
    }

    @Test
    void findsTheHighestRevisionThatAClientCanRead() {
        addBrand();
        AssertionRef ref = AssertionRef.of(AssertionType.SYSTEM_USER, BRAND, "me@example.com");
        Assertion plain = systemUser(0, 1);
        Assertion withFormat = systemUser(1, 2);
        database.add(plain);
        database.add(withFormat);

        assertThat(database.find(ref, 0)).contains(plain);
        assertThat(database.find(ref, 1)).contains(withFormat);
        assertThat(database.find(ref)).contains(withFormat);
    }

    @Test
    void findsNothingIfAllFormatsAreTooHigh() {
        addBrand();
        Assertion withFormat = systemUser(2, 0);
        database.add(withFormat);

        assertThat(database.find(withFormat.ref(), 1)).isEmpty();
    }

    @Test
    void findsMembersOfASequence() {
        addBrand();
        Assertion two = AUTHORITY.validationSet(2, 0);
        Assertion twoLater = AUTHORITY.validationSet(2, 1);
        Assertion ten = AUTHORITY.validationSet(10, 0);
        Assertion nine = AUTHORITY.validationSet(9, 4);
        database.addAll(List.of(two, ten, nine));
        database.add(twoLater);

        assertThat(findSet(SequencePoint.latest())).contains(ten);
        assertThat(findSet(SequencePoint.pinned(2))).contains(twoLater);
        assertThat(findSet(SequencePoint.pinned(9))).contains(nine);
        assertThat(findSet(SequencePoint.pinned(3))).isEmpty();
        assertThat(database.findSequence(
                        AssertionType.VALIDATION_SET, List.of("16", BRAND, "none"), SequencePoint.latest(), 0))
                .isEmpty();
    }

    @Test
    void onlySomeTypesFormSequences() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        database.findSequence(AssertionType.MODEL, List.of("16", BRAND), SequencePoint.latest(), 0));
    }

    @Test
    void findsByHeaderOnlyTheHighestRevisions() {
        addBrand();
        database.add(AUTHORITY.model("box", 0, NOW));
        Assertion latest = AUTHORITY.model("box", 1, NOW);
        Assertion other = AUTHORITY.model("other", 0, NOW);
        database.add(latest);
        database.add(other);

        assertThat(database.findByHeader(AssertionType.MODEL, "brand-id", BRAND))
                .containsExactlyInAnyOrder(latest, other);
        assertThat(database.findByHeader(AssertionType.MODEL, "model", "other")).containsExactly(other);
        assertThat(database.findByHeader(AssertionType.SERIAL, "brand-id", BRAND))
                .isEmpty();
        assertThat(database.findByHeader(AssertionType.MODEL, "brand-id", ROOT)).isEmpty();
    }

    @Test
    void everythingHeldLeadsBackToTheRoot() {
        addBrand();
        Assertion model = AUTHORITY.model("box", 0, NOW);
        database.add(model);

        assertThat(PrerequisiteChain.closure(model, database, AUTHORITY.trusted()))
                .contains(AUTHORITY.brandKey())
                .endsWith(model);
    }

    private void addBrand() {
        database.addAll(List.of(AUTHORITY.brandKey(), AUTHORITY.brandAccount()));
    }

    private Optional<Assertion> findSet(SequencePoint point) {
        return database.findSequence(AssertionType.VALIDATION_SET, SET, point, 0);
    }

    private static Assertion systemUser(int format, int revision) {
        return AUTHORITY.byBrand(
                AssertionType.SYSTEM_USER,
                Headers.builder()
                        .put("authority-id", BRAND)
                        .put("format", Integer.toString(format))
                        .put("revision", Integer.toString(revision))
                        .put("brand-id", BRAND)
                        .put("email", "me@example.com")
                        .put("series", HeaderValue.texts(List.of("16")))
                        .put("models", HeaderValue.texts(List.of("box")))
                        .put("name", "Me")
                        .put("username", "me")
                        .put("since", TestAuthority.START.toString())
                        .put("until", NOW.toString())
                        .build());
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
