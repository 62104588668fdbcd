package org.brandstore.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Hears the outbox of all replicas through LISTEN, with a look into the table every second as safety net, and tells
 * {@link DerivedStates}. Each event is told once, also one that becomes visible late or while the connection was lost.
 */
@ApplicationScoped
class OutboxListener {
    private static final Logger LOG = Logger.getLogger(OutboxListener.class);
    private static final int POLL_MILLIS = 1_000;
    private static final int SILENCE_MILLIS = 15_000;
    private static final int FETCH_ROWS = 1_000;
    /** The horizon and the events are of one snapshot. Rows of a restored backup may be of transactions yet to come. */
    private static final String LOOK = """
            select s.horizon, e.id, e.topic, e.key, e.xid::text::bigint as xid
            from (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon) s
            left join outbox_event e
                on e.xid >= cast(? as text)::xid8 and e.xid < pg_snapshot_xmax(pg_current_snapshot())""";

    private final DataSource dataSource;
    private final DerivedStates states;
    private final EventFeed feed;
    private volatile boolean running = true;

    OutboxListener(DataSource dataSource, DerivedStates states, EventFeed feed) {
        this.dataSource = dataSource;
        this.states = states;
        this.feed = feed;
    }

    /** The horizon is taken before the states are read: what is committed in between is told of. */
    void start(@Observes StartupEvent event) throws SQLException {
        OutboxCursor cursor;
        try (Connection connection = dataSource.getConnection()) {
            cursor = new OutboxCursor(horizon(connection));
        }
        states.start();
        Thread.ofPlatform().name("outbox-listener").daemon(true).start(() -> run(cursor));
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        states.stop();
    }

    private void run(OutboxCursor cursor) {
        while (running) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                int before = connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS); // a dead network says nothing
                try {
                    execute(connection, "listen brandstore_events");
                    listen(connection, cursor);
                } finally {
                    leaveAsFound(connection, before);
                }
            } catch (SQLException | RuntimeException e) {
                if (running) {
                    LOG.warnf("cannot listen for changes, trying again: %s", e.getMessage());
                    pause();
                }
            }
        }
    }

    /** Whoever gets the connection next hears nothing, and has the time that everybody has. */
    private static void leaveAsFound(Connection connection, int networkTimeout) {
        try {
            execute(connection, "unlisten *");
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } catch (SQLException e) {
            LOG.debugf("the connection of the listener is broken, nobody gets it: %s", e.getMessage());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void listen(Connection connection, OutboxCursor cursor) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        look(connection, cursor);
        while (running) {
            postgres.getNotifications(POLL_MILLIS); // whatever they say, the table says it better
            look(connection, cursor);
        }
    }

    private void look(Connection connection, OutboxCursor cursor) throws SQLException {
        connection.setAutoCommit(false); // only then are many rows fetched bit by bit
        long horizon = 0;
        try (PreparedStatement query = connection.prepareStatement(LOOK)) {
            query.setFetchSize(FETCH_ROWS);
            query.setString(1, Long.toString(cursor.from()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    horizon = rows.getLong("horizon");
                    tell(rows, cursor);
                }
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        if (!cursor.advance(horizon)) {
            LOG.warn("the database has gone back: everything is read anew");
            states.everythingMayHaveChanged();
        }
        feed.heard();
    }

    private void tell(ResultSet row, OutboxCursor cursor) throws SQLException {
        long id = row.getLong("id");
        if (!row.wasNull() && cursor.isNew(id, row.getLong("xid"))) {
            String key = row.getString("key");
            Topic.find(row.getString("topic"))
                    .ifPresentOrElse(
                            topic -> states.changed(new StoreChanged(topic, key)), states::everythingMayHaveChanged);
        }
    }

    private static long horizon(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
