package org.brandstore.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.channel.FallbackChain;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;

/** The channels of one snap for one architecture. */
public final class ChannelTable {
    private final Track defaultTrack;
    private final Map<Channel, ChannelLine> lines = new HashMap<>();
    /** Usual spellings to the lines to try, so that a poll need not parse what it sends every time. */
    private final Map<String, List<ChannelLine>> chains = new HashMap<>();

    /** @param lines one per channel */
    public ChannelTable(Track defaultTrack, Collection<ChannelLine> lines) {
        this.defaultTrack = defaultTrack;
        for (ChannelLine line : lines) {
            this.lines.put(line.channel(), line);
        }
        for (ChannelLine line : lines) {
            prepare(line.channel().track());
        }
    }

    private void prepare(Track track) {
        for (Risk risk : Risk.values()) {
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
     * The lines to try for a channel, in the order of the {@link FallbackChain}.
     *
     * @throws InvalidNameException if the text is not a channel in any spelling
     */
    public List<ChannelLine> chain(String spelling) {
        List<ChannelLine> chain = chains.get(spelling);
        return chain != null ? chain : chain(Channel.parse(spelling, defaultTrack));
    }

    /**
     * The same with a line for every channel, also for those to which nothing was ever released.
     *
     * @throws InvalidNameException if the text is not a channel in any spelling
     */
    public List<ChannelLine> wholeChain(String spelling) {
        return FallbackChain.of(Channel.parse(spelling, defaultTrack)).stream()
                .map(next -> {
                    ChannelLine line = lines.get(next);
                    return line == null ? ChannelLine.empty(next) : line;
                })
                .toList();
    }

    private List<ChannelLine> chain(Channel channel) {
        return FallbackChain.of(channel).stream()
                .flatMap(next -> Optional.ofNullable(lines.get(next)).stream())
                .toList();
    }

    /** All channels, branches too, in no particular order. */
    Collection<ChannelLine> lines() {
        return lines.values();
    }
}
