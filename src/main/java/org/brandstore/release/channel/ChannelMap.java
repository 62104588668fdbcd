package org.brandstore.release.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.channel.FallbackChain;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * All open channels of one snap, and what devices get from them.
 *
 * @param pointers in any order
 */
public record ChannelMap(List<Pointer> pointers) {
    public ChannelMap {
        pointers = List.copyOf(pointers);
    }

    /** What the channel itself offers to the architecture. */
    public Optional<Pointer> find(Architecture architecture, Channel channel) {
        return pointer(architecture, channel).or(() -> pointer(ChannelPointers.ALL, channel));
    }

    /**
     * What a device that follows the channel gets: what the first channel of the {@link FallbackChain} has for it.
     */
    public Optional<Pointer> resolve(Architecture architecture, Channel channel) {
        return FallbackChain.of(channel).stream()
                .flatMap(next -> find(architecture, next).stream())
                .findFirst();
    }

    /** What the channels would offer after a release; the moments of the new pointers are of no meaning. */
    public ChannelMap with(SnapId snap, Revision revision, List<Architecture> architectures, Channel channel) {
        boolean all = architectures.contains(ChannelPointers.ALL);
        Stream<Pointer> kept = pointers.stream()
                .filter(pointer ->
                        !pointer.channel().equals(channel) || !(all || architectures.contains(pointer.architecture())));
        Stream<Pointer> added = architectures.stream()
                .map(architecture ->
                        new Pointer(snap, architecture, channel, revision, Instant.EPOCH, Optional.empty()));
        return new ChannelMap(Stream.concat(kept, added).toList());
    }

    private Optional<Pointer> pointer(Architecture architecture, Channel channel) {
        return pointers.stream()
                .filter(pointer -> pointer.architecture().equals(architecture)
                        && pointer.channel().equals(channel))
                .findFirst();
    }
}
