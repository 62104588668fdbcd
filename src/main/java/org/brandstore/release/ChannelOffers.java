package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Revisions;

/**
 * What channels give to devices, which is not what they point to where a revision was withdrawn: then it is the newest
 * revision that the channel has offered since it was opened and that was not withdrawn.
 */
@ApplicationScoped
public class ChannelOffers {
    private final Releases releases;
    private final Revisions revisions;

    ChannelOffers(Releases releases, Revisions revisions) {
        this.releases = releases;
        this.revisions = revisions;
    }

    /** All open channels of a snap, by track, risk, branch and architecture. */
    @Transactional
    public List<ChannelOffer> of(SnapId snap) {
        return offers(snap, revisions.withdrawn(snap));
    }

    /** The same if one more revision were withdrawn. */
    @Transactional
    public List<ChannelOffer> without(SnapId snap, Revision revision) {
        Set<Revision> withdrawn = new HashSet<>(revisions.withdrawn(snap));
        withdrawn.add(revision);
        return offers(snap, withdrawn);
    }

    /** What devices get from the open channels of a snap. */
    @Transactional
    public ChannelMap given(SnapId snap) {
        return map(of(snap));
    }

    /** What devices get from these channels. */
    public static ChannelMap map(List<ChannelOffer> offers) {
        return new ChannelMap(
                offers.stream().flatMap(offer -> offer.given().stream()).toList());
    }

    private List<ChannelOffer> offers(SnapId snap, Set<Revision> withdrawn) {
        List<Pointer> pointers = releases.channelMap(snap);
        boolean past = pointers.stream().map(Pointer::revision).anyMatch(withdrawn::contains);
        List<ChannelMove> history = past ? releases.history(snap) : List.of();
        return pointers.stream()
                .map(pointer -> new ChannelOffer(pointer, given(pointer, history, withdrawn)))
                .toList();
    }

    private static Optional<Pointer> given(Pointer pointer, List<ChannelMove> history, Set<Revision> withdrawn) {
        if (!withdrawn.contains(pointer.revision())) {
            return Optional.of(pointer);
        }
        return history.stream()
                .filter(move -> move.channel().equals(pointer.channel())
                        && move.architecture().equals(pointer.architecture())
                        && move.percentage().isEmpty())
                .takeWhile(move -> move.revision().isPresent())
                .flatMap(move -> move.revision().stream()
                        .filter(revision -> !withdrawn.contains(revision))
                        .map(revision -> new Pointer(
                                pointer.snap(),
                                pointer.architecture(),
                                pointer.channel(),
                                revision,
                                move.at(),
                                pointer.expiresAt())))
                .findFirst();
    }
}
