package org.brandstore.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.People;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.channel.FallbackChain;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.release.ChannelOffers;
import org.brandstore.release.Closings;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.ChannelMap;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.track.Tracks;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/**
 * Whatever was released, closed and withdrawn for whichever architectures: people are told what devices are offered, and both
 * is what a model of a few lines says.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ChannelAgreementIT {
    private static final int REVISIONS = 14;
    private static final int STEPS = 120;
    private static final List<String> CHANNELS = List.of("edge", "beta", "2.0/edge", "edge/fix", "2.0/beta/fix");
    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64", "riscv64");
    private static final List<String> BUILT_FOR = List.of("{amd64}", "{arm64}", "{all}", "{amd64,arm64}");

    @Inject
    DeviceWorld world;

    @Inject
    ChannelOffers offers;

    @Inject
    Releases releases;

    @Inject
    Closings closings;

    @Inject
    Tracks tracks;

    @Inject
    Catalogs catalogs;

    @Inject
    People people;

    /** What a channel has been given for an architecture or for all since it was closed last, newest first. */
    private final Map<Channel, List<Integer>> given = new HashMap<>();

    private final Map<Integer, String> builtFor = new HashMap<>();
    private final Set<Integer> withdrawn = new HashSet<>();
    private Track defaultTrack = new Track("latest");

    @Test
    void aRevisionForAllReachesDevicesOfAnArchitectureThatHadOneOfItsOwn() {
        DeviceWorld.Brand brand = world.brand();
        SnapId snap = snap(brand, "both");
        release(brand, snap, "edge", revision(brand, snap, 1, "{amd64}"));
        release(brand, snap, "edge", revision(brand, snap, 2, "{all}"));
        world.publish();
        assertThat(offered(brand, snap, "amd64", "edge")).contains(2);
        assertThat(told(snap, "amd64", "edge")).contains(2);
    }

    @Test
    void afterAnyHistoryAllSayTheSame() {
        long seed = System.nanoTime();
        System.out.println("seed of the history: " + seed);
        Random random = new Random(seed);
        DeviceWorld.Brand brand = world.brand();
        SnapId snap = snap(brand, "agreed");
        for (int revision = 1; revision <= REVISIONS; revision++) {
            revision(brand, snap, revision, BUILT_FOR.get(random.nextInt(BUILT_FOR.size())));
        }
        for (int step = 0; step < STEPS; step++) {
            String done = act(brand, snap, random);
            world.publish();
            for (String architecture : ARCHITECTURES) {
                for (String channel : CHANNELS) {
                    String asked = "seed " + seed + ", step " + step + ", " + done + ": " + architecture + " follows "
                            + channel;
                    Optional<Integer> expected = expected(architecture, channel);
                    assertThat(offered(brand, snap, architecture, channel))
                            .as(asked)
                            .isEqualTo(expected);
                    assertThat(told(snap, architecture, channel)).as(asked).isEqualTo(expected);
                }
            }
        }
    }

    private String act(DeviceWorld.Brand brand, SnapId snap, Random random) {
        String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        int revision = 1 + random.nextInt(REVISIONS);
        int kind = random.nextInt(20);
        if (kind < 14 && !withdrawn.contains(revision)) {
            release(brand, snap, channel, revision);
            return "revision " + revision + " " + builtFor.get(revision) + " to " + channel;
        }
        if (kind < 16 && withdrawn.size() < REVISIONS / 2) {
            world.run(
                    "update snap_revision set withdrawn_at = now() where snap_id = ?1 and revision = ?2"
                            + " and withdrawn_at is null",
                    snap,
                    revision);
            withdrawn.add(revision);
            return "withdraw " + revision;
        }
        if (kind < 18) {
            closings.close(snap, List.of(full(channel)), "it is old", Actor.cli());
            given.remove(full(channel));
            return "close " + channel;
        }
        defaultTrack = new Track(random.nextBoolean() ? "latest" : "2.0");
        tracks.makeDefault(snap, defaultTrack, Actor.cli());
        return "default track " + defaultTrack;
    }

    private SnapId snap(DeviceWorld.Brand brand, String name) {
        SnapId snap = world.snap(brand, name);
        world.offer(brand.store(), snap);
        tracks.create(snap, new Track("2.0"), Actor.cli());
        return snap;
    }

    private int revision(DeviceWorld.Brand brand, SnapId snap, int revision, String architectures) {
        world.revision(brand, snap, "agreed", revision);
        world.run(
                "update snap_revision set architectures = cast(?3 as text[]) where snap_id = ?1 and revision = ?2",
                snap,
                revision,
                architectures);
        builtFor.put(revision, architectures);
        return revision;
    }

    private void release(DeviceWorld.Brand brand, SnapId snap, String channel, int revision) {
        Person person = people.find(new PersonId(brand.person())).orElseThrow();
        releases.release(snap, new Revision(revision), List.of(full(channel)), person, Actor.cli());
        given.computeIfAbsent(full(channel), absent -> new ArrayList<>()).addFirst(revision);
    }

    private Channel full(String channel) {
        return Channel.parse(channel, defaultTrack);
    }

    /** The model. */
    private Optional<Integer> expected(String architecture, String channel) {
        return FallbackChain.of(full(channel)).stream()
                .flatMap(next -> given.getOrDefault(next, List.of()).stream()
                        .filter(revision -> !withdrawn.contains(revision))
                        .filter(revision -> builtFor.get(revision).matches(".*\\b(all|" + architecture + ")\\b.*")))
                .findFirst();
    }

    private Optional<Integer> told(SnapId snap, String architecture, String channel) {
        ChannelMap map = offers.given(snap);
        return map.resolve(new Architecture(architecture), full(channel))
                .map(Pointer::revision)
                .map(Revision::value);
    }

    private Optional<Integer> offered(DeviceWorld.Brand brand, SnapId snap, String architecture, String channel) {
        CatalogSnap found =
                catalogs.current().view(brand.store()).findById(snap.value()).orElseThrow();
        for (ChannelLine line : found.channels(architecture).chain(channel)) {
            if (line.pick(Instant.now(), null, any -> true) instanceof ChannelLine.Pick.Found pick) {
                return Optional.of(pick.revision().number());
            }
        }
        return Optional.empty();
    }
}
