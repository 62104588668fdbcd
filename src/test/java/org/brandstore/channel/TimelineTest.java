package org.brandstore.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brandstore.snap.metadata.Epoch;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

    /** A revision of a test. */
    private record Fake(int number, Epoch epoch, boolean isWithdrawn) implements Offerable {
        static Fake of(int number) {
            return new Fake(number, Epoch.ZERO, false);
        }

        static Fake withdrawn(int number) {
            return new Fake(number, Epoch.ZERO, true);
        }

        static Fake ofEpoch(int number, String epoch) {
            return new Fake(number, Epoch.parse(epoch), false);
        }
    }

    private static Instant at(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static Move<Fake> to(int minute, Fake revision) {
        return Move.to(revision, at(minute));
    }

    private static Move<Fake> closed(int minute) {
        return Move.closed(at(minute));
    }

    /** In the order of time. */
    @SafeVarargs
    private static Timeline<Fake> timeline(Move<Fake>... moves) {
        List<Move<Fake>> newestFirst = new ArrayList<>();
        for (Move<Fake> move : moves) {
            newestFirst.addFirst(move);
        }
        return Timeline.of(newestFirst, Optional.empty());
    }

    private static List<Integer> numbers(List<Release<Fake>> releases) {
        return releases.stream().map(release -> release.revision().number()).toList();
    }

    private static List<Integer> offers(Timeline<Fake> timeline) {
        return numbers(timeline.offers());
    }

    @Test
    void whatWasReleasedLastComesFirstAndEachRevisionOnce() {
        assertThat(offers(timeline(to(1, Fake.of(1)), to(2, Fake.of(2)), to(3, Fake.of(1)))))
                .containsExactly(1, 2);
    }

    @Test
    void nothingFromBeforeTheChannelWasClosedIsOffered() {
        assertThat(offers(timeline(to(1, Fake.of(1)), closed(2)))).isEmpty();
        assertThat(offers(timeline(to(1, Fake.of(1)), closed(2), to(3, Fake.of(2)))))
                .containsExactly(2);
    }

    @Test
    void aWithdrawnRevisionGivesWayToTheOneBefore() {
        assertThat(offers(timeline(to(1, Fake.of(1)), to(2, Fake.withdrawn(2)))))
                .containsExactly(1);
    }

    @Test
    void theGreatestEpochComesFirstAndAnOldOneReachesThoseWhoHaveItsData() {
        Timeline<Fake> timeline =
                timeline(to(1, Fake.ofEpoch(1, "0")), to(2, Fake.ofEpoch(2, "1")), to(3, Fake.ofEpoch(3, "0")));
        assertThat(offers(timeline)).containsExactly(2, 3, 1);
        assertThat(numbers(timeline.reaching())).containsExactly(2, 3);
    }

    @Test
    void aReleaseForAllReplacesTheOneOfAnArchitectureAndIsNoClosing() {
        Timeline<Fake> own = timeline(to(1, Fake.of(1)), closed(2));
        assertThat(offers(own.over(timeline(to(2, Fake.of(2)))))).containsExactly(2, 1);
        assertThat(offers(own.over(timeline(to(2, Fake.withdrawn(2)))))).containsExactly(1);
    }

    @Test
    void whatWasThereForAllBeforeDoesNotComeBackInPassing() {
        Timeline<Fake> own = timeline(to(2, Fake.of(2)), closed(3));
        Timeline<Fake> forAll = timeline(to(1, Fake.of(1)), to(3, Fake.of(3)));
        assertThat(offers(own.over(forAll))).containsExactly(3, 2, 1);
    }

    @Test
    void aReleaseForAnArchitectureStandsOverTheOneForAllAndLeavesItToTheOthers() {
        Timeline<Fake> forAll = timeline(to(1, Fake.of(1)));
        assertThat(offers(timeline(to(2, Fake.of(2))).over(forAll))).containsExactly(2, 1);
        assertThat(offers(Timeline.<Fake>empty().over(forAll))).containsExactly(1);
    }

    @Test
    void closingEndsBoth() {
        Timeline<Fake> own = timeline(to(2, Fake.of(2)), closed(3));
        Timeline<Fake> forAll = timeline(to(1, Fake.of(1)), closed(3));
        assertThat(offers(own.over(forAll))).isEmpty();
    }

    @Test
    void aBranchThatEndsForOneArchitectureFallsBackToWhatItHasForAll() {
        Timeline<Fake> forAll = Timeline.of(List.of(to(1, Fake.of(1))), Optional.of(at(20)));
        Timeline<Fake> merged =
                Timeline.of(List.of(to(2, Fake.of(2))), Optional.of(at(10))).over(forAll);
        assertThat(offers(merged.at(at(9)))).containsExactly(2, 1);
        assertThat(offers(merged.at(at(10)))).containsExactly(1, 2);
        assertThat(offers(merged.at(at(20)))).isEmpty();
    }

    @Test
    void aBranchForAllThatEndsLeavesWhatAnArchitectureHas() {
        Timeline<Fake> forAll = Timeline.of(List.of(to(1, Fake.of(1))), Optional.of(at(5)));
        Timeline<Fake> merged =
                Timeline.of(List.of(to(2, Fake.of(2))), Optional.of(at(10))).over(forAll);
        assertThat(offers(merged.at(at(7)))).containsExactly(2, 1);
        assertThat(offers(merged.at(at(10)))).isEmpty();
    }

    @Test
    void aMomentOfThePastIsAnsweredAsItWasThen() {
        Timeline<Fake> timeline = timeline(to(1, Fake.of(1)), closed(2), to(3, Fake.of(3)), to(4, Fake.withdrawn(4)));
        assertThat(numbers(timeline.offersAsOf(at(1)))).containsExactly(1);
        assertThat(numbers(timeline.offersAsOf(at(2)))).isEmpty();
        assertThat(numbers(timeline.offersAsOf(at(9)))).containsExactly(3);
    }

    @Test
    void thePointerSaysWhatIsNowWhateverTheHistorySays() {
        List<Move<Fake>> history = List.of(to(1, Fake.of(1)));
        assertThat(offers(Timeline.of(Optional.empty(), history, Optional.empty())))
                .isEmpty();
        assertThat(offers(Timeline.of(Optional.of(new Release<>(at(1), Fake.of(1))), history, Optional.empty())))
                .containsExactly(1);
        assertThat(offers(Timeline.of(Optional.of(new Release<>(at(2), Fake.of(2))), history, Optional.empty())))
                .containsExactly(2, 1);
    }
}
