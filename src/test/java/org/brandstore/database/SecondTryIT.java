package org.brandstore.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database says is told apart: who lost a race tries once more, what cannot be kept is not tried again. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SecondTryIT {
    /** Does statements in a transaction. */
    @ApplicationScoped
    static class Clashing {
        private final EntityManager database;
        private final AtomicInteger tries = new AtomicInteger();

        Clashing(EntityManager database) {
            this.database = database;
        }

        int tries() {
            return tries.get();
        }

        void begin() {
            tries.set(0);
        }

        @Transactional
        void run(String statement) {
            tries.incrementAndGet();
            database.createNativeQuery(statement).executeUpdate();
        }

        /** Takes two locks, and between them lets somebody else take the second one, once. */
        @Transactional
        int both(int one, int other, CyclicBarrier between, AtomicInteger met) throws Exception {
            int attempt = tries.incrementAndGet();
            lock(one);
            if (met.incrementAndGet() <= 2) {
                between.await();
            }
            lock(other);
            return attempt;
        }

        private void lock(int number) {
            database.createNativeQuery("select 1 from pg_advisory_xact_lock(77, ?1)", Integer.class)
                    .setParameter(1, number)
                    .getSingleResult();
        }
    }

    @Inject
    Clashing clashing;

    /** PostgreSQL ends one of two that wait for each other; both are done all the same. */
    @Test
    void whoLosesADeadlockIsDoneOnTheSecondTry() throws Exception {
        for (int round = 0; round < 3; round++) {
            clashing.begin();
            CyclicBarrier between = new CyclicBarrier(2);
            AtomicInteger met = new AtomicInteger();
            List<Callable<?>> two =
                    List.of(() -> clashing.both(1, 2, between, met), () -> clashing.both(2, 1, between, met));
            assertThat(AtOnce.run(two.toArray(Callable<?>[]::new))).containsOnly(true);
            assertThat(clashing.tries()).isEqualTo(3);
        }
    }

    @Test
    void whoLosesAgainIsToldOfAClash() {
        clashing.begin();
        Throwable thrown = catchThrowable(() -> clashing.run("do $$ begin raise sqlstate '40001'; end $$"));
        assertThat(DatabaseTrouble.of(thrown)).contains(DatabaseTrouble.CLASH);
        assertThat(clashing.tries()).isEqualTo(2);
    }

    /** The first two are the longest row of an index and the longest notification. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNKEEPABLE | insert into server_secret select string_agg(md5(i::text), ''), '', now() from generate_series(1, 400) i",
                "UNKEEPABLE | do $$ begin perform pg_notify('x', repeat('x', 8001)); end $$",
                "AWAY | do $$ begin raise sqlstate '55P03'; end $$",
                "AWAY | do $$ begin raise sqlstate '57P01'; end $$",
                "AWAY | do $$ begin raise sqlstate '53300'; end $$",
                "FAULT | select 1 from no_such_table",
            })
    void whatIsNoClashIsTriedOnce(DatabaseTrouble trouble, String statement) {
        clashing.begin();
        assertThatThrownBy(() -> clashing.run(statement))
                .satisfies(thrown -> assertThat(DatabaseTrouble.of(thrown)).contains(trouble));
        assertThat(clashing.tries()).isEqualTo(1);
    }
}
