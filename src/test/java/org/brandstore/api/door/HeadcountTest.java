package org.brandstore.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeadcountTest {
    private final Headcount count = new Headcount();

    @Test
    void noMoreThanTheLimitAreInAndOthersAreCountedApart() {
        assertThat(count.enter("a", 2)).isTrue();
        assertThat(count.enter("a", 2)).isTrue();
        assertThat(count.enter("a", 2)).isFalse();
        assertThat(count.enter("b", 2)).isTrue();

        count.leave("a");

        assertThat(count.enter("a", 2)).isTrue();
    }

    @Test
    void zeroIsNoLimit() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(count.enter("a", 0)).isTrue();
        }
    }

    @Test
    void nothingIsKeptOfThoseWhoHaveLeft() {
        count.enter("a", 1);
        count.enter("a", 1);
        count.leave("a");

        assertThat(count.isEmpty()).isTrue();
    }

    @Test
    void aCrowdDoesNotSlipPastTheLimit() throws InterruptedException {
        AtomicInteger in = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                crowd.submit(() -> {
                    start.await();
                    return count.enter("a", 10) ? in.incrementAndGet() : 0;
                });
            }
            start.countDown();
        }
        assertThat(in.get()).isEqualTo(10);
    }
}
