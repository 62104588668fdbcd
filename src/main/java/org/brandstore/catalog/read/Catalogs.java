package org.brandstore.catalog.read;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;
import org.brandstore.catalog.AssertionIndex;
import org.brandstore.catalog.Catalog;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.catalog.SnapJson;
import org.brandstore.event.DerivedState;
import org.brandstore.event.change.StoreChanged;

/** Holds the present catalog and makes a new one when something in it has changed. */
@ApplicationScoped
public class Catalogs implements DerivedState {
    private final DataSource dataSource;
    private final Clock clock;
    private final SnapJson json;
    private volatile Catalog current = Catalog.EMPTY;
    /** The snap after which {@link #reread} goes on. */
    private String cursor = "";

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
        current = read(reader -> reader.everything(clock.instant()));
        cursor = "";
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(CatalogReader reader) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return reading.from(new CatalogReader(connection, json));
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

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public boolean concerns(StoreChanged change) {
        return switch (change.topic()) {
            case CATALOG, ACCOUNTS, MODELS, STORES -> true;
            case ASSERTIONS -> AssertionIndex.concerns(change.key());
            case COLLABORATORS,
                    DELTAS,
                    DEVICES,
                    INVITATIONS,
                    KEYS,
                    PEOPLE,
                    POLICIES,
                    PROPOSALS,
                    RELEASES,
                    SERIALS,
                    UPDATES,
                    UPLOADS -> false;
        };
    }

    @Override
    public void read() {
        rebuild();
    }

    /** Only what the changes are about, whatever else there is. */
    @Override
    public synchronized void read(Set<StoreChanged> changes) {
        CatalogNews news = CatalogNews.of(changes);
        if (news.everything() || !isLoaded()) {
            rebuild();
        } else {
            current = read(reader -> reader.after(current, news, clock.instant()));
        }
    }

    /** Some hundred snaps at a time, so that a large store does not stand still for it. */
    @Override
    public synchronized void reread() {
        CatalogReader.Slice slice = read(reader -> reader.slice(current, cursor, clock.instant()));
        current = slice.catalog();
        cursor = slice.cursor();
    }
}
