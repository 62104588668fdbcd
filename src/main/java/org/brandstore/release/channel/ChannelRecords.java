package org.brandstore.release.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

/** Reads what is kept of channels: where they point, where they are on their way to, and where they pointed. */
@ApplicationScoped
public class ChannelRecords {
    private final ChannelPointerRepository pointers;
    private final ChannelPhaseRepository phases;
    private final ChannelHistoryRepository history;

    ChannelRecords(ChannelPointerRepository pointers, ChannelPhaseRepository phases, ChannelHistoryRepository history) {
        this.pointers = pointers;
        this.phases = phases;
        this.history = history;
    }

    /**
     * A channel on its way.
     *
     * @param seed the secret from which follows who comes first; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    public record Seeded(Phase phase, byte[] seed) {
        @Override
        public String toString() {
            return phase.toString();
        }
    }

    /** The pointers of a snap, of expired branches too. */
    public List<Pointer> pointers(SnapId snap) {
        return pointers.of(snap).stream().map(ChannelPointerEntity::toPointer).toList();
    }

    /** Branches whose time is over and that are still open. */
    public List<ExpiredBranch> expired(Instant now) {
        return pointers.expired(now);
    }

    /** The channels of a snap that are on their way to another revision, by track, risk and architecture. */
    public List<Phase> phases(SnapId snap) {
        return phases.of(snap).stream().map(ChannelPhaseEntity::toPhase).toList();
    }

    /** The numbers of the revisions that one channel is on its way to. */
    public Stream<Integer> comingTo(SnapId snap, Channel channel) {
        return phases.of(snap, channel).stream().map(row -> row.revision);
    }

    /** All channels that are on their way to a revision. */
    public List<Seeded> seeded() {
        return phases.streamAll()
                .map(row -> new Seeded(row.toPhase(), row.seed))
                .toList();
    }

    /** Every change of the snap's channels, newest first. */
    public List<ChannelMove> history(SnapId snap) {
        return history.newestFirst(snap).stream()
                .map(ChannelHistoryEntity::toMove)
                .toList();
    }
}
