package org.brandstore.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;

/** The channels of one snap for one architecture. */
final class ChannelTable {
    private static final List<Risk> BOLDEST_FIRST = List.of(Risk.EDGE, Risk.BETA, Risk.CANDIDATE, Risk.STABLE);

    private final Track defaultTrack;
    private final Map<Channel, ChannelLine> lines = new HashMap<>();
    /** Usual spellings to the lines to try, so that a poll need not parse what it sends every time. */
    private final Map<String, List<ChannelLine>> chains = new HashMap<>();

    /** @param lines one per channel */
    ChannelTable(Track defaultTrack, Collection<ChannelLine> lines) {
        this.defaultTrack = defaultTrack;
        for (ChannelLine line : lines) {
            this.lines.put(line.channel(), line);
        }
        for (ChannelLine line : lines) {
            prepare(line.channel().track());
        }
    }

    private void prepare(Track track) {
        for (Risk risk : BOLDEST_FIRST) {
            List<ChannelLine> chain = chain(Channel.of(track, risk));
            chains.put(track + "/" + risk.wireName(), chain);
            if (track.equals(defaultTrack)) {
                chains.put(risk.wireName(), chain);
            }
            if (risk == Risk.STABLE) {
                chains.put(track.value(), chain);
            }
        }
    }

    /**
     * The lines to try for a channel, in order: the branch if one is named, its risk, then every safer risk
     * (device-api.md 6.1).
     *
     * @throws InvalidNameException if the text is not a channel in any spelling
     */
    List<ChannelLine> chain(String spelling) {
        List<ChannelLine> chain = chains.get(spelling);
        return chain != null ? chain : chain(Channel.parse(spelling, defaultTrack));
    }

    private List<ChannelLine> chain(Channel channel) {
        List<ChannelLine> chain = new ArrayList<>();
        if (channel.branch() != null) {
            add(chain, channel);
        }
        boolean safeEnough = false;
        for (Risk risk : BOLDEST_FIRST) {
            safeEnough |= risk == channel.risk();
            if (safeEnough) {
                add(chain, Channel.of(channel.track(), risk));
            }
        }
        return List.copyOf(chain);
    }

    private void add(List<ChannelLine> chain, Channel channel) {
        ChannelLine line = lines.get(channel);
        if (line != null) {
            chain.add(line);
        }
    }

    /** All channels, branches too, in no particular order. */
    Collection<ChannelLine> lines() {
        return lines.values();
    }
}
