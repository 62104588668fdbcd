package org.brandstore.refresh;

import org.brandstore.delta.ReadyDeltas;
import org.brandstore.refresh.RefreshDecision.Offer;
import org.brandstore.refresh.question.ContextSnap;

/** Chooses the delta of an offer. Nothing is told of a revision that was never released. */
final class DeltaRule {
    private DeltaRule() {}

    static Offer choose(Offer offer, Case c, ReadyDeltas deltas) {
        ContextSnap installed = c.installed;
        if (installed == null) {
            return offer;
        }
        int source = installed.installed().revision();
        int target = offer.revision().number();
        boolean known = offer.snap().find(source).isPresent();
        if (!installed.installed().snapId().equals(offer.snap().id()) || source == target || !known) {
            return offer;
        }
        return offer.with(deltas.find(offer.snap().id(), source, target)
                .<DeltaChoice>map(DeltaChoice.Ready::new)
                .orElseGet(() -> new DeltaChoice.Missing(source)));
    }
}
