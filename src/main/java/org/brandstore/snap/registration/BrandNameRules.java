package org.brandstore.snap.registration;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.brandstore.naming.SnapName;

/**
 * The rules of one brand.
 *
 * @param prefixes with one of which a name must begin; none: a name may begin with anything
 * @param reserved names that nobody may register
 */
public record BrandNameRules(SortedSet<String> prefixes, SortedSet<String> reserved) {
    public BrandNameRules {
        prefixes = Collections.unmodifiableSortedSet(new TreeSet<>(prefixes));
        reserved = Collections.unmodifiableSortedSet(new TreeSet<>(reserved));
    }

    /** Why the name cannot be registered; empty if it can. */
    public Optional<String> objection(SnapName name) {
        if (reserved.contains(name.value())) {
            return Optional.of("it is reserved");
        }
        if (!prefixes.isEmpty() && prefixes.stream().noneMatch(name.value()::startsWith)) {
            return Optional.of("names of this brand begin with " + String.join(" or ", prefixes));
        }
        return Optional.empty();
    }
}
