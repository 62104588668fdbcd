package org.brandstore.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.device.fleet.FleetGroup;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.release.channel.ChannelMap;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.Grade;
import org.brandstore.snap.metadata.SnapType;
import org.junit.jupiter.api.Test;

class ReleaseEffectTest {
    private static final SnapId SNAP = new SnapId("a".repeat(32));
    private static final Channel STABLE = Channel.parse("latest/stable");
    private static final Architecture AMD64 = new Architecture("amd64");
    private static final Architecture ARMHF = new Architecture("armhf");

    private final SnapRevision one = revision(1, "1.0", 1_000, "core22", "0", List.of("network"), "amd64", "armhf");
    private final SnapRevision two =
            revision(2, "2.0", 1_500, "core24", "1*", List.of("camera", "network"), "amd64", "armhf");

    @Test
    void theDifferenceNamesEverythingThatADeviceNotices() {
        RevisionDifference difference = RevisionDifference.between(one, two);

        assertThat(difference.version()).isEqualTo(new RevisionDifference.Step<>("1.0", "2.0"));
        assertThat(difference.growth()).isEqualTo(500);
        assertThat(difference.base()).isEqualTo(new RevisionDifference.Step<>("core22", "core24"));
        assertThat(difference.epoch()).isEqualTo(new RevisionDifference.Step<>("0", "1*"));
        assertThat(difference.confinement().changed()).isFalse();
        assertThat(difference.plugsAdded()).containsExactly("camera");
        assertThat(difference.plugsRemoved()).isEmpty();
        assertThat(difference.slotsAdded()).isEmpty();
        assertThat(difference.interfacesChanged()).isTrue();
        assertThat(difference.older()).isFalse();
        assertThat(difference.unreadable()).isFalse();
    }

    @Test
    void theWayBackIsOlderAndCannotReadTheData() {
        RevisionDifference difference = RevisionDifference.between(two, one);

        assertThat(difference.plugsRemoved()).containsExactly("camera");
        assertThat(difference.older()).isTrue();
        assertThat(difference.unreadable()).isTrue();
    }

    @Test
    void architecturesThatGetTheSameNowAreToldTogether() {
        ChannelMap map =
                new ChannelMap(List.of(pointer(AMD64, "latest/stable", 1), pointer(ARMHF, "latest/stable", 1)));
        List<Replacement> replacements = effect(map).replacements(this::find);

        assertThat(replacements).singleElement().satisfies(replacement -> {
            assertThat(replacement.architectures()).containsExactly(AMD64, ARMHF);
            assertThat(replacement.current()).contains(one);
            assertThat(replacement.difference()).contains(RevisionDifference.between(one, two));
        });
    }

    @Test
    void whereThereIsNothingYetThatIsSaid() {
        ChannelMap map = new ChannelMap(List.of(pointer(AMD64, "latest/stable", 1)));

        assertThat(effect(map).replacements(this::find))
                .extracting(Replacement::architectures, Replacement::current)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of(AMD64), Optional.of(one)),
                        org.assertj.core.groups.Tuple.tuple(List.of(ARMHF), Optional.empty()));
    }

    @Test
    void theReachIsWhoWouldGetItFromThisChannel() {
        ChannelMap map = new ChannelMap(List.of(pointer(AMD64, "latest/stable", 1), pointer(AMD64, "latest/beta", 1)));
        List<FleetGroup> fleet = List.of(
                group(SNAP, "latest/stable", 1, AMD64, 10),
                group(SNAP, "latest/candidate", 1, AMD64, 4),
                group(SNAP, "latest/stable", 2, AMD64, 3),
                group(SNAP, "latest/edge", 1, AMD64, 100),
                group(SNAP, "2.0/stable", 1, AMD64, 100),
                group(new SnapId("b".repeat(32)), "latest/stable", 1, AMD64, 100),
                group(SNAP, "latest/stable", 1, new Architecture("riscv64"), 100));

        assertThat(effect(map).reach(fleet)).isEqualTo(new Reach(17, 14));
    }

    private ReleaseEffect effect(ChannelMap map) {
        return new ReleaseEffect(two, STABLE, map);
    }

    private Optional<SnapRevision> find(Revision number) {
        return Optional.ofNullable(Map.of(1, one, 2, two).get(number.value()));
    }

    private static FleetGroup group(
            SnapId snap, String channel, int revision, Architecture architecture, long devices) {
        return new FleetGroup(snap, Channel.parse(channel), new Revision(revision), Optional.of(architecture), devices);
    }

    private static Pointer pointer(Architecture architecture, String channel, int revision) {
        return new Pointer(
                SNAP, architecture, Channel.parse(channel), new Revision(revision), Instant.EPOCH, Optional.empty());
    }

    private static SnapRevision revision(
            int number,
            String version,
            long size,
            String base,
            String epoch,
            List<String> plugs,
            String... architectures) {
        return new SnapRevision(
                SNAP,
                new Revision(number),
                new Sha3_384("0".repeat(96)),
                size,
                version,
                SnapType.APP,
                List.of(architectures).stream().map(Architecture::new).toList(),
                Optional.of(new SnapName(base)),
                Epoch.parse(epoch),
                Confinement.STRICT,
                Grade.STABLE,
                SnapRevision.DEFAULT_PROVENANCE,
                "",
                "",
                "",
                "name: x",
                plugs,
                List.of(),
                new PersonId(new UUID(0, 1)),
                Instant.EPOCH,
                false);
    }
}
