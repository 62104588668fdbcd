package org.brandstore.assertion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.chain.AssertionDatabaseContract;
import org.brandstore.database.LocksOf;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresAssertionDatabaseTest extends AssertionDatabaseContract {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getTemplateDatabase())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Override
    protected AssertionDatabase newDatabase(TrustedSet trusted, Clock clock) {
        return locked(newDataSource(), () -> trusted, clock);
    }

    private static PostgresAssertionDatabase locked(DataSource dataSource, Supplier<TrustedSet> trusted, Clock clock) {
        return new PostgresAssertionDatabase(dataSource, LocksOf.dataSource(dataSource), trusted, clock);
    }

    @Test
    void whatWasAddedIsNeverChangedOrRemoved() throws SQLException {
        TestAuthority authority = new TestAuthority();
        DataSource dataSource = newDataSource();
        AssertionDatabase database = locked(dataSource, authority::trusted, TestAuthority.CLOCK);
        database.add(authority.brandAccount());

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from assertion"))
                    .hasMessageContaining("assertion is append-only");
            assertThatThrownBy(() -> statement.execute("update assertion set revision = 9"))
                    .hasMessageContaining("assertion is append-only");
        }
    }

    @Test
    void anotherInstanceReadsTheSameBytes() {
        TestAuthority authority = new TestAuthority();
        DataSource dataSource = newDataSource();
        Assertion account = authority.brandAccount();
        locked(dataSource, authority::trusted, TestAuthority.CLOCK).add(account);

        Assertion read = locked(dataSource, authority::trusted, TestAuthority.CLOCK)
                .find(account.ref())
                .orElseThrow();

        assertThat(read).isNotSameAs(account);
        assertThat(read.encoded()).isEqualTo(account.encoded());
    }

    /** A new database with all tables and no rows. */
    private static DataSource newDataSource() {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return postgres.getDatabase("postgres", name);
    }
}
