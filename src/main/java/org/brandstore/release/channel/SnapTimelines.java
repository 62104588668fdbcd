package org.brandstore.release.channel;

import static org.brandstore.release.channel.ChannelPointers.ALL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brandstore.channel.Move;
import org.brandstore.channel.Offerable;
import org.brandstore.channel.Release;
import org.brandstore.channel.Timeline;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.snap.metadata.Epoch;

/** The timelines of the open channels of one snap, made of its pointers and their history. */
public final class SnapTimelines {
    private static final Comparator<Architecture> BY_NAME = Comparator.comparing(Architecture::value);

    /** A revision, as far as the rule of channels asks. */
    public record Known(Revision revision, Epoch epoch, boolean isWithdrawn) implements Offerable {}

    private final Function<Revision, Known> known;
    private final Map<Channel, Map<Architecture, Pointer>> pointers = new LinkedHashMap<>();
    private final Map<Channel, Map<Architecture, List<Move<Known>>>> history = new HashMap<>();

    /** @param moves newest first, those to a share of the devices too, which are left out */
    public SnapTimelines(List<Pointer> pointers, List<ChannelMove> moves, Function<Revision, Known> known) {
        this.known = known;
        pointers.forEach(pointer -> this.pointers
                .computeIfAbsent(pointer.channel(), absent -> new LinkedHashMap<>())
                .put(pointer.architecture(), pointer));
        moves.stream()
                .filter(move -> move.percentage().isEmpty())
                .forEach(move -> history.computeIfAbsent(move.channel(), absent -> new HashMap<>())
                        .computeIfAbsent(move.architecture(), absent -> new ArrayList<>())
                        .add(new Move<>(move.at(), move.revision().map(known))));
    }

    /**
     * What the open channels offer, in the order of their pointers: what they point to for an architecture or for all of
     * them, and where it is something else than for all, what an architecture gets that they do not point to anything for.
     */
    public List<ChannelOffer> offers() {
        return pointers.entrySet().stream()
                .flatMap(channel -> offers(channel.getKey(), channel.getValue()).stream())
                .toList();
    }

    private List<ChannelOffer> offers(Channel channel, Map<Architecture, Pointer> own) {
        List<ChannelOffer> offers = new ArrayList<>();
        Optional<Pointer> forAll = Optional.ofNullable(own.get(ALL));
        Timeline<Known> timelineForAll = timeline(channel, ALL, forAll);
        Optional<ChannelOffer> offerForAll = forAll.map(pointer -> offer(pointer, timelineForAll));
        for (Architecture architecture : architectures(channel, own.keySet())) {
            Optional<Pointer> pointer = Optional.ofNullable(own.get(architecture));
            Timeline<Known> timeline = timeline(channel, architecture, pointer).over(timelineForAll);
            pointer.or(() -> forAll.map(all -> of(all, architecture)))
                    .map(shown -> offer(shown, timeline))
                    .filter(offer -> pointer.isPresent() || isOther(offer, offerForAll))
                    .ifPresent(offers::add);
        }
        offerForAll.ifPresent(offers::add);
        offers.sort(Comparator.comparing(offer -> offer.pointer().architecture(), BY_NAME));
        return offers;
    }

    private Set<Architecture> architectures(Channel channel, Set<Architecture> pointed) {
        Set<Architecture> all = new TreeSet<>(BY_NAME);
        all.addAll(pointed);
        all.addAll(of(channel).keySet());
        all.remove(ALL);
        return all;
    }

    private Map<Architecture, List<Move<Known>>> of(Channel channel) {
        return history.getOrDefault(channel, Map.of());
    }

    private static boolean isOther(ChannelOffer offer, Optional<ChannelOffer> forAll) {
        return forAll.filter(all -> revisions(all).equals(revisions(offer))).isEmpty();
    }

    private static List<Revision> revisions(ChannelOffer offer) {
        return offer.reaching().stream().map(Pointer::revision).toList();
    }

    private static Pointer of(Pointer forAll, Architecture architecture) {
        return new Pointer(
                forAll.snap(),
                architecture,
                forAll.channel(),
                forAll.revision(),
                forAll.releasedAt(),
                forAll.expiresAt());
    }

    private Timeline<Known> timeline(Channel channel, Architecture architecture, Optional<Pointer> pointer) {
        return Timeline.of(
                pointer.map(row -> new Release<>(row.releasedAt(), known.apply(row.revision()))),
                of(channel).getOrDefault(architecture, List.of()),
                pointer.flatMap(Pointer::expiresAt));
    }

    private ChannelOffer offer(Pointer pointer, Timeline<Known> timeline) {
        List<Release<Known>> reaching = timeline.reaching();
        Set<Revision> last = reaching.stream()
                .filter(release -> reaching.stream()
                        .filter(next -> next.revision()
                                .epoch()
                                .canRead(release.revision().epoch()))
                        .findFirst()
                        .filter(release::equals)
                        .isPresent())
                .map(release -> release.revision().revision())
                .collect(Collectors.toSet());
        return new ChannelOffer(
                pointer,
                reaching.stream().map(release -> pointer(pointer, release)).toList(),
                last,
                known.apply(pointer.revision()).isWithdrawn());
    }

    private static Pointer pointer(Pointer of, Release<Known> release) {
        return new Pointer(
                of.snap(),
                of.architecture(),
                of.channel(),
                release.revision().revision(),
                release.at(),
                of.expiresAt());
    }
}
