package org.brandstore.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.problem.StoreException;

/** Does several things in the same moment. */
public final class AtOnce {
    private AtOnce() {}

    /** Whether each was done; false for one that the store refused. Any other failure is thrown. */
    public static List<Boolean> run(Callable<?>... things) throws Exception {
        CyclicBarrier start = new CyclicBarrier(things.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(things.length)) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (Callable<?> thing : things) {
                running.add(threads.submit(() -> {
                    start.await();
                    try {
                        thing.call();
                        return true;
                    } catch (StoreException e) {
                        return false;
                    }
                }));
            }
            List<Boolean> done = new ArrayList<>();
            for (Future<Boolean> one : running) {
                done.add(result(one));
            }
            return done;
        }
    }

    /** What each of several who ask the same in the same moment is answered. */
    public static <T> List<T> answers(int askers, Callable<T> question) throws Exception {
        List<T> answers = new CopyOnWriteArrayList<>();
        Callable<?>[] things = new Callable<?>[askers];
        Arrays.fill(things, (Callable<?>) () -> answers.add(question.call()));
        assertThat(run(things)).containsOnly(true);
        return answers;
    }

    private static boolean result(Future<Boolean> one) throws Exception {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw new AssertionError("failed without an answer", e.getCause());
        }
    }
}
