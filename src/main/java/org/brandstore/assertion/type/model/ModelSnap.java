package org.brandstore.assertion.type.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.Track;

/**
 * A snap that a model lists (assertions.md 3.4).
 *
 * @param name its name
 * @param snapId its id; empty in old-style models, and perhaps in dangerous ones
 * @param kind its type; empty for {@code required-snaps} of an old-style model, which do not say
 * @param presence {@code required} or {@code optional}
 * @param defaultChannel the channel it follows at first; empty in old-style models
 * @param pinnedTrack the only track it may follow; only in old-style models
 * @param modes the modes of the system in which it is there
 * @param classic whether it runs unconfined
 * @param components by name
 */
public record ModelSnap(
        SnapName name,
        Optional<SnapId> snapId,
        Optional<Kind> kind,
        Presence presence,
        Optional<Channel> defaultChannel,
        Optional<Track> pinnedTrack,
        List<String> modes,
        boolean classic,
        SortedMap<String, Component> components) {

    /** The types of snaps in models. */
    public enum Kind {
        APP,
        BASE,
        GADGET,
        KERNEL,
        CORE,
        SNAPD;

        static final List<String> WORDS = List.of("app", "base", "gadget", "kernel", "core", "snapd");

        static Kind of(String word) {
            return values()[WORDS.indexOf(word)];
        }
    }

    /** Whether an image must hold it. */
    public enum Presence {
        REQUIRED,
        OPTIONAL;

        static final List<String> WORDS = List.of("required", "optional");

        static Presence of(String word) {
            return word.equals("optional") ? OPTIONAL : REQUIRED;
        }
    }

    /**
     * A component of a snap that a model lists.
     *
     * @param presence whether an image must hold it
     * @param modes some of the modes of its snap
     */
    public record Component(Presence presence, List<String> modes) {}
}
