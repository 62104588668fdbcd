package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What holds releases back as it stands: the shares that channels are at, and what is stopped, of all snaps. */
@ApplicationScoped
@Transactional
public class ReleaseControls {
    private final ChannelPhaseRepository phases;
    private final StopRepository stops;

    ReleaseControls(ChannelPhaseRepository phases, StopRepository stops) {
        this.phases = phases;
        this.stops = stops;
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

    /** All channels that are on their way to a revision. */
    public List<Seeded> phases() {
        return phases.streamAll()
                .map(row -> new Seeded(row.toPhase(), row.seed))
                .toList();
    }

    /** All revisions that a channel offers to no further device. */
    public List<Stop> stops() {
        return stops.streamAll().map(StopEntity::toStop).toList();
    }
}
