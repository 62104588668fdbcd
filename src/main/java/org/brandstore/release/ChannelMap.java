package org.brandstore.release;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;

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
     * What a device that follows the channel gets: from the branch, else from the channel without it, else from the
     * nearest safer risk (device-api.md 6.1).
     */
    public Optional<Pointer> resolve(Architecture architecture, Channel channel) {
        return chain(channel).flatMap(next -> find(architecture, next).stream()).findFirst();
    }

    /** The channels that are tried for a device that follows the given one, in order. */
    public static Stream<Channel> chain(Channel channel) {
        Stream<Channel> plain = Stream.of(Risk.EDGE, Risk.BETA, Risk.CANDIDATE, Risk.STABLE)
                .dropWhile(risk -> risk != channel.risk())
                .map(risk -> Channel.of(channel.track(), risk));
        return channel.findBranch().isPresent() ? Stream.concat(Stream.of(channel), plain) : plain;
    }

    private Optional<Pointer> pointer(Architecture architecture, Channel channel) {
        return pointers.stream()
                .filter(pointer -> pointer.architecture().equals(architecture)
                        && pointer.channel().equals(channel))
                .findFirst();
    }
}
