package org.brandstore.catalog.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads rows of one state of the database. A record that cannot be read is left out, logged, and counted with its snap. */
final class CatalogRows {
    private static final Logger LOG = Logger.getLogger(CatalogRows.class);
    private static final int FETCH_SIZE = 500;

    private final Connection connection;
    private final Map<String, Integer> broken = new HashMap<>();

    /** @param connection in a transaction that sees one state of the database */
    CatalogRows(Connection connection) {
        this.connection = connection;
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Makes something of a record. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws SQLException;
    }

    /** How many records were left out, by snap, or by what their first column is. */
    Map<String, Integer> broken() {
        return Map.copyOf(broken);
    }

    /** @param parameters texts, numbers, lists of texts, or arrays of numbers */
    <T> List<T> all(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setFetchSize(FETCH_SIZE);
            for (int i = 0; i < parameters.length; i++) {
                bind(query, i + 1, parameters[i]);
            }
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    String first = result.getString(1);
                    guarded(first, result.getMetaData().getTableName(1) + " " + first, () -> reader.read(result))
                            .ifPresent(rows::add);
                }
            }
        }
        return rows;
    }

    private void bind(PreparedStatement query, int index, Object value) throws SQLException {
        switch (value) { // what an array holds is known when it is empty, too
            case List<?> texts -> query.setArray(index, connection.createArrayOf("text", texts.toArray()));
            case Integer[] numbers -> query.setArray(index, connection.createArrayOf("int", numbers));
            default -> query.setObject(index, value);
        }
    }

    /**
     * Makes something of a record. If that cannot be done, for whatever reason, the record is left out.
     *
     * @param snap to which it belongs
     */
    <T> Optional<T> guarded(String snap, String what, Reading<T> reading) throws SQLException {
        try {
            return Optional.ofNullable(reading.read());
        } catch (RuntimeException e) {
            leaveOut(snap, what, e.toString());
            return Optional.empty();
        }
    }

    /** Counts and logs a record that devices will not see. */
    void leaveOut(String snap, String what, @Nullable String why) {
        broken.merge(snap, 1, Integer::sum);
        LOG.errorf("catalog: record left out: record=%s reason=%s", what, why);
    }
}
