package org.brandstore.release.channel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.Revision;

/**
 * What an open channel gives to the devices of one architecture.
 *
 * @param pointer what was released to it last
 * @param reaching everything that any device gets from it: first what those get that have no data of the snap yet, then what
 *     those get whose data that one cannot read; empty if nothing of it is left, so that they get what the next safer
 *     channel has
 * @param last the revisions of these from which the channel leads no further
 * @param isWithdrawn whether what was released last was withdrawn
 */
public record ChannelOffer(Pointer pointer, List<Pointer> reaching, Set<Revision> last, boolean isWithdrawn) {
    public ChannelOffer {
        reaching = List.copyOf(reaching);
        last = Set.copyOf(last);
    }

    /** What new installations get. */
    public Optional<Pointer> given() {
        return reaching.stream().findFirst();
    }

    /** What devices with data of another epoch get. */
    public List<Pointer> others() {
        return reaching.stream().skip(1).toList();
    }

    /** Whether what was released last comes to nobody, since a revision of a greater epoch can read the same data. */
    public boolean isPassedOver() {
        return !isWithdrawn && !reaching.contains(pointer);
    }
}
