package org.brandstore.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.brandstore.app.EmbeddedDatabase;

/** Asks the running store's database how many statements it has executed, by statement. */
final class StatementCount implements AutoCloseable {
    private final EmbeddedDatabase database;
    private final Connection connection;

    /** @param data the data folder of a running store */
    StatementCount(Path data) throws IOException, SQLException {
        database = EmbeddedDatabase.open(data, false);
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** Calls by statement, without those of this class. */
    Map<String, Long> read() throws SQLException {
        Map<String, Long> calls = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select query, calls from pg_stat_statements")) {
            while (rows.next()) {
                if (!rows.getString(1).contains("pg_stat_statements")) {
                    calls.merge(rows.getString(1), rows.getLong(2), Long::sum);
                }
            }
        }
        return calls;
    }

    /** What was executed between two readings. */
    static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> calls = new HashMap<>();
        after.forEach((query, count) -> {
            long more = count - before.getOrDefault(query, 0L);
            if (more > 0) {
                calls.put(query, more);
            }
        });
        return calls;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
