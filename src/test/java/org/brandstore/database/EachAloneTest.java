package org.brandstore.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.SetClock;
import org.junit.jupiter.api.Test;

class EachAloneTest {
    private static final Duration LONGER_THAN_PAUSES = Duration.ofMinutes(20);

    private final SetClock clock = new SetClock();
    private final Map<String, Throwable> ended = new HashMap<>();
    private final Chores chores = new Chores(clock);
    private final EachAlone<String> work = chores.ending("do a test's work", ended::put);
    private final List<String> tried = new ArrayList<>();
    private RuntimeException trouble = new IllegalStateException("broken");
    private final Consumer<String> step = thing -> {
        tried.add(thing);
        if (thing.startsWith("broken")) {
            throw trouble;
        }
    };

    @Test
    void oneThatFailsKeepsNoOtherFromItsTurn() {
        work.each(List.of("a", "broken", "b"), step);
        assertThat(tried).containsExactly("a", "broken", "b");
    }

    @Test
    void anErrorOfTheProgramKeepsNoOtherFromItsTurn() {
        work.each(List.of("a", "b"), thing -> {
            tried.add(thing);
            throw new StackOverflowError();
        });
        assertThat(tried).containsExactly("a", "b");
    }

    @Test
    void oneThatFailsIsTriedAgainAfterAPauseThatGrows() {
        work.each(List.of("broken"), step);
        work.each(List.of("broken"), step);
        assertThat(tried).hasSize(1);
        assertThat(work.resting()).containsExactly("broken");
        clock.forward(Duration.ofMillis(500));
        assertThat(work.resting()).isEmpty();
        work.each(List.of("broken"), step);
        assertThat(tried).hasSize(2);
        clock.forward(Duration.ofMillis(500));
        work.each(List.of("broken"), step);
        assertThat(tried).hasSize(2);
    }

    @Test
    void oneThatAlwaysFailsIsGivenUpWithItsReason() {
        tryFor(EachAlone.MOST_TRIES + 5, "broken");

        assertThat(tried).hasSize(EachAlone.MOST_TRIES);
        assertThat(ended).containsEntry("broken", trouble);
        assertThat(chores.givenUp()).isEqualTo(1);
        assertThat(chores.failing()).isZero();
    }

    @Test
    void noBatchIsFullOfWhatFails() {
        List<String> all = Stream.concat(IntStream.range(0, 1_000).mapToObj(i -> "broken" + i), Stream.of("good"))
                .toList();
        for (int i = 0; i < 11; i++) {
            Set<String> resting = work.resting();
            work.each(
                    all.stream()
                            .filter(thing -> !resting.contains(thing))
                            .limit(100)
                            .toList(),
                    step);
        }
        assertThat(tried).contains("good");
    }

    @Test
    void whatNobodyCanDoIsNoFaultOfTheThing() {
        trouble = new StoreException(ErrorCode.UNAVAILABLE, "cannot read the file: the storage is away");
        tryFor(50, "broken");
        trouble = new IllegalStateException(new SQLException("connection is lost", "08006"));
        tryFor(50, "broken");
        assertThat(ended).isEmpty();
        assertThat(tried).hasSize(100);
    }

    @Test
    void whatTakesTooLongWhileOthersAreDoneIsGivenUp() {
        trouble = new IllegalStateException(new SQLException("statement timeout", "57014"));
        for (int i = 0; i < EachAlone.MOST_TRIES + 1; i++) {
            work.each(List.of("broken", "good"), step);
            clock.forward(LONGER_THAN_PAUSES);
        }
        assertThat(ended).containsOnlyKeys("broken");
    }

    @Test
    void whatCannotEvenBeEndedRestsForADay() {
        EachAlone<String> endless = chores.ending("do what cannot be ended", (thing, reason) -> {
            throw new IllegalStateException("the end fails too");
        });
        for (int i = 0; i < EachAlone.MOST_TRIES; i++) {
            endless.each(List.of("broken"), step);
            clock.forward(LONGER_THAN_PAUSES);
        }
        assertThat(endless.resting()).containsExactly("broken");
        clock.forward(Duration.ofDays(1));
        assertThat(endless.resting()).isEmpty();
    }

    private void tryFor(int times, String thing) {
        for (int i = 0; i < times; i++) {
            work.each(List.of(thing), step);
            clock.forward(LONGER_THAN_PAUSES);
        }
    }
}
