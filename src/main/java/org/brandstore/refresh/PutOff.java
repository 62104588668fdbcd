package org.brandstore.refresh;

import java.util.ArrayList;
import java.util.List;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Puts updates off that nobody waits for: the device is told that what it has is what it should have, and asks again at its
 * next regular time (device-api.md (a)). All of a request's updates or none, so that snaps that belong together stay so.
 */
public final class PutOff {
    private PutOff() {}

    /**
     * The decisions with every update of an installed snap put off; unchanged if one of them cannot be, because what is
     * installed is unknown or must not stay.
     *
     * @param decisions one for each action
     * @param installed what each action is about, or null
     */
    public static List<RefreshDecision> updates(
            List<SnapAction> actions, List<RefreshDecision> decisions, List<@Nullable ContextSnap> installed) {
        List<RefreshDecision> put = new ArrayList<>(decisions);
        for (int i = 0; i < put.size(); i++) {
            SnapAction action = actions.get(i);
            if (put.get(i) instanceof RefreshDecision.Offer offer) {
                ContextSnap present = installed.get(i);
                CatalogRevision revision = action.kind() != ActionKind.REFRESH || present == null
                        ? null
                        : offer.snap().find(present.installed().revision()).orElse(null);
                if (revision == null || revision.facts().withdrawn()) {
                    return decisions;
                }
                put.set(i, new RefreshDecision.Current(offer.snap(), revision, offer.channel(), Reason.BUSY));
            }
        }
        return put;
    }
}
