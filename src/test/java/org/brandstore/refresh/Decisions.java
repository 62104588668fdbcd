package org.brandstore.refresh;

import static org.brandstore.catalog.CatalogFixture.BRAND;
import static org.brandstore.catalog.CatalogFixture.NOW;
import static org.brandstore.catalog.CatalogFixture.STORE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogFixture;
import org.brandstore.catalog.Viewer;
import org.brandstore.catalog.rule.StoreRules;
import org.brandstore.delta.ReadyDeltas;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.TokenKey;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.snap.metadata.Epoch;

/** Asks the decider about one action. Each answer is asked for twice: with its explanation, it must be the same. */
final class Decisions {
    static final CohortKeys COHORTS = new CohortKeys(new TokenKey(new byte[32]));
    static final RefreshDecider DECIDER = new RefreshDecider(COHORTS);
    static final Asker.Traits AMD64 = new Asker.Traits("amd64", true, false);

    private Decisions() {}

    static DeviceIdentity device() {
        return CatalogFixture.device(BRAND, STORE, "model-1");
    }

    static StoreState state(CatalogFixture fixture) {
        return state(fixture, StoreRules.NONE);
    }

    static StoreState state(CatalogFixture fixture, StoreRules rules) {
        return new StoreState(fixture.build(rules), fixture.policy(), ReadyDeltas.NONE);
    }

    static RefreshDecision decide(StoreState state, SnapAction action, ContextSnap installed) {
        return decide(state, device(), AMD64, action, installed, List.of(), NOW);
    }

    /**
     * @param installed what the action is about, or null
     * @param others the ids of snaps that are there too
     */
    static RefreshDecision decide(
            StoreState state,
            DeviceIdentity device,
            Asker.Traits traits,
            SnapAction action,
            ContextSnap installed,
            Collection<String> others,
            Instant now) {
        List<ContextSnap> context = new ArrayList<>();
        if (installed != null) {
            context.add(under(action.instanceKey(), installed));
        }
        others.forEach(id -> context.add(new ContextSnap(
                new InstalledSnap("other-" + id, id, 1, "latest/stable", null, List.of()), Epoch.ZERO, null, false)));
        DeviceFacts facts = new DeviceFacts(
                device == null ? new Viewer.Stranger() : new Viewer.Device(device), traits, false, context);
        Question question = new Question(List.of(action), false);
        RefreshDecision decision = DECIDER.decide(facts, question, state, now).getFirst();
        RefreshDecider.Explained explained =
                DECIDER.explain(facts, question, state, now).getFirst();
        if (!explained.decision().equals(decision)) {
            throw new AssertionError("explained as " + explained.decision() + ", decided as " + decision);
        }
        if (!explained.trace().steps().getLast().settled()) {
            throw new AssertionError("no rule settled it: " + explained.trace());
        }
        return decision;
    }

    private static ContextSnap under(String instanceKey, ContextSnap snap) {
        InstalledSnap old = snap.installed();
        return new ContextSnap(
                new InstalledSnap(
                        instanceKey,
                        old.snapId(),
                        old.revision(),
                        old.trackingChannel(),
                        old.refreshedDate(),
                        old.heldBy()),
                snap.epoch(),
                snap.cohortKey(),
                snap.ignoresValidation(),
                snap.validationSets());
    }
}
