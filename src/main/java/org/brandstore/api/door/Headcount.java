package org.brandstore.api.door;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many are in, by whom they belong to. Knows nobody who is not in, so it is as small as the number of those who are. */
final class Headcount {
    private final ConcurrentMap<String, Integer> present = new ConcurrentHashMap<>();

    /**
     * Lets one more in, if there are fewer than so many.
     *
     * @param most 0 for no limit
     */
    boolean enter(String whose, int most) {
        if (most == 0) {
            present.merge(whose, 1, Integer::sum);
            return true;
        }
        int now = present.merge(whose, 1, Integer::sum);
        if (now <= most) {
            return true;
        }
        leave(whose);
        return false;
    }

    void leave(String whose) {
        present.computeIfPresent(whose, (key, count) -> count > 1 ? count - 1 : null);
    }

    int of(String whose) {
        return present.getOrDefault(whose, 0);
    }

    boolean isEmpty() {
        return present.isEmpty();
    }
}
