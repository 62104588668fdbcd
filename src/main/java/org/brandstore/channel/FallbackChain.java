package org.brandstore.channel;

import java.util.List;
import java.util.stream.Stream;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;

/** Where a device that follows a channel gets a snap from while the channel is closed. */
public final class FallbackChain {
    private static final List<Risk> BOLDEST_FIRST = List.of(Risk.EDGE, Risk.BETA, Risk.CANDIDATE, Risk.STABLE);

    private FallbackChain() {}

    /**
     * The channels to try, in order: the branch if one is named, its risk, then every safer risk (device-api.md 6.1).
     */
    public static List<Channel> of(Channel channel) {
        Stream<Channel> plain = BOLDEST_FIRST.stream()
                .dropWhile(risk -> risk != channel.risk())
                .map(risk -> Channel.of(channel.track(), risk));
        return channel.findBranch().isPresent()
                ? Stream.concat(Stream.of(channel), plain).toList()
                : plain.toList();
    }
}
