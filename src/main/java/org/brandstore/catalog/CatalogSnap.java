package org.brandstore.catalog;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.Track;
import org.brandstore.snap.listing.Discovery;
import org.brandstore.snap.metadata.Epoch;
import org.jspecify.annotations.Nullable;

/** A snap with everything that was ever released of it. */
public final class CatalogSnap {
    /** The architecture of snaps that run on every machine. */
    public static final String ALL = "all";

    private final Facts facts;
    private final Map<Integer, CatalogRevision> revisions;
    private final Map<String, CatalogResource> resources = new HashMap<>();
    private final Set<String> offeredResources = new HashSet<>();
    private final Map<String, ChannelTable> channels;
    private final ChannelTable forAll;
    /** How results of refresh requests name it, made in advance: its only instance's key, and what is the same for all. */
    private final byte[] instanceJson;

    private final byte[] namesJson;
    private final List<Release> releases;

    /**
     * What is known of a snap whatever the revision.
     *
     * @param id the snap id
     * @param name the snap name
     * @param isPrivate shown to clients, and found by no search; who sees the snap is decided by its stores alone
     * @param defaultTrack the track that is meant when none is named
     * @param publisher who publishes it
     * @param texts what people read
     */
    public record Facts(
            String id, String name, boolean isPrivate, Track defaultTrack, Publisher publisher, Texts texts) {

        /** What the publisher wrote for the whole snap wins over what the file of a revision says. */
        public Facts withTextsOf(Texts revision) {
            Texts merged = new Texts(
                    texts.title().isEmpty() ? revision.title() : texts.title(),
                    texts.summary().isEmpty() ? revision.summary() : texts.summary(),
                    texts.description().isEmpty() ? revision.description() : texts.description(),
                    texts.license(),
                    texts.icon(),
                    texts.extras());
            return new Facts(id, name, isPrivate, defaultTrack, publisher, merged);
        }

        /** The default track, if it is not the one that every snap has. */
        public Optional<Track> findDefaultTrack() {
            return defaultTrack.equals(Channel.LATEST) ? Optional.empty() : Optional.of(defaultTrack);
        }

        /** Whether searches find it. */
        public boolean isListed() {
            return !isPrivate && !texts.extras().discovery().unlisted();
        }
    }

    /** The publisher as clients show it. */
    public record Publisher(String id, String username, String displayName, String validation) {}

    /**
     * What people read.
     *
     * @param title empty if the publisher gave none
     * @param summary empty if the publisher gave none
     * @param description empty if the publisher gave none
     * @param license an SPDX expression, or null
     * @param icon the digest of the icon, or null
     * @param extras further pictures and addresses
     */
    public record Texts(
            String title,
            String summary,
            String description,
            @Nullable String license,
            @Nullable Sha3_384 icon,
            Extras extras) {
        /** Texts of a snap that shows nothing else. */
        public Texts(
                String title, String summary, String description, @Nullable String license, @Nullable Sha3_384 icon) {
            this(title, summary, description, license, icon, Extras.NONE);
        }

        public Optional<String> findLicense() {
            return Optional.ofNullable(license);
        }

        public Optional<Sha3_384> findIcon() {
            return Optional.ofNullable(icon);
        }
    }

    /**
     * Further pictures and addresses.
     *
     * @param pictures in the order in which they are shown
     * @param links kind to addresses
     * @param discovery how people come across the snap
     */
    public record Extras(List<Picture> pictures, SortedMap<String, List<String>> links, Discovery discovery) {
        public static final Extras NONE = new Extras(List.of(), new TreeMap<>(), Discovery.NONE);

        public Extras {
            pictures = List.copyOf(pictures);
            links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
        }
    }

    /**
     * A picture other than the icon.
     *
     * @param type {@code screenshot} or {@code banner}
     * @param width in pixels, or 0 if it is not known
     * @param height in pixels, or 0 if it is not known
     */
    public record Picture(String type, Sha3_384 digest, int width, int height) {}

    /**
     * Where something is to be had.
     *
     * @param architecture the architecture
     * @param channel the full spelling
     */
    public record Release(String architecture, String channel) {}

    /**
     * An open channel.
     *
     * @param channel the channel
     * @param revision what it offers to those who have no data of the snap yet: the latest epoch
     * @param releasedAt since when
     */
    public record OpenChannel(Channel channel, CatalogRevision revision, Instant releasedAt) {}

    /** @param channels by architecture */
    public CatalogSnap(Facts facts, Map<Integer, CatalogRevision> revisions, Map<String, ChannelTable> channels) {
        this.facts = facts;
        this.revisions = Map.copyOf(revisions);
        for (CatalogRevision revision : revisions.values()) {
            for (CatalogResource resource : revision.resources()) {
                resources.put(resource.key(), resource);
                if (!revision.facts().withdrawn()) {
                    offeredResources.add(resource.key());
                }
            }
        }
        this.channels = Map.copyOf(channels);
        this.forAll = channels.getOrDefault(ALL, new ChannelTable(facts.defaultTrack(), List.of()));
        this.instanceJson = SnapJson.field("instance-key", facts.id());
        this.namesJson = SnapJson.join(SnapJson.field("name", facts.name()), SnapJson.field("snap-id", facts.id()));
        this.releases = channels.keySet().stream()
                .sorted()
                .flatMap(architecture -> openChannels(architecture, Instant.EPOCH).stream()
                        .map(open -> new Release(architecture, open.channel().toString())))
                .toList();
    }

    public Facts facts() {
        return facts;
    }

    public String id() {
        return facts.id();
    }

    public String name() {
        return facts.name();
    }

    /** Writes the fields of a result that name the snap, each after a comma: its instance, its name and its id. */
    public void writeInstanceTo(ByteArrayOutputStream out) {
        out.write(instanceJson, 0, instanceJson.length);
        writeNamesTo(out);
    }

    /** Writes the fields of a result that name the snap but not the instance, each after a comma. */
    public void writeNamesTo(ByteArrayOutputStream out) {
        out.write(namesJson, 0, namesJson.length);
    }

    /** A revision that was released at least once, withdrawn ones included. */
    public Optional<CatalogRevision> find(int revision) {
        return Optional.ofNullable(revisions.get(revision));
    }

    /** A component that goes with any revision that was released at least once. */
    public Optional<CatalogResource> findResource(String component, int revision) {
        return Optional.ofNullable(resources.get(CatalogResource.key(component, revision)));
    }

    /** Whether it goes with a revision that is not withdrawn. */
    public boolean offers(CatalogResource resource) {
        return offeredResources.contains(resource.key());
    }

    /** The channels for the devices of an architecture. */
    public ChannelTable channels(String architecture) {
        ChannelTable table = channels.get(architecture);
        return table != null ? table : forAll;
    }

    /** All open channels but branches: the default track first, then by track and risk. */
    public List<OpenChannel> openChannels(String architecture, Instant now) {
        List<OpenChannel> open = new ArrayList<>();
        for (ChannelLine line : channels(architecture).lines()) {
            if (line.channel().branch() == null
                    && line.pick(now, null, any -> true) instanceof ChannelLine.Pick.Found found) {
                open.add(new OpenChannel(line.channel(), found.revision(), found.since()));
            }
        }
        open.sort(Comparator.comparing(OpenChannel::channel, byTrack()));
        return open;
    }

    /** Where devices with the data of this revision get it, if anywhere but from a branch; the default track first. */
    public Optional<Channel> channelOf(CatalogRevision revision, String architecture, Instant now) {
        return channels(architecture).lines().stream()
                .filter(line -> line.channel().branch() == null
                        && line.pick(
                                        now,
                                        null,
                                        other -> other.facts()
                                                .epoch()
                                                .canRead(revision.facts().epoch()))
                                instanceof ChannelLine.Pick.Found found
                        && found.revision() == revision)
                .map(ChannelLine::channel)
                .min(byTrack());
    }

    /** Whether any channel, branches too, offers the revision to those who have the data of any revision of the snap. */
    public boolean isOffered(int revision, Instant now) {
        Set<Epoch> data = new HashSet<>();
        revisions.values().forEach(one -> data.add(one.epoch()));
        return channels.values().stream()
                .flatMap(table -> table.lines().stream())
                .anyMatch(line -> data.stream()
                        .anyMatch(epoch ->
                                line.pick(now, null, one -> one.epoch().canRead(epoch))
                                                instanceof ChannelLine.Pick.Found found
                                        && found.revision().number() == revision));
    }

    private Comparator<Channel> byTrack() {
        return Comparator.comparing((Channel channel) -> !channel.track().equals(facts.defaultTrack()))
                .thenComparing(channel -> channel.track().value())
                .thenComparing(Channel::risk);
    }

    /**
     * All open channels of all architectures, as the client's suggestions need them (device-api.md 6.5). Branches, which alone
     * end by themselves, are not among them, so that one list is good for all who ask.
     */
    public List<Release> releases() {
        return releases;
    }

    @Override
    public String toString() {
        return facts.name() + " (" + facts.id() + ")";
    }
}
