package org.brandstore.refresh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.brandstore.naming.Channel;
import org.brandstore.snap.file.Epoch;
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
 * @param offers what it has to offer now, what is to be had first first
 */
record ChannelLine(
        Channel channel,
        String name,
        List<Move> moves,
        @Nullable Instant expiresAt,
        @Nullable Rollout rollout,
        Set<Integer> stopped,
        List<Release> offers) {
    ChannelLine {
        moves = List.copyOf(moves);
        stopped = Set.copyOf(stopped);
        offers = List.copyOf(offers);
    }

    ChannelLine(Channel channel, List<Move> moves, @Nullable Instant expiresAt, @Nullable Rollout rollout) {
        this(channel, channel.toString(), moves, expiresAt, rollout, Set.of(), inOrder(moves, null));
    }

    /** The same line, with these revisions stopped. */
    ChannelLine stopping(Set<Integer> revisions) {
        return new ChannelLine(channel, name, moves, expiresAt, rollout, revisions, offers);
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
                stopped,
                moves.isEmpty() ? forAll.offers : offers);
    }

    /**
     * One move of the pointer.
     *
     * @param at when
     * @param revision what it then pointed to, or null if the channel was closed
     */
    record Move(Instant at, @Nullable CatalogRevision revision) {}

    /**
     * A revision that the channel has offered since it was opened.
     *
     * @param at when it was released last
     */
    record Release(Instant at, CatalogRevision revision) {
        Epoch epoch() {
            return revision.facts().epoch();
        }
    }

    /** What the search in a line has found. */
    sealed interface Pick {
        /**
         * The revision to offer.
         *
         * @param since when the channel began to point to it
         * @param passedOver what would be offered otherwise, if that is not acceptable
         */
        record Found(
                CatalogRevision revision,
                Instant since,
                @Nullable CatalogRevision passedOver) implements Pick {}

        /**
         * The line is open, but none of its revisions is acceptable.
         *
         * @param first what would be offered otherwise
         */
        record Barred(CatalogRevision first) implements Pick {}

        /** The channel is not open, or was not at that time. */
        record Closed() implements Pick {}

        /** Whether it has found something of a greater epoch than the revision's. */
        default boolean isBeyond(CatalogRevision revision) {
            return this instanceof Found found
                    && found.revision().facts().epoch().newest()
                            > revision.facts().epoch().newest();
        }
    }

    /**
     * The acceptable revision of the line that is to be had first: the greatest epoch, and of that what was released last.
     * What was released before the channel was closed is not to be offered any more.
     *
     * @param cohort the moment whose state of the channel counts, or null for the present one
     */
    Pick pick(Instant now, @Nullable Instant cohort, Predicate<CatalogRevision> isAcceptable) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return new Pick.Closed();
        }
        CatalogRevision first = null;
        for (Release release : cohort == null ? offers : inOrder(moves, cohort)) {
            if (isAcceptable.test(release.revision())) {
                return new Pick.Found(release.revision(), release.at(), first);
            }
            first = first == null ? release.revision() : first;
        }
        return first == null ? new Pick.Closed() : new Pick.Barred(first);
    }

    private static List<Release> inOrder(List<Move> moves, @Nullable Instant cohort) {
        List<Release> open = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (Move move : moves) {
            if (cohort != null && move.at().isAfter(cohort)) {
                continue;
            }
            CatalogRevision revision = move.revision();
            if (revision == null) {
                break;
            }
            if (!revision.facts().withdrawn() && seen.add(revision.number())) {
                open.add(new Release(move.at(), revision));
            }
        }
        return Epoch.inOrder(open, Release::epoch);
    }
}
