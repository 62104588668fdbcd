package org.brandstore.refresh;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.refresh.question.ContextSnap;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh request says is installed. Clients list snaps and what they want of them in the same order, so that is
 * where it is looked for first.
 */
final class InstalledSnaps {
    private final List<ContextSnap> context;
    private @Nullable Map<String, ContextSnap> byKey;

    InstalledSnaps(List<ContextSnap> context) {
        this.context = context;
    }

    /**
     * The entry of an instance, or null if it is not installed. If there are several, which none of snapd's are, any of them.
     *
     * @param place the place of the action among the actions
     */
    @Nullable ContextSnap find(String instanceKey, int place) {
        if (byKey == null && place < context.size()) {
            ContextSnap here = context.get(place);
            if (here.installed().instanceKey().equals(instanceKey)) {
                return here;
            }
        }
        return index().get(instanceKey);
    }

    private Map<String, ContextSnap> index() {
        Map<String, ContextSnap> index = byKey;
        if (index == null) {
            index = new HashMap<>();
            for (ContextSnap snap : context) {
                index.putIfAbsent(snap.installed().instanceKey(), snap);
            }
            byKey = index;
        }
        return index;
    }
}
