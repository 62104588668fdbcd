package org.brandstore.update.statement;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/**
 * A validation set that somebody is about to sign (assertions.md 3.14).
 *
 * @param sequence 1 or more
 * @param snaps at least one
 */
public record ValidationSetDraft(AccountId account, String name, int sequence, List<Entry> snaps) {
    public ValidationSetDraft {
        snaps = List.copyOf(snaps);
    }

    /**
     * A snap of the set.
     *
     * @param presence {@code required}, {@code optional} or {@code invalid}; empty if it was not said
     * @param components by name
     */
    public record Entry(
            SnapName name, SnapId id, String presence, OptionalInt revision, Map<String, Component> components) {
        public Entry {
            components = Collections.unmodifiableMap(new TreeMap<>(components));
        }
    }

    /** A component of a snap of the set. */
    public record Component(String presence, OptionalInt revision) {}
}
