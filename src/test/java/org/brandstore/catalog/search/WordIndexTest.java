package org.brandstore.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A database that is away or does not answer costs a search little time, and others nothing. */
class WordIndexTest {
    private static final List<String> WORDS = List.of("valve");

    private final AtomicInteger asked = new AtomicInteger();

    @FunctionalInterface
    private interface Behaviour {
        void connect() throws Exception;
    }

    private DataSource database(Behaviour behaviour) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    behaviour.connect();
                    throw new SQLException("gone", "08006");
                });
    }

    private static Optional<Map<String, Double>> get(CompletableFuture<Optional<Map<String, Double>>> ranks)
            throws Exception {
        return ranks.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aDatabaseThatIsAwayIsNotAskedAgainAtOnce() throws Exception {
        WordIndex index = new WordIndex(
                database(() -> {
                    throw new SQLException("connection refused", "08001");
                }),
                () -> Duration.ofSeconds(10));

        assertThat(get(index.ranks("store", WORDS))).isEmpty();
        assertThat(get(index.ranks("store", WORDS))).isEmpty();

        assertThat(asked).hasValue(1);
    }

    @Test
    void aSearchThatTheDatabaseRefusesDoesNotKeepOthersFromIt() throws Exception {
        WordIndex index = new WordIndex(
                database(() -> {
                    throw new SQLException("invalid byte sequence", "22021");
                }),
                () -> Duration.ofSeconds(10));

        assertThat(get(index.ranks("store", WORDS))).isEmpty();
        assertThat(get(index.ranks("store", WORDS))).isEmpty();

        assertThat(asked).hasValue(2);
    }

    @Test
    void aDatabaseThatHangsIsWaitedForShortlyAndByFew() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        WordIndex index = new WordIndex(database(() -> end.await(30, TimeUnit.SECONDS)), () -> Duration.ofMillis(50));
        List<CompletableFuture<Optional<Map<String, Double>>>> all = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> index.ranks("store", WORDS))
                .toList();

        for (CompletableFuture<Optional<Map<String, Double>>> one : all) {
            assertThat(get(one)).isEmpty();
        }

        assertThat(asked.get()).isBetween(1, 4);
        end.countDown();
    }
}
