package org.brandstore.release.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.channel.FallbackChain;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.junit.jupiter.api.Test;

class ChannelMapTest {
    private static final SnapId SNAP = new SnapId("a".repeat(32));
    private static final Architecture AMD64 = new Architecture("amd64");
    private static final Architecture ARMHF = new Architecture("armhf");
    private static final Architecture ALL = new Architecture("all");

    private final ChannelMap map = new ChannelMap(List.of(
            pointer(AMD64, "latest/stable", 1), pointer(ALL, "latest/beta", 2), pointer(AMD64, "latest/beta", 3)));

    @Test
    void aDeviceGetsWhatTheNearestSaferOpenChannelOffers() {
        assertThat(offered(map, AMD64, "latest/stable")).contains(1);
        assertThat(offered(map, AMD64, "latest/candidate")).contains(1);
        assertThat(offered(map, AMD64, "latest/beta")).contains(3);
        assertThat(offered(map, AMD64, "latest/edge")).contains(3);
        assertThat(offered(map, AMD64, "latest/edge/fix")).contains(3);
        assertThat(offered(map, AMD64, "2.0/edge")).isEmpty();
    }

    @Test
    void aPointerForTheArchitectureCountsBeforeOneForAll() {
        assertThat(offered(map, ARMHF, "latest/edge")).contains(2);
        assertThat(offered(map, ARMHF, "latest/candidate")).isEmpty();
        assertThat(map.find(AMD64, Channel.parse("latest/candidate"))).isEmpty();
    }

    @Test
    void theChainOfABranchBeginsWithTheBranch() {
        assertThat(FallbackChain.of(Channel.parse("3.0/candidate/x")))
                .extracting(Channel::toString)
                .containsExactly("3.0/candidate/x", "3.0/candidate", "3.0/stable");
    }

    @Test
    void aReleaseForOneArchitectureLeavesTheOthersAlone() {
        ChannelMap then = map.with(SNAP, new Revision(9), List.of(ARMHF), Channel.parse("latest/beta"));
        assertThat(offered(then, ARMHF, "latest/beta")).contains(9);
        assertThat(offered(then, AMD64, "latest/beta")).contains(3);
        assertThat(offered(then, new Architecture("arm64"), "latest/beta")).contains(2);
    }

    @Test
    void aReleaseForAllReplacesEveryArchitecture() {
        ChannelMap then = map.with(SNAP, new Revision(9), List.of(ALL), Channel.parse("latest/beta"));
        assertThat(Stream.of(AMD64, ARMHF).flatMap(a -> offered(then, a, "latest/beta").stream()))
                .containsExactly(9, 9);
        assertThat(offered(then, AMD64, "latest/stable")).contains(1);
    }

    private static Optional<Integer> offered(ChannelMap map, Architecture architecture, String channel) {
        return map.resolve(architecture, Channel.parse(channel))
                .map(pointer -> pointer.revision().value());
    }

    private static Pointer pointer(Architecture architecture, String channel, int revision) {
        return new Pointer(
                SNAP, architecture, Channel.parse(channel), new Revision(revision), Instant.EPOCH, Optional.empty());
    }
}
