package org.brandstore.assertion.type.gate;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.brandstore.assertion.type.ValidationSetView.Presence;
import org.brandstore.naming.Revision;

/** What several validation sets together say about one snap or component (assertions.md 6.2). */
public sealed interface Combination {

    /**
     * What one set says.
     *
     * @param presence whether it must, may or must not be there
     * @param revision the only revision allowed; empty if any is
     */
    record Demand(Presence presence, Optional<Revision> revision) {}

    /**
     * All can be obeyed.
     *
     * @param presence whether it must, may or must not be there
     * @param revision the only revision allowed; empty if any is, or if it must not be there
     */
    record Agreed(Presence presence, Optional<Revision> revision) implements Combination {

        /** Whether it may be there in this revision. */
        public boolean allows(Revision other) {
            return presence != Presence.INVALID
                    && revision.filter(only -> !only.equals(other)).isEmpty();
        }
    }

    /**
     * Nothing obeys all: at least one set requires what others forbid.
     *
     * @param forbidden whether one of them says that it must not be there
     * @param revisions the revisions that they name, two or more unless it is forbidden
     */
    record Conflict(boolean forbidden, SortedSet<Revision> revisions) implements Combination {
        @Override
        public String toString() {
            String named = revisions.stream().map(Revision::toString).collect(Collectors.joining(", "));
            return (forbidden ? "both required and invalid" : "required at different revisions")
                    + (named.isEmpty() ? "" : ", at " + named);
        }
    }

    /**
     * Combines in any order. Optional at two different revisions comes to the same as invalid: no revision is allowed.
     *
     * @param demands at least one
     */
    static Combination of(Collection<Demand> demands) {
        if (demands.isEmpty()) {
            throw new IllegalArgumentException("cannot combine nothing");
        }
        boolean required = demands.stream().anyMatch(demand -> demand.presence() == Presence.REQUIRED);
        boolean forbidden = demands.stream().anyMatch(demand -> demand.presence() == Presence.INVALID);
        SortedSet<Revision> revisions = demands.stream()
                .flatMap(demand -> demand.revision().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (required && (forbidden || revisions.size() > 1)) {
            return new Conflict(forbidden, revisions);
        }
        if (forbidden || revisions.size() > 1) {
            return new Agreed(Presence.INVALID, Optional.empty());
        }
        return new Agreed(
                required ? Presence.REQUIRED : Presence.OPTIONAL,
                revisions.stream().findFirst());
    }
}
