package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/**
 * A {@code validation-set}: snaps that belong together (assertions.md 3.14).
 *
 * @param accountId whose set it is
 * @param name the name of the set
 * @param sequence which member of the sequence it is
 * @param snaps in their order
 * @param timestamp when it was signed
 */
public record ValidationSetView(
        AccountId accountId, String name, int sequence, List<SetSnap> snaps, Instant timestamp) {
    private static final List<String> PRESENCES = List.of("required", "optional", "invalid");

    /** Whether a snap or component must, may or must not be there. */
    public enum Presence {
        REQUIRED,
        OPTIONAL,
        INVALID;

        static Presence of(String word) {
            return switch (word) {
                case "required" -> REQUIRED;
                case "optional" -> OPTIONAL;
                case "invalid" -> INVALID;
                default -> throw new IllegalArgumentException(word);
            };
        }
    }

    /**
     * A snap of a set.
     *
     * @param name its name
     * @param snapId its id
     * @param presence whether it must be there
     * @param revision the only revision allowed; empty if any is
     * @param components by name
     */
    public record SetSnap(
            SnapName name,
            SnapId snapId,
            Presence presence,
            Optional<Revision> revision,
            SortedMap<String, SetComponent> components) {}

    /**
     * A component of a snap of a set.
     *
     * @param presence whether it must be there
     * @param revision the only revision allowed; empty if any is
     */
    public record SetComponent(Presence presence, Optional<Revision> revision) {}

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static ValidationSetView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.VALIDATION_SET);
        fields.demandAuthority("account-id");
        return new ValidationSetView(
                fields.accountId("account-id"),
                fields.named("name", NameRule.LOWER_WORD),
                fields.integer("sequence", 1),
                snaps(fields),
                fields.time("timestamp"));
    }

    private static List<SetSnap> snaps(Fields fields) {
        fields.demand("snaps");
        List<SetSnap> snaps = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Fields entry : fields.maps("snaps")) {
            SetSnap snap = snap(entry);
            if (!seen.add(snap.name()) || !seen.add(snap.snapId())) {
                throw entry.refuse(
                        "name",
                        "and \"id\" must be unique, but snap \"" + snap.name() + "\" or its id " + snap.snapId()
                                + " is listed twice");
            }
            snaps.add(snap);
        }
        return List.copyOf(snaps);
    }

    private static SetSnap snap(Fields entry) {
        SnapName name = entry.snapName("name");
        Fields fields = entry.at(" of snap \"" + name + "\"");
        Presence presence =
                fields.findOneOf("presence", PRESENCES).map(Presence::of).orElse(Presence.REQUIRED);
        if (presence == Presence.INVALID) {
            fields.forbid("revision", "the snap must not be there at all");
        }
        Optional<Revision> revision = fields.findRevision("revision");
        return new SetSnap(name, fields.snapId("id"), presence, revision, components(fields, revision.isPresent()));
    }

    private static SortedMap<String, SetComponent> components(Fields snap, boolean pinned) {
        SortedMap<String, SetComponent> components = new TreeMap<>();
        Optional<Fields> map = snap.findMap("components");
        if (map.isPresent()) {
            for (String name : map.get().names()) {
                if (!NameRule.SNAP_NAME.allows(name)) {
                    throw map.get().refuse(name, "must be " + NameRule.SNAP_NAME.words());
                }
                components.put(name, component(map.get(), name, snap.place(), pinned));
            }
        }
        return Collections.unmodifiableSortedMap(components);
    }

    private static SetComponent component(Fields map, String name, String ofSnap, boolean pinned) {
        if (map.find(name).orElseThrow() instanceof HeaderValue.Text) {
            Presence presence = Presence.of(map.oneOf(name, PRESENCES));
            return checked(map, name, new SetComponent(presence, Optional.empty()), pinned);
        }
        Fields fields = map.findMap(name).orElseThrow().at(" of component \"" + name + "\"" + ofSnap);
        Presence presence = Presence.of(fields.oneOf("presence", PRESENCES));
        return checked(map, name, new SetComponent(presence, fields.findRevision("revision")), pinned);
    }

    private static SetComponent checked(Fields map, String name, SetComponent component, boolean pinned) {
        boolean hasRevision = component.revision().isPresent();
        if (component.presence() == Presence.INVALID && hasRevision) {
            throw map.refuse(name, "must have no revision: it must not be there at all");
        }
        if (pinned && component.presence() != Presence.INVALID && !hasRevision) {
            throw map.refuse(name, "must have a revision, since its snap has one");
        }
        if (!pinned && hasRevision) {
            throw map.refuse(name, "must have no revision, since its snap has none");
        }
        return component;
    }
}
