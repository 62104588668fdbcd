package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.id;
import static org.brandstore.refresh.Decisions.AMD64;
import static org.brandstore.refresh.Decisions.decide;
import static org.brandstore.refresh.Decisions.device;
import static org.brandstore.refresh.Decisions.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationSetView.Presence;
import org.brandstore.assertion.type.ValidationSetView.SetComponent;
import org.brandstore.assertion.type.ValidationSetView.SetSnap;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.catalog.CatalogFixture;
import org.brandstore.catalog.rule.StoreRules;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.refresh.RefreshDecision.Current;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.RefreshDecision.Refused;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.brandstore.snap.metadata.Epoch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What validation sets and gating snaps change about an answer (device-api.md 6.1, assertions.md 6). */
class RulesDecisionTest {
    private static final int HELLO = 1;
    private static final int GATE = 2;
    private static final int SECOND_GATE = 3;

    private final CatalogFixture fixture = new CatalogFixture();
    private final List<ValidationSetView> sets = new ArrayList<>();
    private final List<SnapDeclarationView> declarations = new ArrayList<>();
    private final List<ValidationView> validations = new ArrayList<>();

    @BeforeEach
    void releaseFourRevisions() {
        fixture.snap(HELLO, "hello")
                .revision(1)
                .revision(2)
                .revision(3)
                .revision(4)
                .revision(9, "0", false, List.of("arm64"))
                .release("stable", 1, 9)
                .release("stable", 2, 8)
                .release("stable", 3, 7)
                .release("stable", 4, 6);
        fixture.snap(GATE, "gate").revision(1).release("stable", 1, 1);
        fixture.snap(SECOND_GATE, "second-gate").revision(1).release("stable", 1, 1);
    }

    private static InstalledSnap snap(int number, int revision) {
        return new InstalledSnap(id(number), id(number), revision, "latest/stable", null, List.of());
    }

    private static ContextSnap installed(int revision, boolean ignores, List<List<String>> underSets) {
        return new ContextSnap(snap(HELLO, revision), Epoch.ZERO, null, ignores, underSets);
    }

    private static ContextSnap installed(int revision) {
        return installed(revision, false, List.of());
    }

    private RefreshDecision ask(ActionKind kind, WantedRevision wish, ContextSnap installed, Set<String> snaps) {
        SnapAction action = kind == ActionKind.REFRESH
                ? new SnapAction(kind, id(HELLO), id(HELLO), null, wish, null)
                : new SnapAction(kind, "key-1", null, "hello", wish, null);
        StoreRules rules = new StoreRules(sets, declarations, validations);
        return decide(state(fixture, rules), device(), AMD64, action, installed, snaps, NOW);
    }

    private static int offered(RefreshDecision decision) {
        assertThat(decision).isInstanceOf(Offer.class);
        return ((Offer) decision).revision().number();
    }

    private static void refused(RefreshDecision decision, String words) {
        assertThat(decision).isInstanceOf(Refused.class);
        assertThat(decision.reason()).isEqualTo(Reason.SETS);
        assertThat(((Refused) decision).message()).contains(words);
    }

    private static void stays(RefreshDecision decision, int revision, Reason reason) {
        assertThat(decision).isInstanceOf(Current.class);
        assertThat(((Current) decision).revision().number()).isEqualTo(revision);
        assertThat(decision.reason()).isEqualTo(reason);
    }

    @Nested
    class Sets {
        private void set(String account, String name, int sequence, Presence presence, int revision) {
            sets.add(new ValidationSetView(
                    new AccountId(account),
                    name,
                    sequence,
                    List.of(new SetSnap(
                            new SnapName("hello"),
                            new SnapId(id(HELLO)),
                            presence,
                            revision == 0 ? Optional.empty() : Optional.of(new Revision(revision)),
                            new TreeMap<>())),
                    NOW));
        }

        private static List<String> key(String name, int sequence) {
            return List.of("16", "acme", name, Integer.toString(sequence));
        }

        private RefreshDecision refresh(int pinned, List<String> key) {
            return ask(
                    ActionKind.REFRESH,
                    new WantedRevision(null, pinned, null, null, List.of(key)),
                    installed(1),
                    Set.of());
        }

        @Test
        void theRevisionThatTheSetNamesIsGivenWhateverTheChannel() {
            set("acme", "base", 1, Presence.REQUIRED, 2);

            assertThat(offered(refresh(2, key("base", 1)))).isEqualTo(2);
            assertThat(offered(refresh(0, key("base", 1)))).isEqualTo(2);
            for (ActionKind kind : ActionKind.values()) {
                WantedRevision wish = new WantedRevision("edge", 0, null, false, List.of(key("base", 1)));
                assertThat(offered(ask(kind, wish, installed(1), Set.of()))).isEqualTo(2);
            }
        }

        @Test
        void theInstalledRevisionStaysIfItIsTheOneThatTheSetNames() {
            set("acme", "base", 1, Presence.OPTIONAL, 1);

            stays(refresh(0, key("base", 1)), 1, Reason.UP_TO_DATE);
        }

        @Test
        void anotherRevisionThanTheSetNamesIsRefused() {
            set("acme", "base", 1, Presence.REQUIRED, 2);

            refused(refresh(3, key("base", 1)), "revision 2 only");
        }

        @Test
        void eachMemberOfASequenceSaysItsOwn() {
            set("acme", "base", 1, Presence.REQUIRED, 2);
            set("acme", "base", 7, Presence.REQUIRED, 3);

            assertThat(offered(refresh(0, key("base", 1)))).isEqualTo(2);
            assertThat(offered(refresh(0, key("base", 7)))).isEqualTo(3);
            assertThat(offered(refresh(0, List.of("16", "acme", "base")))).isEqualTo(3);
            refused(refresh(0, key("base", 2)), "16/acme/base/2 is not known");
        }

        @Test
        void aSetThatTakesAnyRevisionLeavesItToTheChannel() {
            set("acme", "base", 1, Presence.REQUIRED, 0);

            assertThat(offered(refresh(0, key("base", 1)))).isEqualTo(4);
            assertThat(offered(refresh(3, key("base", 1)))).isEqualTo(3);
        }

        @Test
        void aSetThatForbidsTheSnapRefusesIt() {
            set("acme", "base", 1, Presence.INVALID, 0);

            refused(refresh(0, key("base", 1)), "forbid the snap");
            refused(
                    ask(
                            ActionKind.INSTALL,
                            new WantedRevision("stable", 0, null, null, List.of(key("base", 1))),
                            null,
                            Set.of()),
                    "forbid the snap");
        }

        @Test
        void setsThatContradictEachOtherRefuseIt() {
            set("acme", "one", 1, Presence.REQUIRED, 2);
            set("acme", "two", 1, Presence.REQUIRED, 3);
            WantedRevision wish = new WantedRevision(null, 0, null, null, List.of(key("one", 1), key("two", 1)));

            refused(ask(ActionKind.REFRESH, wish, installed(1), Set.of()), "required at different revisions");
        }

        @Test
        void twoSetsTogetherSayWhatEachSays() {
            set("acme", "one", 1, Presence.OPTIONAL, 3);
            set("acme", "two", 1, Presence.REQUIRED, 0);
            WantedRevision wish = new WantedRevision(null, 0, null, null, List.of(key("one", 1), key("two", 1)));

            assertThat(offered(ask(ActionKind.REFRESH, wish, installed(1), Set.of())))
                    .isEqualTo(3);
        }

        @Test
        void theSetOfAnotherBrandIsLikeOneThatIsNot() {
            set("other", "base", 1, Presence.REQUIRED, 2);
            List<String> hidden = List.of("16", "other", "base", "1");
            List<String> absent = List.of("16", "other", "nothing", "1");

            refused(refresh(0, hidden), "16/other/base/1 is not known");
            refused(refresh(0, absent), "16/other/nothing/1 is not known");
        }

        @Test
        void whatIsNoKeyIsNotKnown() {
            set("acme", "base", 1, Presence.REQUIRED, 2);

            for (List<String> key : List.of(
                    List.<String>of(),
                    List.of("16"),
                    List.of("15", "acme", "base", "1"),
                    List.of("16", "acme", "base", "one"),
                    List.of("16", "acme", "base", "01"),
                    List.of("16", "acme", "base", "1", "1"))) {
                refused(refresh(0, key), "is not known");
            }
        }

        @Test
        void theSetsOfTheContextCountWhereTheActionNamesNone() {
            set("acme", "base", 1, Presence.REQUIRED, 2);
            ContextSnap installed = installed(1, false, List.of(key("base", 1)));

            assertThat(offered(ask(ActionKind.REFRESH, WantedRevision.DEFAULT, installed, Set.of())))
                    .isEqualTo(2);
        }

        @Test
        void ignoringValidationLiftsTheSets() {
            set("acme", "base", 1, Presence.REQUIRED, 2);
            WantedRevision lifted = new WantedRevision(null, 0, null, true, List.of(key("base", 1)));

            assertThat(offered(ask(ActionKind.REFRESH, lifted, installed(1), Set.of())))
                    .isEqualTo(4);
            ContextSnap installed = installed(1, true, List.of(key("base", 1)));
            assertThat(offered(ask(ActionKind.REFRESH, WantedRevision.DEFAULT, installed, Set.of())))
                    .isEqualTo(4);
        }

        @Test
        void aComponentMustGoWithTheRevisionAsTheSetSays() {
            fixture.snap(7, "modular").component(2, "extra", 5).revision(2).release("stable", 2, 1);
            TreeMap<String, SetComponent> wanted = new TreeMap<>();
            wanted.put("extra", new SetComponent(Presence.REQUIRED, Optional.of(new Revision(5))));
            sets.add(new ValidationSetView(
                    new AccountId("acme"),
                    "modular",
                    1,
                    List.of(new SetSnap(
                            new SnapName("modular"),
                            new SnapId(id(7)),
                            Presence.REQUIRED,
                            Optional.of(new Revision(2)),
                            wanted)),
                    NOW));
            WantedRevision wish = new WantedRevision(null, 0, null, null, List.of(key("modular", 1)));

            assertThat(offered(install("modular", wish))).isEqualTo(2);
            wanted.put("extra", new SetComponent(Presence.REQUIRED, Optional.of(new Revision(6))));
            refused(install("modular", wish), "need revision 6 of component extra");
        }

        private RefreshDecision install(String name, WantedRevision wish) {
            return decide(
                    state(fixture, new StoreRules(sets, declarations, validations)),
                    new SnapAction(ActionKind.INSTALL, "key-1", null, name, wish, null),
                    null);
        }

        @Test
        void aRevisionForAnotherArchitectureIsNotGivenThoughTheSetNamesIt() {
            set("acme", "base", 1, Presence.REQUIRED, 9);

            assertThat(refresh(0, key("base", 1)).reason()).isEqualTo(Reason.NO_REVISION);
        }
    }

    @Nested
    class Gates {
        private void gate(int gating) {
            declarations.add(new SnapDeclarationView(
                    new SnapId(id(gating)),
                    "gate",
                    new AccountId("acme"),
                    List.of(new SnapId(id(HELLO))),
                    List.of(),
                    List.of(),
                    NOW));
        }

        private void validate(int gating, int revision, boolean revoked) {
            validations.add(new ValidationView(
                    new SnapId(id(gating)), new SnapId(id(HELLO)), new Revision(revision), revoked, NOW));
        }

        private RefreshDecision refresh(ContextSnap installed, Integer... present) {
            return ask(ActionKind.REFRESH, WantedRevision.DEFAULT, installed, ids(present));
        }

        private static Set<String> ids(Integer... present) {
            return java.util.Arrays.stream(present)
                    .map(CatalogFixture::id)
                    .collect(java.util.stream.Collectors.toSet());
        }

        @Test
        void withoutAnyValidationTheDeviceStaysWhereItIs() {
            gate(GATE);

            stays(refresh(installed(1), HELLO, GATE), 1, Reason.GATED);
        }

        @Test
        void theNewestValidatedRevisionIsOffered() {
            gate(GATE);
            validate(GATE, 2, false);
            validate(GATE, 3, false);

            assertThat(offered(refresh(installed(1), HELLO, GATE))).isEqualTo(3);
        }

        @Test
        void aRevokedValidationIsNone() {
            gate(GATE);
            validate(GATE, 2, false);
            validate(GATE, 3, true);

            assertThat(offered(refresh(installed(1), HELLO, GATE))).isEqualTo(2);
        }

        @Test
        void allGatingSnapsMustAgree() {
            gate(GATE);
            gate(SECOND_GATE);
            validate(GATE, 4, false);
            validate(GATE, 2, false);
            validate(SECOND_GATE, 3, false);
            validate(SECOND_GATE, 2, false);

            assertThat(offered(refresh(installed(1), HELLO, GATE, SECOND_GATE))).isEqualTo(2);
            assertThat(offered(refresh(installed(1), HELLO, GATE))).isEqualTo(4);
            assertThat(offered(refresh(installed(1), HELLO, SECOND_GATE))).isEqualTo(3);
        }

        @Test
        void aGatingSnapThatIsNotOnTheDeviceGatesNothing() {
            gate(GATE);

            assertThat(offered(refresh(installed(1), HELLO))).isEqualTo(4);
        }

        @Test
        void aGatingSnapThatTheDeviceDoesNotSeeIsLikeOneThatIsNot() {
            fixture.hidden(5, "hidden-gate").revision(1).release("stable", 1, 1);
            gate(5);

            assertThat(offered(refresh(installed(1), HELLO, 5))).isEqualTo(4);
        }

        @Test
        void anInstallationIsNeverGated() {
            gate(GATE);

            assertThat(offered(ask(ActionKind.INSTALL, new WantedRevision("stable", 0, null), null, ids(HELLO, GATE))))
                    .isEqualTo(4);
        }

        @Test
        void aDeviceIsNotTakenBackToAnOlderRevisionThatHappensToBeValidated() {
            gate(GATE);
            validate(GATE, 2, false);

            stays(refresh(installed(3), HELLO, GATE), 3, Reason.GATED);
        }

        @Test
        void aPinnedRevisionIsGatedToo() {
            gate(GATE);
            validate(GATE, 3, false);

            assertThat(offered(
                            ask(ActionKind.REFRESH, new WantedRevision(null, 3, null), installed(1), ids(HELLO, GATE))))
                    .isEqualTo(3);
            stays(
                    ask(ActionKind.REFRESH, new WantedRevision(null, 4, null), installed(1), ids(HELLO, GATE)),
                    1,
                    Reason.GATED);
        }

        @Test
        void ignoringValidationLiftsTheGateForThisSnap() {
            gate(GATE);

            assertThat(offered(refresh(installed(1, true, List.of()), HELLO, GATE)))
                    .isEqualTo(4);
            WantedRevision lifted = new WantedRevision(null, 0, null, true, List.of());
            assertThat(offered(ask(ActionKind.REFRESH, lifted, installed(1), ids(HELLO, GATE))))
                    .isEqualTo(4);
        }

        @Test
        void anActionThatEnforcesWinsOverAContextThatIgnores() {
            gate(GATE);
            WantedRevision enforced = new WantedRevision(null, 0, null, false, List.of());

            stays(ask(ActionKind.REFRESH, enforced, installed(1, true, List.of()), ids(HELLO, GATE)), 1, Reason.GATED);
        }

        @Test
        void aSnapThatGatesItselfIsNoException() {
            declarations.add(new SnapDeclarationView(
                    new SnapId(id(HELLO)),
                    "hello",
                    new AccountId("acme"),
                    List.of(new SnapId(id(HELLO))),
                    List.of(),
                    List.of(),
                    NOW));
            stays(refresh(installed(1), HELLO), 1, Reason.GATED);
            validate(HELLO, 4, false);

            assertThat(offered(refresh(installed(1), HELLO))).isEqualTo(4);
        }

        @Test
        void aGateOnAnUnknownInstalledRevisionIsRefusedInWords() {
            gate(GATE);

            RefreshDecision decision = refresh(installed(77), HELLO, GATE);

            assertThat(decision).isInstanceOf(Refused.class);
            assertThat(((Refused) decision).message()).contains("gating snaps");
        }
    }
}
