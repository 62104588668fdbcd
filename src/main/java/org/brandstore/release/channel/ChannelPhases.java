package org.brandstore.release.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.release.track.ReleaseLock;
import org.brandstore.snap.SnapRevision;
import org.jspecify.annotations.Nullable;

/** Brings channels to a revision by and by. The caller holds the {@link ReleaseLock} of the snap. */
@ApplicationScoped
public class ChannelPhases {
    private static final int SEED_BYTES = 32;

    private final ChannelPhaseRepository phases;
    private final ChannelHistoryRepository history;
    private final SecureRandom random;

    ChannelPhases(ChannelPhaseRepository phases, ChannelHistoryRepository history, SecureRandom random) {
        this.phases = phases;
        this.history = history;
        this.random = random;
    }

    /** What is on its way, by architecture, for the audit log. */
    public SortedMap<String, Object> present(SnapId snap, Channel channel) {
        SortedMap<String, Object> present = new TreeMap<>();
        phases.of(snap, channel)
                .forEach(row -> present.put(
                        row.architecture,
                        Map.of("revision", row.revision, "percentage", row.percentage, "paused", row.paused)));
        return present;
    }

    public boolean isUnderWay(SnapId snap, Channel channel) {
        return !phases.of(snap, channel).isEmpty();
    }

    /** Whether the revision goes to this share already, for each of its architectures. */
    public boolean isAt(SnapRevision revision, Channel channel, Progressive share) {
        return all(revision, channel, share::equals);
    }

    /** Whether, for each of its architectures, the revision goes to at least this share already. */
    public boolean isBeyond(SnapRevision revision, Channel channel, Progressive share) {
        return all(revision, channel, share::isWithin);
    }

    private boolean all(SnapRevision revision, Channel channel, Predicate<Progressive> test) {
        List<ChannelPhaseEntity> rows = phases.of(revision.snap(), channel);
        return revision.architectures().stream()
                .allMatch(architecture -> rows.stream()
                        .anyMatch(row -> row.architecture.equals(architecture.value())
                                && row.revision == revision.revision().value()
                                && test.test(row.share())));
    }

    /**
     * Offers the revision to a share of the devices. While it is the same revision, the share only grows and shrinks at
     * its edge: whoever is in a small share is in every larger one.
     */
    public void set(SnapRevision revision, Channel channel, Progressive share, PersonId by, Instant now) {
        for (Architecture architecture : revision.architectures()) {
            ChannelPhaseEntity.Key key = ChannelPhaseEntity.Key.of(revision.snap(), architecture, channel);
            ChannelPhaseEntity row = phases.findByIdOptional(key).orElseGet(() -> ChannelPhaseEntity.of(key));
            if (row.revision != revision.revision().value()) {
                row.seed = new byte[SEED_BYTES];
                random.nextBytes(row.seed);
            }
            row.revision = revision.revision().value();
            row.percentage = share.percentage();
            row.paused = share.paused();
            row.changedAt = now;
            phases.persist(row);
            remember(row, row.percentage, by, now);
        }
    }

    /** Whether something is on its way to one of the revision's architectures. */
    public boolean isUnderWay(SnapRevision revision, Channel channel) {
        return phases.of(revision.snap(), channel).stream().anyMatch(row -> concerns(revision, row));
    }

    /** The channel offers everybody of the revision's architectures what it points to; other architectures go on. */
    public void end(SnapRevision revision, Channel channel, PersonId by, Instant now) {
        phases.of(revision.snap(), channel).stream()
                .filter(row -> concerns(revision, row))
                .forEach(row -> end(row, by, now));
    }

    /** The channel offers everybody what it points to. */
    public void end(SnapId snap, Channel channel, @Nullable PersonId by, Instant now) {
        phases.of(snap, channel).forEach(row -> end(row, by, now));
    }

    private void end(ChannelPhaseEntity row, @Nullable PersonId by, Instant now) {
        remember(row, 0, by, now);
        phases.delete(row);
    }

    private static boolean concerns(SnapRevision revision, ChannelPhaseEntity row) {
        return revision.architectures().contains(ChannelPointers.ALL)
                || revision.architectures().stream()
                        .anyMatch(architecture -> row.architecture.equals(architecture.value()));
    }

    /** @param percentage 0 where it ended */
    private void remember(ChannelPhaseEntity phase, int percentage, @Nullable PersonId by, Instant now) {
        ChannelHistoryEntity row = new ChannelHistoryEntity();
        row.snapId = phase.snapId;
        row.architecture = phase.architecture;
        row.track = phase.track;
        row.risk = phase.risk;
        row.revision = phase.revision;
        row.percentage = percentage;
        row.personId = by == null ? null : by.value();
        row.at = now;
        history.persist(row);
    }
}
