package org.brandstore.account.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {
    private final Turns turns = new Turns(2, 3);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private int work() {
        most.accumulateAndGet(working.incrementAndGet(), Math::max);
        try {
            finish.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return working.decrementAndGet();
    }

    @Test
    void twoWorkThreeWaitAndTheNextIsSentAwayUntilTheyAreDone() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Integer>> taken = new ArrayList<>();
            AtomicInteger entered = new AtomicInteger();
            for (int i = 0; i < 5; i++) {
                taken.add(threads.submit(() -> {
                    entered.incrementAndGet();
                    return turns.take(this::work);
                }));
            }
            // the sixth: as soon as the five are in, it is refused; before that it would wait for the latch
            while (entered.get() < 5 || working.get() < 2) {
                Thread.onSpinWait();
            }
            Future<StoreException> refused = threads.submit(this::refusal);
            StoreException e = refused.get(20, TimeUnit.SECONDS);

            assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
            finish.countDown();
            for (Future<Integer> one : taken) {
                assertThat(one.get()).isBetween(0, 1);
            }
            assertThat(most.get()).isEqualTo(2);
            assertThat(turns.take(() -> "again")).isEqualTo("again");
        }
    }

    /** Tries until the others are all in, without ever working itself. */
    private StoreException refusal() {
        while (true) {
            if (turns.isFull()) {
                try {
                    turns.take(() -> "in");
                } catch (StoreException e) {
                    return e;
                }
            }
        }
    }

    @Test
    void whoFailsLeavesTheirPlace() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> turns.take(() -> {
                        throw new IllegalStateException("x");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(turns.take(() -> 1)).isEqualTo(1);
    }
}
