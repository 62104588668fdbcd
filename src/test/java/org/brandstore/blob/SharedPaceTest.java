package org.brandstore.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedPaceTest {
    private final SharedPace pace = new SharedPace(2);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private void work() throws InterruptedException {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        TimeUnit.MILLISECONDS.sleep(1);
        inside.decrementAndGet();
    }

    private void enter(int files) {
        for (int i = 0; i < files; i++) {
            pace.enter();
        }
    }

    @Test
    void ofSeveralFilesNoMoreThanSoManyAreWorkedOnAtOnce() throws InterruptedException {
        enter(10);
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (int i = 0; i < 100; i++) {
                threads.submit(() -> {
                    pace.take(this::work);
                    return true;
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    /** Else the writing of a file could not go on while its next piece is digested. */
    @Test
    void aFileAloneWaitsForNoTurn() throws InterruptedException {
        enter(1);
        CountDownLatch all = new CountDownLatch(3);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 3; i++) {
                threads.submit(() -> {
                    pace.take(() -> {
                        all.countDown();
                        all.await();
                    });
                    return true;
                });
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTurnThatFailsIsGivenBack() throws IOException {
        enter(2);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> pace.take(() -> {
                        throw new IOException("the disk is full");
                    }))
                    .isInstanceOf(IOException.class);
        }
        AtomicInteger done = new AtomicInteger();
        pace.take(done::incrementAndGet);
        assertThat(done).hasValue(1);
    }

    @Test
    void theLastFileIsAloneAgain() throws InterruptedException {
        enter(2);
        pace.leave();
        pace.leave();
        aFileAloneWaitsForNoTurn();
    }
}
