package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What holds releases back as it stands: the shares that channels are at, and what is stopped, of all snaps. */
@ApplicationScoped
@Transactional
public class ReleaseControls {
    private static final Logger LOG = Logger.getLogger(ReleaseControls.class);

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
        return readable(stops.listAll(), StopEntity::toStop);
    }

    /** A record that cannot be read must not keep the others from counting. */
    private static <E, T> List<T> readable(List<E> rows, Function<E, T> reading) {
        List<T> read = new ArrayList<>(rows.size());
        for (E row : rows) {
            try {
                read.add(reading.apply(row));
            } catch (RuntimeException e) {
                LOG.errorf(e, "cannot read what holds a release back, so it counts for nothing");
            }
        }
        return read;
    }
}
