package org.brandstore.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept in memory follows what is told, whatever fails on the way. */
class DerivedStateReaderTest {
    private static final StoreChanged ONE = Topic.CATALOG.of("acme", "one");
    private static final StoreChanged TWO = Topic.CATALOG.of("acme", "two");

    private final Told state = new Told();
    private final DerivedStateReader reader = new DerivedStateReader(state, Duration.ofHours(1), Clock.systemUTC());

    /** Notes what it was read for; the first readings of a part fail as often as it is told to. */
    private static final class Told implements DerivedState {
        private final BlockingQueue<Set<StoreChanged>> parts = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public String name() {
            return "told";
        }

        @Override
        public boolean concerns(StoreChanged change) {
            return change.topic() == Topic.CATALOG;
        }

        @Override
        public void read() {
            whole.add("read");
        }

        @Override
        public void read(Set<StoreChanged> changes) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("cannot read " + changes);
            }
            parts.add(changes);
        }
    }

    @AfterEach
    void stop() {
        reader.stop();
    }

    @Test
    void whatHasChangedIsReadByItself() throws InterruptedException {
        reader.changed(ONE);
        reader.changed(Topic.PEOPLE.of("p"));
        reader.start();
        assertThat(state.parts.poll(10, TimeUnit.SECONDS)).containsExactly(ONE);
        assertThat(state.whole).isEmpty();
    }

    @Test
    void whatFailedIsReadAgainWithWhatWasToldMeanwhile() throws InterruptedException {
        state.failures.set(1);
        reader.changed(ONE);
        reader.start();
        reader.changed(TWO);
        Set<StoreChanged> read = new HashSet<>();
        while (!read.containsAll(List.of(ONE, TWO))) {
            Set<StoreChanged> part = state.parts.poll(10, TimeUnit.SECONDS);
            assertThat(part).as("what is read, after " + read).isNotNull();
            read.addAll(part);
        }
        assertThat(state.whole).isEmpty();
    }

    @Test
    void aChangeThatCanNeverBeReadDoesNotHoldUpTheOthers() throws InterruptedException {
        state.failures.set(Integer.MAX_VALUE);
        reader.changed(ONE);
        reader.start();
        assertThat(state.whole.poll(20, TimeUnit.SECONDS)).isEqualTo("read");
        assertThat(state.parts).isEmpty();
    }

    @Test
    void moreChangesThanAreKeptAreReadAsAll() throws InterruptedException {
        for (int snap = 0; snap < 2_000; snap++) {
            reader.changed(Topic.CATALOG.of("acme", "snap-" + snap));
        }
        reader.start();
        assertThat(state.whole.poll(10, TimeUnit.SECONDS)).isEqualTo("read");
    }
}
