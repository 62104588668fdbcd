package org.brandstore.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.brandstore.testing.SetClock;
import org.junit.jupiter.api.Test;

class EachAloneTest {
    private final SetClock clock = new SetClock();
    private final EachAlone<String> work = new EachAlone<>("do a test's work", clock);
    private final List<String> tried = new ArrayList<>();
    private final Consumer<String> step = thing -> {
        tried.add(thing);
        if (thing.equals("broken")) {
            throw new IllegalStateException("broken");
        }
    };

    @Test
    void oneThatFailsKeepsNoOtherFromItsTurn() {
        work.each(List.of("a", "broken", "b"), step);
        assertThat(tried).containsExactly("a", "broken", "b");
    }

    @Test
    void oneThatFailsIsTriedAgainAfterAPauseThatGrows() {
        work.each(List.of("broken"), step);
        work.each(List.of("broken"), step);
        assertThat(tried).hasSize(1);
        clock.forward(Duration.ofSeconds(2));
        work.each(List.of("broken"), step);
        assertThat(tried).hasSize(2);
        clock.forward(Duration.ofSeconds(2));
        work.each(List.of("broken"), step);
        assertThat(tried).hasSize(2);
    }
}
