package org.brandstore.release;

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
import org.brandstore.snap.SnapRevision;

/** Brings channels to a revision by and by. The caller holds the {@link ReleaseLock} of the snap. */
@ApplicationScoped
class ChannelPhases {
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
    SortedMap<String, Object> present(SnapId snap, Channel channel) {
        SortedMap<String, Object> present = new TreeMap<>();
        phases.of(snap, channel)
                .forEach(row -> present.put(
                        row.architecture,
                        Map.of("revision", row.revision, "percentage", row.percentage, "paused", row.paused)));
        return present;
    }

    boolean isUnderWay(SnapId snap, Channel channel) {
        return !phases.of(snap, channel).isEmpty();
    }

    /** Whether the revision goes to this share already, for each of its architectures. */
    boolean isAt(SnapRevision revision, Channel channel, Progressive share) {
        return all(revision, channel, share::equals);
    }

    /** Whether, for each of its architectures, the revision goes to at least this share already. */
    boolean isBeyond(SnapRevision revision, Channel channel, Progressive share) {
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
    void set(SnapRevision revision, Channel channel, Progressive share, PersonId by, Instant now) {
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
            remember(row, by);
        }
    }

    /** The channel offers everybody what it points to. */
    void end(SnapId snap, Channel channel) {
        phases.of(snap, channel).forEach(phases::delete);
    }

    private void remember(ChannelPhaseEntity phase, PersonId by) {
        ChannelHistoryEntity row = new ChannelHistoryEntity();
        row.snapId = phase.snapId;
        row.architecture = phase.architecture;
        row.track = phase.track;
        row.risk = phase.risk;
        row.revision = phase.revision;
        row.percentage = phase.percentage;
        row.personId = by.value();
        row.at = phase.changedAt;
        history.persist(row);
    }
}
