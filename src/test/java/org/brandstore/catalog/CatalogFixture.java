package org.brandstore.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.catalog.rule.StoreRules;
import org.brandstore.channel.Move;
import org.brandstore.channel.Timeline;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.TokenKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.YamlFacts;
import org.brandstore.update.plan.DeviceOrder;
import org.brandstore.update.plan.Policy;
import org.brandstore.update.plan.Rollout;

/** Makes catalogs by hand. */
public final class CatalogFixture {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final String BRAND = "acme";
    public static final String STORE = "acme-store";

    private static final SnapJson JSON =
            new SnapJson(new DownloadUrls("https://store.example", new IconTokens(new TokenKey(new byte[32]))));

    private final Map<String, SnapDraft> snaps = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> offers = new HashMap<>();
    private final Map<String, String> brands = new HashMap<>(Map.of(STORE, BRAND));
    private final List<AssertionIndex.Entry> assertions = new ArrayList<>();

    /** A snap in the making. */
    public static final class SnapDraft {
        private final String id;
        private final String name;
        private String defaultTrack = "latest";
        private final Map<Integer, CatalogRevision> revisions = new TreeMap<>();
        private final Map<String, Map<Channel, List<Move<CatalogRevision>>>> lines = new TreeMap<>();
        private final Map<Integer, List<CatalogResource>> resources = new HashMap<>();
        private final Map<Channel, Instant> ends = new HashMap<>();
        private final List<Policy.Stopped> stops = new ArrayList<>();
        private final List<Policy.Moving> rollouts = new ArrayList<>();

        SnapDraft(String id, String name) {
            this.id = id;
            this.name = name;
        }

        public SnapDraft defaultTrack(String track) {
            defaultTrack = track;
            return this;
        }

        public SnapDraft revision(int number) {
            return revision(number, "0", false, List.of("amd64"));
        }

        public SnapDraft revision(int number, String epoch) {
            return revision(number, epoch, false, List.of("amd64"));
        }

        public SnapDraft revision(int number, String epoch, boolean withdrawn, List<String> architectures) {
            CatalogRevision.Facts facts = new CatalogRevision.Facts(
                    number,
                    "v" + number,
                    "app",
                    architectures,
                    "core24",
                    "strict",
                    new CatalogRevision.File(new Sha3_384("%096x".formatted(number)), 4096L * number),
                    Epoch.parse(epoch),
                    NOW,
                    withdrawn);
            CatalogRevision revision = new CatalogRevision(facts, resources.getOrDefault(number, List.of()));
            revision.describe(JSON.describe(
                    facts(),
                    revision,
                    new RevisionTexts(
                            new RevisionKey(id, number),
                            new CatalogSnap.Texts("", "", "", null, null),
                            "name: " + name + "\n",
                            YamlFacts.NONE)));
            revisions.put(number, revision);
            return this;
        }

        /** A component that goes with a revision; call before the revision is made. */
        public SnapDraft component(int revision, String name, int number) {
            resources
                    .computeIfAbsent(revision, absent -> new ArrayList<>())
                    .add(new CatalogResource(
                            name,
                            number,
                            "standard",
                            "v" + number,
                            new CatalogRevision.File(new Sha3_384("%096x".formatted(1000 + number)), 4096),
                            NOW));
            return this;
        }

        /** Releases, at {@code NOW} less so many hours; 0 closes the channel. Call in the order of time. */
        public SnapDraft release(String channel, int revision, int hoursAgo) {
            return release("amd64", channel, revision, hoursAgo);
        }

        public SnapDraft release(String architecture, String channel, int revision, int hoursAgo) {
            lines.computeIfAbsent(architecture, absent -> new HashMap<>())
                    .computeIfAbsent(Channel.parse(channel), absent -> new ArrayList<>())
                    .addFirst(new Move<>(
                            NOW.minusSeconds(3600L * hoursAgo), Optional.ofNullable(revisions.get(revision))));
            return this;
        }

        /** A share of the devices is on its way to a revision; call after the channel's releases. */
        public SnapDraft rollout(String channel, int revision, int percentage, boolean paused, int seed) {
            byte[] bytes = new byte[32];
            bytes[0] = (byte) seed;
            rollouts.add(new Policy.Moving(
                    new SnapId(id),
                    Channel.parse(channel),
                    "amd64",
                    new Rollout(new Revision(revision), percentage, paused, new DeviceOrder(bytes))));
            return this;
        }

        /** The channel offers the revision to no further device. */
        public SnapDraft stop(String channel, int revision) {
            stops.add(new Policy.Stopped(new SnapId(id), Channel.parse(channel), new Revision(revision)));
            return this;
        }

        public SnapDraft end(String branch, int hoursFromNow) {
            ends.put(Channel.parse(branch), NOW.plusSeconds(3600L * hoursFromNow));
            return this;
        }

        private CatalogSnap.Facts facts() {
            return new CatalogSnap.Facts(
                    id,
                    name,
                    true,
                    new Track(defaultTrack),
                    new CatalogSnap.Publisher("acme", "acme", "Acme", "verified"),
                    new CatalogSnap.Texts("", "", "", null, null));
        }

        private CatalogSnap build() {
            Map<String, ChannelTable> tables = new HashMap<>();
            lines.forEach((architecture, moves) -> {
                List<ChannelLine> all = new ArrayList<>();
                moves.forEach((channel, list) ->
                        all.add(new ChannelLine(channel, Timeline.of(list, Optional.ofNullable(ends.get(channel))))));
                tables.put(architecture, new ChannelTable(new Track(defaultTrack), all));
            });
            return new CatalogSnap(facts(), revisions, tables);
        }
    }

    /** The id of the snap of this number: 32 letters and digits. */
    public static String id(int number) {
        return "%032d".formatted(number);
    }

    /** A snap that the fixture's store offers to all models. */
    public SnapDraft snap(int number, String name) {
        SnapDraft draft = hidden(number, name);
        offer(STORE, number, null);
        return draft;
    }

    /** A snap that no store offers. */
    public SnapDraft hidden(int number, String name) {
        SnapDraft draft = new SnapDraft(id(number), name);
        snaps.put(draft.id, draft);
        return draft;
    }

    public CatalogFixture store(String store, String brand) {
        brands.put(store, brand);
        return this;
    }

    /** @param models null for all */
    public CatalogFixture offer(String store, int snap, Set<String> models) {
        offers.computeIfAbsent(store, absent -> new HashMap<>()).put(id(snap), models);
        return this;
    }

    public CatalogFixture assertion(AssertionIndex.Entry entry) {
        assertions.add(entry);
        return this;
    }

    /** What was decided about the snaps. */
    public Policy policy() {
        return new Policy(
                snaps.values().stream()
                        .flatMap(draft -> draft.rollouts.stream())
                        .toList(),
                snaps.values().stream().flatMap(draft -> draft.stops.stream()).toList());
    }

    public Catalog build() {
        return build(StoreRules.NONE);
    }

    public Catalog build(StoreRules rules) {
        Map<String, CatalogSnap> built = new HashMap<>();
        snaps.forEach((id, draft) -> built.put(id, draft.build()));
        Map<String, List<Inclusion>> places = new HashMap<>();
        offers.forEach((store, shown) -> shown.forEach((id, models) ->
                places.computeIfAbsent(id, absent -> new ArrayList<>()).add(new Inclusion(store, id, models))));
        return new Catalog(
                new Catalog.Parts(built, places, brands, new AssertionIndex(assertions), rules, Map.of()), NOW);
    }

    public static DeviceIdentity device(String brand, String store, String model) {
        return new DeviceIdentity(
                new AccountId(brand),
                new ModelName(model),
                new SerialNumber("serial-1"),
                store == null ? null : new StoreId(store),
                new KeyId("k".repeat(64)),
                NOW);
    }

    public static Asker asker(Catalog catalog) {
        return asker(catalog, device(BRAND, STORE, "model-1"));
    }

    public static Asker asker(Catalog catalog, DeviceIdentity device) {
        return new Asker(device, catalog.view(device), new Asker.Traits("amd64", true, false));
    }
}
