package org.brandstore.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.brandstore.testing.PostgresTestResource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * No change is missed, whatever the order in which they become visible; another session writes as another replica would.
 * With a cursor that goes on after the newest transaction it has seen, instead of at the horizon of the database, the first
 * three failed in one run of one.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OutboxIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    HeardChanges heard;

    @Inject
    DerivedStates states;

    @Inject
    Events events;

    @Test
    void anEventThatBecomesVisibleAfterThousandsOfLaterOnesIsHeard() throws Exception {
        try (Connection late = session();
                Connection other = session()) {
            late.setAutoCommit(false);
            String key = insert(late);
            String last = "";
            for (int i = 0; i < 3_000; i++) {
                last = insert(other);
            }
            await(last);
            assertThat(heard.has(key)).isFalse();
            late.commit();
            await(key);
        }
    }

    @Test
    void anEventIsHeardThatWasWrittenBeforeTheConnectionBrokeAndCommittedAfterwards() throws Exception {
        try (Connection late = session();
                Connection other = session()) {
            late.setAutoCommit(false);
            String key = insert(late);
            breakListener(other);
            String meanwhile = insert(other);
            await(meanwhile);
            late.commit();
            await(key);
        }
    }

    @Test
    void anEventIsHeardThatWasCommittedWhileNobodyListened() throws Exception {
        try (Connection late = session();
                Connection other = session()) {
            for (int round = 0; round < 3; round++) {
                late.setAutoCommit(false);
                String key = insert(late);
                await(insert(other));
                breakListener(other);
                late.commit();
                await(key);
            }
        }
    }

    @Test
    void aReadingThatFailsIsRepeatedThoughNothingElseHappens() throws Exception {
        int before = heard.readings();
        heard.failNext(3);
        String key;
        try (Connection other = session()) {
            key = insert(other);
        }
        await(key);
        await("a reading that succeeds", () -> heard.readings() > before);
        await("nothing to be unapplied", () -> states.oldestUnapplied().isZero());
    }

    @Test
    void aChangeThatIsNotAppliedYetIsSeenInItsAge() throws Exception {
        await("nothing to be unapplied", () -> states.oldestUnapplied().isZero());
        heard.failNext(5);
        try (Connection other = session()) {
            await(insert(other));
        }
        await("its age to grow", () -> states.oldestUnapplied().compareTo(Duration.ofSeconds(1)) > 0);
        await("it to be applied", () -> states.oldestUnapplied().isZero());
    }

    /** Each change is told once: told to nobody because one state cannot judge it, it would be lost for all of them. */
    @Test
    void aChangeThatOneStateCannotJudgeIsTakenForOneThatConcernsIt() throws Exception {
        int before = heard.readings();
        QuarkusTransaction.requiringNew()
                .run(() ->
                        events.publish(new StoreChanged(Topic.CATALOG, HeardChanges.BAD_PREFIX + UUID.randomUUID())));
        await("a reading", () -> heard.readings() > before);
    }

    @Test
    void aKeyThatIsTooLongForANotificationIsHeardAllTheSame() {
        String key = HeardChanges.PREFIX + UUID.randomUUID() + "x".repeat(9_000);
        QuarkusTransaction.requiringNew().run(() -> events.publish(new StoreChanged(Topic.CATALOG, key)));
        await(key);
    }

    private static Connection session() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                "");
    }

    private static String insert(Connection session) throws SQLException {
        String key = HeardChanges.PREFIX + UUID.randomUUID();
        try (PreparedStatement insert = session.prepareStatement(
                "insert into outbox_event (topic, key, created_at) values ('KEYS', ?, now())")) {
            insert.setString(1, key);
            insert.executeUpdate();
        }
        return key;
    }

    private static void breakListener(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and (query like '%pg_snapshot_xmax%' or query = 'COMMIT')"
                    + " and application_name <> 'psql' and state = 'idle'");
        }
    }

    private void await(String key) {
        await(key, () -> heard.has(key));
    }

    private static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long for " + what).isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
