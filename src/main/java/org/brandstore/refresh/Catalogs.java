package org.brandstore.refresh;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.brandstore.event.StoreChanged;
import org.jboss.logging.Logger;

/** Holds the present catalog and makes a new one when something in it has changed. */
@ApplicationScoped
public class Catalogs {
    private static final Logger LOG = Logger.getLogger(Catalogs.class);
    private static final long RETRY_MILLIS = 1_000;

    private final DataSource dataSource;
    private final Clock clock;
    private final SnapJson json;
    private final Semaphore changes = new Semaphore(0);
    private volatile Catalog current = Catalog.EMPTY;
    private volatile boolean running = true;

    Catalogs(DataSource dataSource, Clock clock, DownloadUrls urls) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.json = new SnapJson(urls);
    }

    /** The catalog to answer from. Take it once per request: it may be replaced at any moment. */
    public Catalog current() {
        return current;
    }

    /** Whether there is a catalog to answer from. */
    public boolean isLoaded() {
        return current != Catalog.EMPTY;
    }

    /** Reads the database and replaces the catalog; devices are answered from the old one meanwhile. */
    public synchronized void rebuild() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                current = new CatalogBuilder(new CatalogRows(connection), json).build(clock.instant());
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the catalog from the database", e);
        }
    }

    void start(@Observes StartupEvent event) {
        rebuild();
        Thread.ofPlatform().name("catalog").daemon(true).start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        changes.release();
    }

    void changed(@Observes StoreChanged event) {
        boolean concerned = switch (event.topic()) {
            case CATALOG, ACCOUNTS, MODELS -> true;
            case ASSERTIONS -> AssertionIndex.concerns(event.key());
            case DELTAS, DEVICES, KEYS, PEOPLE, PROPOSALS, RELEASES, SERIALS, UPLOADS -> false;
        };
        if (concerned) {
            changes.release();
        }
    }

    private void run() {
        while (running) {
            try {
                changes.acquire();
                changes.drainPermits();
                if (running) {
                    rebuild();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.errorf(
                        "catalog: cannot be rebuilt, devices are answered from the one of %s: %s", current.state(), e);
                changes.release();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
