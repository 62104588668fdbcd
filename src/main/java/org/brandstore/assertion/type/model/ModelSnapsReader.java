package org.brandstore.assertion.type.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.assertion.type.model.ModelSnap.Component;
import org.brandstore.assertion.type.model.ModelSnap.Kind;
import org.brandstore.assertion.type.model.ModelSnap.Presence;
import org.brandstore.assertion.type.model.ModelView.Grade;
import org.brandstore.assertion.type.model.ModelView.Platform;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Risk;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/** The {@code snaps} header of an extended model (assertions.md 3.4, extended style). */
final class ModelSnapsReader {
    /** Bases of which devices know the snap-ids, so that a model need not list them (assertions.md 4.4). */
    private static final List<String> WELL_KNOWN_BASES = List.of("core", "core18", "core20", "core22", "core24");

    private static final List<String> ESSENTIAL_MODES = List.of("run", "ephemeral");
    private static final List<String> DEFAULT_MODES = List.of("run");
    private static final Set<String> COMPONENT_KEYS = Set.of("presence", "modes");

    private final Fields fields;
    private final Platform platform;
    private final String base;

    ModelSnapsReader(Fields fields, Platform platform) {
        this.fields = fields;
        this.platform = platform;
        this.base = platform.base().map(SnapName::value).orElse("");
    }

    List<ModelSnap> read() {
        List<ModelSnap> snaps = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Fields entry : fields.maps("snaps")) {
            ModelSnap snap = snap(entry);
            boolean newId = snap.snapId().isEmpty() || seen.add(snap.snapId().get());
            if (!seen.add(snap.name()) || !newId) {
                throw entry.refuse(
                        "name",
                        "and \"id\" must be unique, but those of snap \"" + snap.name() + "\" are listed twice");
            }
            snaps.add(snap);
        }
        checkEssential(snaps);
        return List.copyOf(snaps);
    }

    private void checkEssential(List<ModelSnap> snaps) {
        EnumSet<Kind> found = EnumSet.noneOf(Kind.class);
        boolean baseListed = false;
        for (ModelSnap snap : snaps) {
            Kind kind = snap.kind().orElseThrow();
            if (isBootKind(kind) && !found.add(kind)) {
                throw fields.refuse("snaps", "must not list a second snap of the type of \"" + snap.name() + "\"");
            }
            baseListed |= kind == Kind.BASE && snap.name().value().equals(base);
        }
        if (!platform.classic() && !(found.contains(Kind.GADGET) && found.contains(Kind.KERNEL))) {
            throw fields.refuse("snaps", "must list a snap of type gadget and one of type kernel");
        }
        if (found.contains(Kind.KERNEL) && !found.contains(Kind.GADGET)) {
            throw fields.refuse("snaps", "must list a snap of type gadget, since it lists a kernel");
        }
        if (!baseListed && !isDangerous() && !WELL_KNOWN_BASES.contains(base)) {
            throw fields.refuse(
                    "snaps", "must list the base \"" + base + "\" with its id, since devices do not know it");
        }
    }

    private ModelSnap snap(Fields entry) {
        SnapName name = entry.snapName("name");
        Fields snap = entry.at(" of snap \"" + name + "\"");
        Kind kind = snap.findOneOf("type", Kind.WORDS).map(Kind::of).orElse(Kind.APP);
        boolean isBase = name.value().equals(base);
        if (isBase && kind != Kind.BASE && !isBootKind(kind)) {
            throw snap.refuse("type", "must be base, since the snap is the base of the model");
        }
        List<String> modes = modes(snap, isBase || isBootKind(kind));
        return new ModelSnap(
                name,
                snapId(snap),
                Optional.of(kind),
                presence(snap, isBase || isBootKind(kind)),
                Optional.of(channel(snap)),
                Optional.empty(),
                modes,
                classic(snap, kind, modes),
                components(snap, modes));
    }

    private Optional<SnapId> snapId(Fields snap) {
        return isDangerous() && !snap.has("id") ? Optional.empty() : Optional.of(snap.snapId("id"));
    }

    private static Presence presence(Fields snap, boolean essential) {
        Optional<String> word = snap.findOneOf("presence", Presence.WORDS);
        if (essential && word.isPresent()) {
            throw snap.refuse("presence", "must be absent: the system needs the snap");
        }
        return word.map(Presence::of).orElse(Presence.REQUIRED);
    }

    private static List<String> modes(Fields snap, boolean essential) {
        List<String> modes = snap.names("modes", NameRule.SNAP_MODE);
        if (!essential) {
            return modes.isEmpty() ? DEFAULT_MODES : modes;
        }
        if (!modes.isEmpty()) {
            throw snap.refuse("modes", "must be absent: the system needs the snap in every mode");
        }
        return ESSENTIAL_MODES;
    }

    private static Channel channel(Fields snap) {
        String text = snap.findText("default-channel")
                .filter(channel -> !channel.isEmpty())
                .orElse("latest/stable");
        if (Risk.isRisk(text.split("/", 2)[0])) {
            throw snap.refuse("default-channel", "must have a track, as in latest/stable, not " + Fields.quoted(text));
        }
        try {
            return Channel.parse(text);
        } catch (InvalidNameException e) {
            var refusal = snap.refuse("default-channel", "must be a channel, not " + Fields.quoted(text));
            refusal.initCause(e);
            throw refusal;
        }
    }

    private boolean classic(Fields snap, Kind kind, List<String> modes) {
        boolean classic = snap.flag("classic");
        if (classic && !(platform.classic() && kind == Kind.APP && modes.equals(DEFAULT_MODES))) {
            throw snap.refuse("classic", "must be absent: only apps of classic models in mode run can be classic");
        }
        return classic;
    }

    private static SortedMap<String, Component> components(Fields snap, List<String> snapModes) {
        SortedMap<String, Component> components = new TreeMap<>();
        Optional<Fields> map = snap.findMap("components");
        if (map.isPresent()) {
            for (String name : map.get().names()) {
                if (!NameRule.SNAP_NAME.allows(name)) {
                    throw map.get().refuse(name, "must be " + NameRule.SNAP_NAME.words());
                }
                components.put(name, component(map.get(), name, snap.place(), snapModes));
            }
        }
        return Collections.unmodifiableSortedMap(components);
    }

    private static Component component(Fields map, String name, String ofSnap, List<String> snapModes) {
        if (map.find(name).orElseThrow() instanceof HeaderValue.Text) {
            return new Component(Presence.of(map.oneOf(name, Presence.WORDS)), snapModes);
        }
        Fields component = map.findMap(name).orElseThrow().at(" of component \"" + name + "\"" + ofSnap);
        component.allowOnly(COMPONENT_KEYS);
        Presence presence = Presence.of(component.oneOf("presence", Presence.WORDS));
        List<String> modes = component.wordsOf("modes", snapModes);
        return new Component(presence, modes.isEmpty() ? snapModes : modes);
    }

    private static boolean isBootKind(Kind kind) {
        return kind == Kind.SNAPD || kind == Kind.KERNEL || kind == Kind.GADGET;
    }

    private boolean isDangerous() {
        return platform.grade().filter(Grade.DANGEROUS::equals).isPresent();
    }
}
