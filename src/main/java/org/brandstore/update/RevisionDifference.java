package org.brandstore.update;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.SnapRevision;

/**
 * What a device notices when one revision takes the place of another.
 *
 * @param version what is written on it
 * @param size in bytes
 * @param base the snap whose file system it runs on; {@code none} if it names none
 * @param epoch in the short spelling
 * @param older whether the new revision was uploaded before the present one
 * @param unreadable whether the new revision cannot take over the present one's data, so that devices will not get it
 *     directly
 */
public record RevisionDifference(
        Step<String> version,
        Step<Long> size,
        Step<String> confinement,
        Step<String> base,
        Step<String> epoch,
        Step<String> grade,
        List<String> plugsAdded,
        List<String> plugsRemoved,
        List<String> slotsAdded,
        List<String> slotsRemoved,
        boolean older,
        boolean unreadable) {

    /** A value before and after. */
    public record Step<T>(T from, T to) {
        public boolean changed() {
            return !Objects.equals(from, to);
        }
    }

    public static RevisionDifference between(SnapRevision now, SnapRevision next) {
        return new RevisionDifference(
                step(now, next, SnapRevision::version),
                step(now, next, SnapRevision::size),
                step(now, next, revision -> revision.confinement().wireName()),
                step(now, next, revision -> revision.base().map(SnapName::value).orElse("none")),
                step(now, next, revision -> revision.epoch().toString()),
                step(now, next, revision -> revision.grade().wireName()),
                missing(next.plugs(), now.plugs()),
                missing(now.plugs(), next.plugs()),
                missing(next.slots(), now.slots()),
                missing(now.slots(), next.slots()),
                next.revision().compareTo(now.revision()) < 0,
                !next.epoch().canRead(now.epoch()));
    }

    /** How much larger the new one is, in bytes; negative if it is smaller. */
    public long growth() {
        return size.to() - size.from();
    }

    public boolean interfacesChanged() {
        return !(plugsAdded.isEmpty() && plugsRemoved.isEmpty() && slotsAdded.isEmpty() && slotsRemoved.isEmpty());
    }

    private static <T> Step<T> step(SnapRevision now, SnapRevision next, Function<SnapRevision, T> value) {
        return new Step<>(value.apply(now), value.apply(next));
    }

    private static List<String> missing(List<String> from, List<String> in) {
        return from.stream().filter(name -> !in.contains(name)).sorted().toList();
    }
}
