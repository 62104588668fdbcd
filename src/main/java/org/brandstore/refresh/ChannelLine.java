package org.brandstore.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.brandstore.channel.Release;
import org.brandstore.channel.Timeline;
import org.brandstore.naming.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What one channel of a snap has for the devices of one architecture.
 *
 * @param channel the channel
 * @param name its full spelling
 * @param timeline what it has pointed to
 * @param rollout what a share of the devices is offered instead, or null
 * @param stopped the revisions that no further device is offered
 * @param offers what the timeline has to offer until a branch ends, what is to be had first first
 */
record ChannelLine(
        Channel channel,
        String name,
        Timeline<CatalogRevision> timeline,
        @Nullable Rollout rollout,
        Set<Integer> stopped,
        List<Release<CatalogRevision>> offers) {
    ChannelLine {
        stopped = Set.copyOf(stopped);
        offers = List.copyOf(offers);
    }

    ChannelLine(Channel channel, Timeline<CatalogRevision> timeline, @Nullable Rollout rollout, Set<Integer> stopped) {
        this(channel, channel.toString(), timeline, rollout, stopped, timeline.offers());
    }

    /** Whether nobody who does not have the revision is offered it here. */
    boolean isStopped(CatalogRevision revision) {
        return stopped.contains(revision.number());
    }

    /** The line for one architecture, where what was released for all of them counts as far as it says nothing itself. */
    ChannelLine over(ChannelLine forAll) {
        return new ChannelLine(
                channel, timeline.over(forAll.timeline), rollout == null ? forAll.rollout : rollout, stopped);
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
                    && found.revision().epoch().newest() > revision.epoch().newest();
        }
    }

    /**
     * The acceptable revision of the line that is to be had first.
     *
     * @param cohort the moment whose state of the channel counts, or null for the present one
     */
    Pick pick(Instant now, @Nullable Instant cohort, Predicate<CatalogRevision> isAcceptable) {
        CatalogRevision first = null;
        for (Release<CatalogRevision> release : offers(now, cohort)) {
            if (isAcceptable.test(release.revision())) {
                return new Pick.Found(release.revision(), release.at(), first);
            }
            first = first == null ? release.revision() : first;
        }
        return first == null ? new Pick.Closed() : new Pick.Barred(first);
    }

    private List<Release<CatalogRevision>> offers(Instant now, @Nullable Instant cohort) {
        if (cohort == null && !timeline.hasEnded(now)) {
            return offers;
        }
        Timeline<CatalogRevision> present = timeline.at(now);
        return cohort == null ? present.offers() : present.offersAsOf(cohort);
    }
}
