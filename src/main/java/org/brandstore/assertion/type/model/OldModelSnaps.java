package org.brandstore.assertion.type.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.Track;

/** The snaps of a model without {@code snaps} header (assertions.md 3.4, old style). */
final class OldModelSnaps {
    private OldModelSnaps() {}

    static List<ModelSnap> read(Fields fields, Optional<SnapName> base) {
        if (!fields.flag("classic")) {
            fields.demand("gadget");
            fields.demand("kernel");
        }
        List<ModelSnap> snaps = new ArrayList<>();
        withTrack(fields, "gadget", ModelSnap.Kind.GADGET).ifPresent(snaps::add);
        withTrack(fields, "kernel", ModelSnap.Kind.KERNEL).ifPresent(snaps::add);
        base.map(name -> snap(name, Optional.of(ModelSnap.Kind.BASE), Optional.empty()))
                .ifPresent(snaps::add);
        for (String name : fields.names("required-snaps", NameRule.SNAP_NAME)) {
            snaps.add(snap(new SnapName(name), Optional.empty(), Optional.empty()));
        }
        return List.copyOf(snaps);
    }

    /** {@code name} or {@code name=track}. */
    private static Optional<ModelSnap> withTrack(Fields fields, String header, ModelSnap.Kind kind) {
        if (!fields.has(header)) {
            return Optional.empty();
        }
        String[] parts = fields.text(header).split("=", 2);
        boolean right = NameRule.SNAP_NAME.allows(parts[0]) && (parts.length == 1 || NameRule.TRACK.allows(parts[1]));
        if (!right) {
            throw fields.refuse(
                    header,
                    "must be a snap name, perhaps followed by '=' and a track without risk, not "
                            + Fields.quoted(fields.text(header)));
        }
        Optional<Track> track = parts.length == 1 ? Optional.empty() : Optional.of(new Track(parts[1]));
        return Optional.of(snap(new SnapName(parts[0]), Optional.of(kind), track));
    }

    private static ModelSnap snap(SnapName name, Optional<ModelSnap.Kind> kind, Optional<Track> track) {
        return new ModelSnap(
                name,
                Optional.empty(),
                kind,
                ModelSnap.Presence.REQUIRED,
                Optional.empty(),
                track,
                List.of("run"),
                false,
                Collections.unmodifiableSortedMap(new TreeMap<>()));
    }
}
