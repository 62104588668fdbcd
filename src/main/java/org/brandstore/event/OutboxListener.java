package org.brandstore.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears the outbox of all replicas through LISTEN, with a look into the table every second as safety net, and fires
 * {@link StoreChanged} here. Each event is fired once per replica unless the connection was lost meanwhile.
 */
@ApplicationScoped
class OutboxListener {
    private static final Logger LOG = Logger.getLogger(OutboxListener.class);
    private static final int POLL_MILLIS = 1_000;
    private static final int SILENCE_MILLIS = 15_000;

    private final DataSource dataSource;
    private final Event<StoreChanged> listeners;
    private final EventFeed feed;
    private volatile boolean running = true;

    OutboxListener(DataSource dataSource, Event<StoreChanged> listeners, EventFeed feed) {
        this.dataSource = dataSource;
        this.listeners = listeners;
        this.feed = feed;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("outbox-listener").daemon(true).start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    private void run() {
        boolean first = true;
        while (running) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS); // a dead network says nothing
                try (Statement statement = connection.createStatement()) {
                    statement.execute("listen brandstore_events");
                }
                DeliveredEvents delivered = new DeliveredEvents(newest(connection));
                if (!first) {
                    everythingMayHaveChanged();
                }
                first = false;
                listen(connection, delivered);
            } catch (SQLException e) {
                if (running) {
                    LOG.warnf("cannot listen for changes, trying again: %s", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection, DeliveredEvents delivered) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] notifications = postgres.getNotifications(POLL_MILLIS);
            if (notifications == null || notifications.length == 0) {
                poll(connection, delivered);
                feed.heard();
                continue;
            }
            for (PGNotification notification : notifications) {
                String[] parts = notification.getParameter().split(" ", 3);
                deliver(delivered, Long.parseLong(parts[0]), parts[1], parts[2]);
            }
            feed.heard();
        }
    }

    private void poll(Connection connection, DeliveredEvents delivered) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select id, topic, key from outbox_event where id > ? order by id")) {
            query.setLong(1, delivered.pollFrom());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    deliver(delivered, rows.getLong(1), rows.getString(2), rows.getString(3));
                }
            }
        }
    }

    private void deliver(DeliveredEvents delivered, long id, String topic, String key) {
        if (delivered.isNew(id)) {
            fire(new StoreChanged(Topic.valueOf(topic), key));
        }
    }

    /** After a lost connection nobody knows what was missed, so every listener is told to look again. */
    private void everythingMayHaveChanged() {
        for (Topic topic : Topic.values()) {
            fire(new StoreChanged(topic, "*"));
        }
    }

    private void fire(StoreChanged event) {
        try {
            listeners.fire(event);
        } catch (RuntimeException e) {
            LOG.errorf(e, "cannot handle the change %s", event);
        }
    }

    private static long newest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(id), 0) from outbox_event")) {
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
