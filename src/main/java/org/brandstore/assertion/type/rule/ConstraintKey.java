package org.brandstore.assertion.type.rule;

import static org.brandstore.assertion.type.rule.ConstraintKey.Place.PLUG_CONNECTION;
import static org.brandstore.assertion.type.rule.ConstraintKey.Place.PLUG_INSTALLATION;
import static org.brandstore.assertion.type.rule.ConstraintKey.Place.SLOT_CONNECTION;
import static org.brandstore.assertion.type.rule.ConstraintKey.Place.SLOT_INSTALLATION;

import java.util.List;
import java.util.Set;

/**
 * A key of a constraint (assertions.md 3.8).
 *
 * @param wireName as written
 * @param kind what its value is
 * @param places where devices look at it; elsewhere they ignore it
 */
record ConstraintKey(String wireName, Kind kind, Set<Place> places) {

    /** The whole table. */
    static final List<ConstraintKey> ALL = List.of(
            key("plug-names", Kind.NAMES, PLUG_INSTALLATION, PLUG_CONNECTION, SLOT_CONNECTION),
            key("slot-names", Kind.NAMES, PLUG_CONNECTION, SLOT_INSTALLATION, SLOT_CONNECTION),
            key("plug-attributes", Kind.ATTRIBUTES, PLUG_INSTALLATION, PLUG_CONNECTION, SLOT_CONNECTION),
            key("slot-attributes", Kind.ATTRIBUTES, PLUG_CONNECTION, SLOT_INSTALLATION, SLOT_CONNECTION),
            key("plug-snap-type", Kind.SNAP_TYPES, PLUG_INSTALLATION, SLOT_CONNECTION),
            key("slot-snap-type", Kind.SNAP_TYPES, PLUG_CONNECTION, SLOT_INSTALLATION, SLOT_CONNECTION),
            key("plug-snap-id", Kind.SNAP_IDS, PLUG_INSTALLATION, SLOT_CONNECTION),
            key("slot-snap-id", Kind.SNAP_IDS, PLUG_CONNECTION, SLOT_INSTALLATION),
            key("plug-publisher-id", Kind.PLUG_PUBLISHERS, SLOT_CONNECTION),
            key("slot-publisher-id", Kind.SLOT_PUBLISHERS, PLUG_CONNECTION),
            key("slots-per-plug", Kind.COUNT, PLUG_CONNECTION, SLOT_CONNECTION),
            key("plugs-per-slot", Kind.COUNT, PLUG_CONNECTION, SLOT_CONNECTION),
            key("on-classic", Kind.CLASSIC, Place.values()),
            key("on-core-desktop", Kind.FLAG, Place.values()),
            key("on-store", Kind.STORES, Place.values()),
            key("on-brand", Kind.BRANDS, Place.values()),
            key("on-model", Kind.MODELS, Place.values()));

    /** What a value is. */
    enum Kind {
        NAMES,
        ATTRIBUTES,
        SNAP_TYPES,
        SNAP_IDS,
        PLUG_PUBLISHERS,
        SLOT_PUBLISHERS,
        COUNT,
        CLASSIC,
        FLAG,
        STORES,
        BRANDS,
        MODELS
    }

    /** The kinds of subrules that have keys of their own. */
    enum Place {
        PLUG_INSTALLATION,
        PLUG_CONNECTION,
        SLOT_INSTALLATION,
        SLOT_CONNECTION;

        static Place of(Side side, Subrule subrule) {
            return switch (side) {
                case PLUG -> subrule.isInstallation() ? PLUG_INSTALLATION : PLUG_CONNECTION;
                case SLOT -> subrule.isInstallation() ? SLOT_INSTALLATION : SLOT_CONNECTION;
            };
        }
    }

    private static ConstraintKey key(String wireName, Kind kind, Place... places) {
        return new ConstraintKey(wireName, kind, Set.of(places));
    }
}
