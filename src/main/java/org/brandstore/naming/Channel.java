package org.brandstore.naming;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a snap, fully spelt: {@code track/risk} or {@code track/risk/branch} (device-api.md 6.1).
 *
 * @param track the track, {@code latest} unless the snap has others
 * @param risk the risk level
 * @param branch the branch below that risk, or null for the risk itself
 */
public record Channel(Track track, Risk risk, @Nullable BranchName branch) {
    /** The track that every snap has. */
    public static final Track LATEST = new Track("latest");

    /**
     * Reads any spelling that clients send: {@code stable}, {@code 3.0}, {@code 3.0/beta}, {@code edge/fix},
     * {@code latest/stable/fix}. A missing track becomes {@code defaultTrack}, a missing risk {@code stable}.
     *
     * @throws InvalidNameException if the text is none of these
     */
    public static Channel parse(String text, Track defaultTrack) {
        String[] parts = text.split("/", -1);
        if (parts.length > 3) {
            throw new InvalidNameException("channel", text, "it has more than three parts");
        }
        if (Risk.isRisk(parts[0])) {
            if (parts.length > 2) {
                throw new InvalidNameException("channel", text, "a third part needs a track first");
            }
            return new Channel(defaultTrack, Risk.of(parts[0]), parts.length == 2 ? new BranchName(parts[1]) : null);
        }
        Track track = new Track(parts[0]);
        Risk risk = parts.length > 1 ? Risk.of(parts[1]) : Risk.STABLE;
        return new Channel(track, risk, parts.length == 3 ? new BranchName(parts[2]) : null);
    }

    /** As {@link #parse(String, Track)} with {@link #LATEST} as default track. */
    public static Channel parse(String text) {
        return parse(text, LATEST);
    }

    public static Channel of(Track track, Risk risk) {
        return new Channel(track, risk, null);
    }

    public Optional<BranchName> findBranch() {
        return Optional.ofNullable(branch);
    }

    /** The same track and risk without the branch. */
    public Channel withoutBranch() {
        return of(track, risk);
    }

    /** {@code risk} or {@code risk/branch}. */
    public String withoutTrack() {
        return branch == null ? risk.wireName() : risk.wireName() + "/" + branch;
    }

    /** The full spelling. */
    @Override
    public String toString() {
        return track + "/" + withoutTrack();
    }
}
