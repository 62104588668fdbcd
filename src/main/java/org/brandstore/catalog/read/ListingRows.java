package org.brandstore.catalog.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.account.AccountQueries;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.Track;
import org.brandstore.snap.listing.Discovery;
import org.brandstore.snap.query.SnapQueries;

/** Reads what some snaps say of themselves whatever the revision. */
final class ListingRows {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, List<String>>> LINKS = new TypeReference<>() {};

    private final CatalogRows rows;
    private final List<String> ids;

    /** @param ids of the snaps */
    ListingRows(CatalogRows rows, List<String> ids) {
        this.rows = rows;
        this.ids = ids;
    }

    List<CatalogSnap.Facts> snaps() throws SQLException {
        Map<String, CatalogSnap.Publisher> publishers = publishers();
        Map<String, SortedMap<String, List<String>>> links = links();
        Map<String, List<CatalogSnap.Picture>> pictures = pictures();
        return rows.all(
                SnapQueries.snaps(),
                row -> {
                    String icon = row.getString(9);
                    return new CatalogSnap.Facts(
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            new Track(row.getString(4)),
                            publisher(publishers, row.getString(10)),
                            new CatalogSnap.Texts(
                                    row.getString(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8),
                                    icon == null ? null : new Sha3_384(icon),
                                    new CatalogSnap.Extras(
                                            pictures.getOrDefault(row.getString(1), List.of()),
                                            links.getOrDefault(row.getString(1), new TreeMap<>()),
                                            row.getString(11) == null ? Discovery.NONE : discovery(row))));
                },
                ids);
    }

    private Map<String, CatalogSnap.Publisher> publishers() throws SQLException {
        Map<String, CatalogSnap.Publisher> publishers = new HashMap<>();
        rows.all(
                AccountQueries.some(),
                row -> publishers.put(
                        row.getString(1),
                        new CatalogSnap.Publisher(
                                row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
                rows.all(SnapQueries.publishers(), row -> row.getString(1), ids));
        return publishers;
    }

    private static CatalogSnap.Publisher publisher(Map<String, CatalogSnap.Publisher> publishers, String id) {
        CatalogSnap.Publisher publisher = publishers.get(id);
        if (publisher == null) {
            throw new IllegalArgumentException("cannot describe the snap: its publisher " + id + " was left out");
        }
        return publisher;
    }

    private static Discovery discovery(ResultSet row) throws SQLException {
        return new Discovery(
                List.of((String[]) row.getArray(12).getArray()),
                List.of((String[]) row.getArray(13).getArray()),
                List.of((String[]) row.getArray(14).getArray()),
                row.getBoolean(15));
    }

    /** Read here and not by the query, which would fail altogether for one that is no object of lists. */
    private Map<String, SortedMap<String, List<String>>> links() throws SQLException {
        Map<String, SortedMap<String, List<String>>> links = new HashMap<>();
        rows.all(SnapQueries.links(), row -> links.put(row.getString(1), links(row.getString(2))), ids);
        return links;
    }

    private static SortedMap<String, List<String>> links(String json) {
        SortedMap<String, List<String>> links = new TreeMap<>();
        try {
            JSON.readValue(json, LINKS).forEach((kind, addresses) -> links.put(kind, List.copyOf(addresses)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot read links: " + e.getOriginalMessage(), e);
        }
        links.values().removeIf(List::isEmpty);
        return links;
    }

    private Map<String, List<CatalogSnap.Picture>> pictures() throws SQLException {
        Map<String, List<CatalogSnap.Picture>> pictures = new HashMap<>();
        rows.all(
                SnapQueries.pictures(),
                row -> pictures.computeIfAbsent(row.getString(1), absent -> new ArrayList<>())
                        .add(new CatalogSnap.Picture(
                                row.getString(2), new Sha3_384(row.getString(3)), row.getInt(4), row.getInt(5))),
                ids);
        return pictures;
    }
}
