package org.brandstore.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.brandstore.naming.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one channel of a snap has ever pointed to for one architecture, newest first.
 *
 * @param channel the channel
 * @param name its full spelling
 * @param moves newest first; the first says how it is now
 * @param expiresAt when the branch ends, or null if it does not
 * @param rollout what a share of the devices is offered instead, or null
 * @param stopped the revisions that no further device is offered
 */
record ChannelLine(
        Channel channel,
        String name,
        List<Move> moves,
        @Nullable Instant expiresAt,
        @Nullable Rollout rollout,
        Set<Integer> stopped) {
    ChannelLine {
        moves = List.copyOf(moves);
        stopped = Set.copyOf(stopped);
    }

    ChannelLine(Channel channel, List<Move> moves, @Nullable Instant expiresAt, @Nullable Rollout rollout) {
        this(channel, channel.toString(), moves, expiresAt, rollout, Set.of());
    }

    /** The same line, with these revisions stopped. */
    ChannelLine stopping(Set<Integer> revisions) {
        return new ChannelLine(channel, name, moves, expiresAt, rollout, revisions);
    }

    /** Whether nobody who does not have the revision is offered it here. */
    boolean isStopped(CatalogRevision revision) {
        return stopped.contains(revision.number());
    }

    /** The line for one architecture, where what was released for all of them counts as far as it says nothing itself. */
    ChannelLine over(ChannelLine forAll) {
        return new ChannelLine(
                channel,
                name,
                moves.isEmpty() ? forAll.moves : moves,
                moves.isEmpty() ? forAll.expiresAt : expiresAt,
                rollout == null ? forAll.rollout : rollout,
                stopped);
    }

    /**
     * One move of the pointer.
     *
     * @param at when
     * @param revision what it then pointed to, or null if the channel was closed
     */
    record Move(Instant at, @Nullable CatalogRevision revision) {}

    /** What the search in a line has found. */
    sealed interface Pick {
        /**
         * The revision to offer.
         *
         * @param since when the channel began to point to it
         * @param passedOver what the channel points to now, if that is not acceptable
         */
        record Found(
                CatalogRevision revision,
                Instant since,
                @Nullable CatalogRevision passedOver) implements Pick {}

        /**
         * The line is open, but none of its revisions is acceptable.
         *
         * @param newest what would be offered otherwise
         */
        record Barred(CatalogRevision newest) implements Pick {}

        /** The channel is not open, or was not at that time. */
        record Closed() implements Pick {}
    }

    /**
     * The newest acceptable revision of the line. The search ends where the channel was closed: what was released before
     * that is not to be offered any more.
     *
     * @param cohort the moment whose state of the channel counts, or null for the present one
     */
    Pick pick(Instant now, @Nullable Instant cohort, Predicate<CatalogRevision> isAcceptable) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return new Pick.Closed();
        }
        CatalogRevision newest = null;
        for (Move move : moves) {
            if (cohort != null && move.at().isAfter(cohort)) {
                continue;
            }
            CatalogRevision revision = move.revision();
            if (revision == null) {
                break;
            }
            if (revision.facts().withdrawn()) {
                continue;
            }
            if (isAcceptable.test(revision)) {
                return new Pick.Found(revision, move.at(), newest);
            }
            newest = newest == null ? revision : newest;
        }
        return newest == null ? new Pick.Closed() : new Pick.Barred(newest);
    }
}
