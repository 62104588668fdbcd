package org.brandstore.naming;

import java.util.Optional;

/**
 * Channels to which a credential is limited: {@code [TRACK/]RISK[/BRANCH]}, where each part may be {@code *} for any. A
 * missing track is {@code latest}; without a branch the channel itself and all its branches are meant.
 */
public final class ChannelPattern {
    private static final String ANY = "*";

    private final String text;
    private final String track;
    private final String risk;
    private final Optional<String> branch;

    private ChannelPattern(String text, String track, String risk, Optional<String> branch) {
        this.text = text;
        this.track = track;
        this.risk = risk;
        this.branch = branch;
    }

    /**
     * Reads {@code edge}, {@code 2.0/beta}, {@code latest/edge/fix}, and any of them with a star in place of a part.
     *
     * @throws InvalidNameException if it names no risk level, or something that is no name of a track or branch
     */
    public static ChannelPattern parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 3) {
            throw wrong(text, "it has more than three parts");
        }
        if (parts.length == 1 && parts[0].equals(ANY)) {
            return new ChannelPattern(text, ANY, ANY, Optional.empty());
        }
        boolean withoutTrack = Risk.isRisk(parts[0]);
        String track = withoutTrack ? Channel.LATEST.value() : parts[0];
        int at = withoutTrack ? 0 : 1;
        if (at >= parts.length || !isAnyOr(parts[at], Risk.isRisk(parts[at]))) {
            throw wrong(text, "it must name a risk level: stable, candidate, beta or edge, such as 2.0/edge");
        }
        if (!track.equals(ANY)) {
            track = new Track(track).value();
        }
        Optional<String> branch = parts.length > at + 1 ? Optional.of(parts[at + 1]) : Optional.empty();
        if (parts.length > at + 2) {
            throw wrong(text, "a third part needs a track first");
        }
        branch.filter(name -> !name.equals(ANY)).ifPresent(BranchName::new);
        return new ChannelPattern(text, track, parts[at], branch);
    }

    /** Whether the credential is good for the channel. */
    public boolean matches(Channel channel) {
        return isAnyOr(track, track.equals(channel.track().value()))
                && isAnyOr(risk, risk.equals(channel.risk().wireName()))
                && branch.map(wanted -> channel.findBranch()
                                .filter(name -> isAnyOr(wanted, wanted.equals(name.value())))
                                .isPresent())
                        .orElse(true);
    }

    private static boolean isAnyOr(String pattern, boolean otherwise) {
        return pattern.equals(ANY) || otherwise;
    }

    private static InvalidNameException wrong(String text, String why) {
        return new InvalidNameException("channel", text, why);
    }

    /** As it was typed. */
    @Override
    public String toString() {
        return text;
    }
}
