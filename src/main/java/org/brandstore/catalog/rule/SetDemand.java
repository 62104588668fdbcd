package org.brandstore.catalog.rule;

import java.util.Map;
import org.brandstore.naming.Revision;

/** What the validation sets that a device obeys say about one snap. */
public sealed interface SetDemand {
    /** The channel decides: the sets do not name the snap, or take any revision of it. */
    record Any() implements SetDemand {}

    /**
     * This revision and no other, whatever the channel.
     *
     * @param components the revisions of components that must go with it, by name
     */
    record Only(Revision revision, Map<String, Revision> components) implements SetDemand {
        public Only {
            components = Map.copyOf(components);
        }
    }

    /**
     * No revision can be offered.
     *
     * @param why in words that name only what the client named
     */
    record Nothing(String why) implements SetDemand {}
}
