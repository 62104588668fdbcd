package org.brandstore.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** A connection without limits holds a lock for ever once its program is silent; one is enough. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LimitedConnectionsIT {
    /** Of the twenty that there are at most, one listens, and jobs may use some. */
    private static final int MANY = 12;

    @Inject
    DataSource pool;

    @Test
    void noConnectionOfThePoolIsWithoutLimits() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Connection connection = pool.getConnection();
                all.add(connection);
                assertThat(settings(connection))
                        .as("connection " + i)
                        .containsEntry("lock_timeout", "6s")
                        .containsEntry("statement_timeout", "1min")
                        .containsEntry("idle_in_transaction_session_timeout", "1min");
                assertThat(connection.getNetworkTimeout()).as("connection " + i).isEqualTo(90_000);
                assertThat(listens(connection)).as("connection " + i).isFalse();
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        for (String name : List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("show " + name)) {
                rows.next();
                settings.put(name, rows.getString(1));
            }
        }
        return settings;
    }

    private static boolean listens(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from pg_listening_channels()")) {
            return rows.next();
        }
    }
}
