package org.brandstore.refresh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogView;
import org.brandstore.catalog.rule.DeviceRules;
import org.brandstore.refresh.question.DeviceFacts;
import org.brandstore.refresh.question.Question;
import org.brandstore.refresh.question.SnapAction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is answered. Pure: the same question gets the same answer on every replica, and again at any later time from
 * the same state of the store.
 *
 * <p>The rules are asked in the order of this class; the first that settles a case wins.
 */
public final class RefreshDecider {
    private final List<Rule> rules;

    public RefreshDecider(CohortKeys cohorts) {
        this.rules = List.of(
                new VisibilityRule(),
                new ValidationSetsRule(),
                new NamedRevisionRule(),
                new ChannelRule(),
                new CohortRule(cohorts),
                new ReleaseRule(),
                new StopRule(),
                new PresentRule(),
                new OfferRule());
    }

    /** A decision and how it came about. */
    public record Explained(RefreshDecision decision, Trace trace) {}

    /**
     * What each action of a question is answered, in their order.
     *
     * @param now the moment that decides whether branches have ended
     */
    public List<RefreshDecision> decide(DeviceFacts facts, Question question, StoreState state, Instant now) {
        List<Case> cases = cases(facts, question, state, now);
        List<RefreshDecision> decisions = new ArrayList<>(cases.size());
        for (Case c : cases) {
            decisions.add(settle(c, null));
        }
        return finish(facts, question, state, cases, decisions);
    }

    /** The same, and why. */
    public List<Explained> explain(DeviceFacts facts, Question question, StoreState state, Instant now) {
        List<Case> cases = cases(facts, question, state, now);
        List<RefreshDecision> decisions = new ArrayList<>(cases.size());
        List<List<Trace.Step>> steps = new ArrayList<>(cases.size());
        for (Case c : cases) {
            List<Trace.Step> seen = new ArrayList<>();
            decisions.add(settle(c, seen));
            steps.add(seen);
        }
        List<RefreshDecision> finished = finish(facts, question, state, cases, decisions);
        List<Explained> explained = new ArrayList<>(cases.size());
        for (int i = 0; i < finished.size(); i++) {
            if (finished.get(i).reason() == RefreshDecision.Reason.BUSY) {
                steps.get(i).add(new Trace.Step("load", "the server is busy: the update is put off", true));
            }
            explained.add(new Explained(finished.get(i), new Trace(steps.get(i))));
        }
        return explained;
    }

    private static List<Case> cases(DeviceFacts facts, Question question, StoreState state, Instant now) {
        Asker asker = Asker.of(facts.viewer(), state.catalog(), facts.traits());
        CatalogView view = asker.view();
        DeviceRules deviceRules = state.catalog()
                .rules()
                .on(facts::installedIds, id -> view.findById(id).isPresent());
        InstalledSnaps installed = new InstalledSnaps(facts.installed());
        List<SnapAction> actions = question.actions();
        List<Case> cases = new ArrayList<>(actions.size());
        for (int i = 0; i < actions.size(); i++) {
            SnapAction action = actions.get(i);
            cases.add(
                    new Case(asker, deviceRules, state.policy(), action, installed.find(action.instanceKey(), i), now));
        }
        return cases;
    }

    /** @param steps where to note what the rules saw, or null */
    private RefreshDecision settle(Case c, @Nullable List<Trace.Step> steps) {
        for (Rule rule : rules) {
            RefreshDecision decision = rule.settle(c);
            if (steps != null) {
                steps.add(new Trace.Step(rule.name(), rule.saw(c), decision != null));
            }
            if (decision != null) {
                return decision;
            }
        }
        throw new IllegalStateException("the last rule settles every case");
    }

    /** What concerns the request as a whole, and what comes with what is offered. */
    private static List<RefreshDecision> finish(
            DeviceFacts facts, Question question, StoreState state, List<Case> cases, List<RefreshDecision> decisions) {
        List<RefreshDecision> finished =
                facts.traits().scheduled() && question.busy() ? LoadRule.putOff(cases, decisions) : decisions;
        if (!facts.acceptsDeltas()) {
            return finished;
        }
        List<RefreshDecision> chosen = new ArrayList<>(finished);
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.get(i) instanceof RefreshDecision.Offer offer) {
                chosen.set(i, DeltaRule.choose(offer, cases.get(i), state.deltas()));
            }
        }
        return chosen;
    }
}
