package org.brandstore.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brandstore.device.fleet.FleetGroup;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.release.channel.ChannelMap;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.SnapRevision;

/** What would change if a revision were released to a channel: a pure question about what is known now. */
record ReleaseEffect(SnapRevision revision, Channel channel, ChannelMap now) {
    private static final Architecture ALL = new Architecture("all");

    /** @param revisions finds the snap's revisions */
    List<Replacement> replacements(Function<Revision, Optional<SnapRevision>> revisions) {
        Map<Optional<Revision>, List<Architecture>> byRevision = revision.architectures().stream()
                .collect(Collectors.groupingBy(
                        architecture -> now.resolve(architecture, channel).map(Pointer::revision),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byRevision.values().stream()
                .map(architectures -> replacement(architectures, revisions))
                .toList();
    }

    private Replacement replacement(
            List<Architecture> architectures, Function<Revision, Optional<SnapRevision>> revisions) {
        Optional<Pointer> pointer = now.resolve(architectures.getFirst(), channel);
        Optional<SnapRevision> current = pointer.map(Pointer::revision).flatMap(revisions);
        return new Replacement(
                architectures, pointer, current, current.map(known -> RevisionDifference.between(known, revision)));
    }

    /** @param fleet groups of any snaps */
    Reach reach(List<FleetGroup> fleet) {
        ChannelMap then = now.with(revision.snap(), revision.revision(), revision.architectures(), channel);
        long following = 0;
        long changing = 0;
        for (FleetGroup group : fleet) {
            if (group.snap().equals(revision.snap()) && gets(then, group)) {
                following += group.devices();
                changing += group.revision().equals(revision.revision()) ? 0 : group.devices();
            }
        }
        return new Reach(following, changing);
    }

    private boolean gets(ChannelMap then, FleetGroup group) {
        Architecture architecture =
                group.architecture().orElse(revision.architectures().getFirst());
        boolean fits = revision.architectures().contains(ALL)
                || revision.architectures().contains(architecture);
        return fits
                && then.resolve(architecture, group.channel())
                        .filter(pointer -> pointer.channel().equals(channel))
                        .isPresent();
    }
}
