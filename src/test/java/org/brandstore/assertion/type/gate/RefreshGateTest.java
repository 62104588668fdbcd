package org.brandstore.assertion.type.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.assertion.type.gate.RefreshGate.Candidate;
import org.brandstore.assertion.type.gate.RefreshGate.Passed;
import org.brandstore.assertion.type.gate.RefreshGate.Refused;
import org.brandstore.assertion.type.gate.RefreshGate.Validations;
import org.brandstore.assertion.type.gate.RefreshGate.Verdict;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.junit.jupiter.api.Test;

class RefreshGateTest {
    private static final SnapId APP = new SnapId("a".repeat(32));
    private static final SnapId GATE = new SnapId("g".repeat(32));
    private static final SnapId OTHER_GATE = new SnapId("h".repeat(32));
    private static final Revision NEXT = new Revision(7);
    private static final Candidate REFRESH = new Candidate(APP, NEXT, true, false);

    private static SnapDeclarationView declaration(SnapId snapId, SnapId... gated) {
        return new SnapDeclarationView(
                snapId, "name", new AccountId("ab"), Arrays.asList(gated), List.of(), List.of(), Instant.EPOCH);
    }

    private static RefreshGate twoGates() {
        return new RefreshGate(List.of(declaration(APP), declaration(GATE, APP), declaration(OTHER_GATE, APP)));
    }

    /** What gating snaps have said about revisions of the app. */
    private static final class Said implements Validations {
        private final Map<List<Object>, ValidationView> views = new HashMap<>();

        Said approve(SnapId gate, int revision) {
            return say(gate, revision, false);
        }

        Said revoke(SnapId gate, int revision) {
            return say(gate, revision, true);
        }

        private Said say(SnapId gate, int revision, boolean revoked) {
            Revision approved = new Revision(revision);
            views.put(List.of(gate, APP, approved), new ValidationView(gate, APP, approved, revoked, Instant.EPOCH));
            return this;
        }

        @Override
        public Optional<ValidationView> find(SnapId gatingSnap, SnapId approvedSnap, Revision approvedRevision) {
            return Optional.ofNullable(views.get(List.of(gatingSnap, approvedSnap, approvedRevision)));
        }
    }

    @Test
    void whatNobodyGatesPasses() {
        RefreshGate gate = new RefreshGate(List.of(declaration(APP), declaration(GATE)));

        assertThat(gate.judge(REFRESH, new Said())).isEqualTo(new Passed());
    }

    @Test
    void allGatesMustApprove() {
        assertThat(twoGates().judge(REFRESH, new Said())).isEqualTo(new Refused(Set.of(GATE, OTHER_GATE), Set.of()));
        assertThat(twoGates().judge(REFRESH, new Said().approve(GATE, 7)))
                .isEqualTo(new Refused(Set.of(OTHER_GATE), Set.of()));
        assertThat(twoGates().judge(REFRESH, new Said().approve(GATE, 7).approve(OTHER_GATE, 7)))
                .isEqualTo(new Passed());
    }

    @Test
    void anApprovalIsForOneRevision() {
        assertThat(twoGates().judge(REFRESH, new Said().approve(GATE, 6).approve(OTHER_GATE, 7)))
                .isEqualTo(new Refused(Set.of(GATE), Set.of()));
    }

    @Test
    void oneRevocationBeatsAllApprovals() {
        assertThat(twoGates().judge(REFRESH, new Said().revoke(GATE, 7).approve(OTHER_GATE, 7)))
                .isEqualTo(new Refused(Set.of(), Set.of(GATE)));
        assertThat(twoGates().judge(REFRESH, new Said().revoke(GATE, 7)))
                .isEqualTo(new Refused(Set.of(OTHER_GATE), Set.of(GATE)));
    }

    @Test
    void whoIgnoresValidationPasses() {
        assertThat(twoGates().judge(new Candidate(APP, NEXT, true, true), new Said()))
                .isEqualTo(new Passed());
    }

    @Test
    void newInstallationsPass() {
        assertThat(twoGates().judge(new Candidate(APP, NEXT, false, false), new Said().revoke(GATE, 7)))
                .isEqualTo(new Passed());
    }

    @Test
    void aSnapThatGatesItselfIsNoException() {
        RefreshGate gate = new RefreshGate(List.of(declaration(APP, APP)));

        assertThat(gate.judge(REFRESH, new Said())).isEqualTo(new Refused(Set.of(APP), Set.of()));
        assertThat(gate.judge(REFRESH, new Said().approve(APP, 7))).isEqualTo(new Passed());
    }

    @Test
    void theNewestRevisionThatAllLetPassIsOffered() {
        Said said = new Said()
                .approve(GATE, 5)
                .approve(GATE, 7)
                .approve(GATE, 8)
                .approve(OTHER_GATE, 5)
                .approve(OTHER_GATE, 7)
                .revoke(OTHER_GATE, 8);
        List<Revision> released = List.of(new Revision(5), new Revision(8), new Revision(7), new Revision(9));

        assertThat(twoGates().newestPassing(APP, released, said)).contains(new Revision(7));
        assertThat(twoGates().newestPassing(APP, List.of(new Revision(9)), said))
                .isEmpty();
        assertThat(twoGates().newestPassing(GATE, released, said)).contains(new Revision(9));
    }

    @Provide
    Arbitrary<List<SnapId>> gates() {
        return Arbitraries.of(List.of(GATE, OTHER_GATE, APP, new SnapId("i".repeat(32))))
                .list()
                .uniqueElements();
    }

    @Property
    void oneMoreGateNeverLetsMorePass(@ForAll("gates") List<SnapId> gates, @ForAll("gates") List<SnapId> approving) {
        Said said = new Said();
        approving.forEach(gate -> said.approve(gate, 7));
        boolean passedBefore = true;
        for (int i = 0; i <= gates.size(); i++) {
            List<SnapId> present = gates.subList(0, i);
            Verdict verdict = new RefreshGate(
                            present.stream().map(gate -> declaration(gate, APP)).toList())
                    .judge(REFRESH, said);

            boolean passed = verdict instanceof Passed;
            assertThat(passed).isEqualTo(approving.containsAll(present));
            assertThat(passed && !passedBefore).isFalse();
            passedBefore = passed;
        }
    }
}
