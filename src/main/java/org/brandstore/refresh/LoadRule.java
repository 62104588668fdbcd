package org.brandstore.refresh;

import java.util.ArrayList;
import java.util.List;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.refresh.RefreshDecision.Reason;

/**
 * Puts updates off that nobody waits for: the device is told that what it has is what it should have, and asks again at its
 * next regular time (device-api.md (a)). All of a request's updates or none, so that snaps that belong together stay so.
 */
final class LoadRule {
    private LoadRule() {}

    /**
     * The decisions with every update of an installed snap put off; unchanged if one of them cannot be, because what is
     * installed is unknown or must not stay.
     *
     * @param cases one for each decision
     */
    static List<RefreshDecision> putOff(List<Case> cases, List<RefreshDecision> decisions) {
        List<RefreshDecision> put = new ArrayList<>(decisions);
        for (int i = 0; i < put.size(); i++) {
            Case c = cases.get(i);
            if (put.get(i) instanceof RefreshDecision.Offer offer) {
                CatalogRevision revision = !c.isRefresh() || c.installedRevision() == 0
                        ? null
                        : offer.snap().find(c.installedRevision()).orElse(null);
                if (revision == null || revision.facts().withdrawn()) {
                    return decisions;
                }
                put.set(i, new RefreshDecision.Current(offer.snap(), revision, offer.channel(), Reason.BUSY));
            }
        }
        return put;
    }
}
