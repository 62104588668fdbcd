package org.brandstore.refresh.rule;

import org.brandstore.naming.Revision;

/** What the validation sets that a device obeys say about one snap. */
public sealed interface SetDemand {
    /** The channel decides: the sets do not name the snap, or take any revision of it. */
    record Any() implements SetDemand {}

    /** This revision and no other, whatever the channel. */
    record Only(Revision revision) implements SetDemand {}

    /**
     * No revision can be offered.
     *
     * @param why in words that name only what the client named
     */
    record Nothing(String why) implements SetDemand {}
}
