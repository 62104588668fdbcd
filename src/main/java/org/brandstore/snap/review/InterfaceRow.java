package org.brandstore.snap.review;

import java.util.List;
import java.util.Set;

/**
 * What devices allow of one interface where the snap's declaration says nothing about it.
 *
 * @param plug who may have a plug
 * @param grantedAttributes attributes of a plug that need a grant all the same
 * @param connects whether a plug connects without anybody's doing
 * @param slotTypes snap types, as declarations spell them, that may have a slot: app, core, gadget, kernel
 */
record InterfaceRow(
        String name, PlugRule plug, List<String> grantedAttributes, Connects connects, Set<String> slotTypes) {
    /** Who may have a plug. */
    enum PlugRule {
        YES,
        NO,
        CORE
    }

    /** Whether a plug connects by itself. */
    enum Connects {
        YES,
        NO,
        SOME
    }

    InterfaceRow {
        grantedAttributes = List.copyOf(grantedAttributes);
        slotTypes = Set.copyOf(slotTypes);
    }
}
