package org.brandstore.catalog.read;

import java.util.HashSet;
import java.util.Set;
import org.brandstore.catalog.AssertionIndex;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;

/**
 * Which parts of a catalog some changes have made stale.
 *
 * @param everything whether nobody can tell
 * @param snaps ids of snaps
 * @param publishers ids of accounts, of which all snaps are meant
 * @param assertions whether some may be new
 * @param places whether stores may be new, or show other snaps
 */
public record CatalogNews(
        boolean everything, Set<String> snaps, Set<String> publishers, boolean assertions, boolean places) {
    static CatalogNews of(Set<StoreChanged> changes) {
        boolean everything = false;
        boolean assertions = false;
        boolean places = false;
        Set<String> snaps = new HashSet<>();
        Set<String> publishers = new HashSet<>();
        for (StoreChanged change : changes) {
            String key = change.key();
            everything |= key.equals(Topic.ALL);
            switch (change.topic()) {
                case CATALOG -> {
                    int slash = key.indexOf('/');
                    everything |= slash < 0;
                    snaps.add(key.substring(slash + 1));
                }
                case ACCOUNTS -> publishers.add(key);
                case ASSERTIONS -> assertions |= AssertionIndex.concerns(key);
                case MODELS, STORES -> places = true;
                default -> {}
            }
        }
        return new CatalogNews(everything, Set.copyOf(snaps), Set.copyOf(publishers), assertions, places);
    }
}
