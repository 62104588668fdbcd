package org.brandstore.catalog.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.brandstore.catalog.AssertionIndex;
import org.brandstore.catalog.Catalog;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Inclusion;
import org.brandstore.catalog.SnapJson;
import org.brandstore.catalog.rule.StoreRules;
import org.brandstore.snap.query.SnapQueries;

/** Reads catalogs: a whole one some snaps at a time, or the next one from the last and what has changed since. */
final class CatalogReader {
    /** So many are in memory as rows at once. */
    static final int BATCH = 500;

    private final CatalogRows rows;
    private final SnapJson json;

    /** @param connection in a transaction that sees one state of the database */
    CatalogReader(Connection connection, SnapJson json) {
        this.rows = new CatalogRows(connection);
        this.json = json;
    }

    Catalog everything(Instant now) throws SQLException {
        Map<String, CatalogSnap> snaps = new HashMap<>();
        Map<String, List<Inclusion>> places = new HashMap<>();
        for (List<String> ids = after(""); !ids.isEmpty(); ids = after(ids.getLast())) {
            read(ids, snaps, places);
        }
        StoreRows stores = new StoreRows(rows);
        return new Catalog(
                new Catalog.Parts(
                        snaps,
                        places,
                        stores.stores(),
                        new AssertionIndex(stores.assertions()),
                        stores.rules(),
                        rows.broken()),
                now);
    }

    /** What has changed is read, the rest is as it was. */
    Catalog after(Catalog last, CatalogNews news, Instant now) throws SQLException {
        Set<String> changed = new TreeSet<>(news.snaps());
        if (!news.publishers().isEmpty()) {
            changed.addAll(
                    rows.all(SnapQueries.idsOfPublishers(), row -> row.getString(1), List.copyOf(news.publishers())));
        }
        return renewed(last, changed, news.assertions(), news.places(), now);
    }

    /**
     * Reads some snaps anew, also those that are gone or new, and all that is not of a snap.
     *
     * @param cursor the id after which it begins
     */
    Slice slice(Catalog last, String cursor, Instant now) throws SQLException {
        List<String> ids = after(cursor);
        String end = ids.size() < BATCH ? "" : ids.getLast();
        Set<String> changed = new TreeSet<>(ids);
        last.parts().snaps().keySet().stream()
                .filter(id -> id.compareTo(cursor) > 0 && (end.isEmpty() || id.compareTo(end) <= 0))
                .forEach(changed::add);
        return new Slice(renewed(last, changed, true, true, now), end);
    }

    /** @param cursor where the next begins; empty at the end of all */
    record Slice(Catalog catalog, String cursor) {}

    private Catalog renewed(Catalog last, Set<String> changed, boolean assertions, boolean places, Instant now)
            throws SQLException {
        Catalog.Parts parts = last.parts();
        Map<String, CatalogSnap> snaps = new HashMap<>(parts.snaps());
        Map<String, List<Inclusion>> where = new HashMap<>(parts.places());
        Map<String, Integer> broken = new HashMap<>(parts.broken());
        changed.forEach(id -> {
            snaps.remove(id);
            where.remove(id);
            broken.remove(id);
        });
        List<String> ids = List.copyOf(changed);
        for (int from = 0; from < ids.size(); from += BATCH) {
            read(ids.subList(from, Math.min(ids.size(), from + BATCH)), snaps, where);
        }
        if (places) {
            where.clear();
            where.putAll(SnapRows.bySnap(new StoreRows(rows).inclusions(), Inclusion::snap));
        }
        StoreRows stores = new StoreRows(rows);
        Map<String, String> brands = places ? stores.stores() : parts.stores();
        AssertionIndex index = assertions ? new AssertionIndex(stores.assertions()) : parts.assertions();
        StoreRules rules = assertions ? stores.rules() : parts.rules();
        broken.putAll(rows.broken());
        return new Catalog(new Catalog.Parts(snaps, where, brands, index, rules, broken), now);
    }

    private void read(List<String> ids, Map<String, CatalogSnap> snaps, Map<String, List<Inclusion>> places)
            throws SQLException {
        SnapRows of = new SnapRows(rows, ids);
        snaps.putAll(new SnapAssembler(rows, of, json).assemble());
        places.putAll(SnapRows.bySnap(of.inclusions(), Inclusion::snap));
    }

    private List<String> after(String id) throws SQLException {
        return rows.all(SnapQueries.idsAfter(BATCH), row -> row.getString(1), id);
    }
}
