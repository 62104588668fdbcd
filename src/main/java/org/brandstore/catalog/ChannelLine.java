package org.brandstore.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param offers what the timeline has to offer until a branch ends, what is to be had first first
 */
public record ChannelLine(
        Channel channel, String name, Timeline<CatalogRevision> timeline, List<Release<CatalogRevision>> offers) {
    public ChannelLine {
        offers = List.copyOf(offers);
    }

    public ChannelLine(Channel channel, Timeline<CatalogRevision> timeline) {
        this(channel, channel.toString(), timeline, timeline.offers());
    }

    /** A channel to which nothing was ever released. */
    static ChannelLine empty(Channel channel) {
        return new ChannelLine(channel, Timeline.of(List.of(), Optional.empty()));
    }

    /** The line for one architecture, where what was released for all of them counts as far as it says nothing itself. */
    public ChannelLine over(ChannelLine forAll) {
        return new ChannelLine(channel, timeline.over(forAll.timeline));
    }

    /** What the search in a line has found. */
    public sealed interface Pick {
        /**
         * The revision to offer.
         *
         * @param since when the channel began to point to it
         * @param passedOver what would be offered otherwise, if that is not acceptable
         */
        record Found(
                CatalogRevision revision,
                Instant since,
                @Nullable CatalogRevision passedOver) implements Pick {
            /** What would be offered otherwise, if that is not acceptable. */
            public Optional<CatalogRevision> findPassedOver() {
                return Optional.ofNullable(passedOver);
            }
        }

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
    public Pick pick(Instant now, @Nullable Instant cohort, Predicate<CatalogRevision> isAcceptable) {
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
