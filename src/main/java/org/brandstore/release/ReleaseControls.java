package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.brandstore.release.channel.ChannelRecords;
import org.jboss.logging.Logger;

/** What holds releases back as it stands: the shares that channels are at, and what is stopped, of all snaps. */
@ApplicationScoped
@Transactional
public class ReleaseControls {
    private static final Logger LOG = Logger.getLogger(ReleaseControls.class);

    private final ChannelRecords channels;
    private final StopRepository stops;

    ReleaseControls(ChannelRecords channels, StopRepository stops) {
        this.channels = channels;
        this.stops = stops;
    }

    /** All channels that are on their way to a revision. */
    public List<ChannelRecords.Seeded> phases() {
        return channels.seeded();
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
