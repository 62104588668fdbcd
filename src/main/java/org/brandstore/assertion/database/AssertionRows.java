package org.brandstore.assertion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.database.DatabaseTrouble;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * The table of assertions. Plain JDBC: inside a transaction the data source gives the transaction's own connection, and
 * outside of one nothing needs to be begun for a look-up.
 */
final class AssertionRows {
    /** Longer values are keys and texts by which nobody looks anything up. */
    private static final int MAX_INDEXED = 200;

    private static final String INSERT = "insert into assertion (type, primary_key, revision, format, sequence_key,"
            + " sequence, authority_id, sign_key_id, encoded, headers, added_at, subject)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id";

    private final DataSource database;
    private final AssertionCache cache = new AssertionCache();

    AssertionRows(DataSource database) {
        this.database = database;
    }

    /** What is held of one assertion. */
    record Held(OptionalLong sameId, int newestRevision) {}

    /** What is held of this assertion: with the same key, about the same subject. */
    Optional<Held> held(Assertion assertion) {
        return query(
                        "select max(revision), max(id) filter (where encoded = ?) from assertion"
                                + " where type = ? and primary_key = ? and subject = ? having count(*) > 0",
                        statement -> {
                            statement.setBytes(1, assertion.encoded());
                            statement.setString(2, assertion.type().wireName());
                            statement.setString(3, key(assertion.primaryKey()));
                            statement.setString(4, Subject.of(assertion));
                        },
                        rows -> {
                            int newest = rows.getInt(1);
                            long same = rows.getLong(2);
                            return new Held(rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(same), newest);
                        })
                .stream()
                .findFirst();
    }

    /** The assertion in the first row of a query for ids. */
    Optional<Assertion> first(String sql, Parameters parameters) {
        return all(sql, parameters).stream().findFirst();
    }

    /** The assertions in all rows of a query for ids. */
    List<Assertion> all(String sql, Parameters parameters) {
        return query(sql, parameters, rows -> rows.getLong(1)).stream()
                .map(this::load)
                .toList();
    }

    private Assertion load(long id) {
        return cache.find(id).orElseGet(() -> {
            Assertion assertion = query(
                            "select encoded from assertion where id = ?",
                            statement -> statement.setLong(1, id),
                            rows -> AssertionDecoder.decode(rows.getBytes(1)))
                    .getFirst();
            cache.put(id, assertion);
            return assertion;
        });
    }

    /** @return the number of the new row */
    long insert(Assertion assertion, Instant now) {
        return query(
                        INSERT,
                        statement -> {
                            statement.setString(1, assertion.type().wireName());
                            statement.setString(2, key(assertion.primaryKey()));
                            statement.setInt(3, assertion.revision());
                            statement.setInt(4, assertion.format());
                            if (assertion.type().sequenceForming()) {
                                statement.setString(5, key(assertion.ref().sequenceKey()));
                                statement.setInt(6, assertion.sequence().orElseThrow());
                            } else {
                                statement.setNull(5, Types.VARCHAR);
                                statement.setNull(6, Types.INTEGER);
                            }
                            statement.setString(7, assertion.authorityId().orElse(null));
                            statement.setString(8, assertion.signKeyId());
                            statement.setBytes(9, assertion.encoded());
                            statement.setArray(10, statement.getConnection().createArrayOf("text", indexed(assertion)));
                            statement.setObject(11, now.atOffset(ZoneOffset.UTC));
                            statement.setString(12, Subject.of(assertion));
                        },
                        rows -> rows.getLong(1))
                .getFirst();
    }

    <T> List<T> query(String sql, Parameters parameters, RowReader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> results = new ArrayList<>();
                while (rows.next()) {
                    results.add(reader.read(rows));
                }
                return results;
            }
        } catch (SQLException e) {
            throw DatabaseTrouble.of(e).filter(DatabaseTrouble.AWAY::equals).isPresent()
                    ? new StoreException(ErrorCode.UNAVAILABLE, "cannot use the database of assertions, try again", e)
                    : new IllegalStateException("cannot use the database of assertions", e);
        }
    }

    /** The spelling of a key in the table; no part contains a slash. */
    static String key(List<String> primaryKey) {
        return String.join("/", primaryKey);
    }

    static String indexed(String header, String value) {
        return header + "=" + value;
    }

    private static Object[] indexed(Assertion assertion) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, HeaderValue> header : assertion.headers().asMap().entrySet()) {
            if (header.getValue() instanceof HeaderValue.Text text
                    && text.value().length() <= MAX_INDEXED) {
                entries.add(indexed(header.getKey(), text.value()));
            }
        }
        return entries.toArray();
    }

    /** Fills in the parameters of a statement. */
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads the present row. */
    interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
