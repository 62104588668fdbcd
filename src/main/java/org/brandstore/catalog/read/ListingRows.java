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
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.Track;
import org.brandstore.snap.listing.Discovery;

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
        Map<String, SortedMap<String, List<String>>> links = links();
        Map<String, List<CatalogSnap.Picture>> pictures = pictures();
        return rows.all(
                """
                select s.id, s.name, s.private, s.default_track, s.title, s.summary, s.description, s.license,
                       s.icon_sha3_384, a.id, a.username, a.display_name, a.validation,
                       l.snap_id, l.categories, l.keywords, l.videos, l.unlisted
                from snap s join account a on a.id = s.publisher_id left join snap_listing l on l.snap_id = s.id
                where s.id = any(?)""",
                row -> {
                    String icon = row.getString(9);
                    return new CatalogSnap.Facts(
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            new Track(row.getString(4)),
                            new CatalogSnap.Publisher(
                                    row.getString(10), row.getString(11), row.getString(12), row.getString(13)),
                            new CatalogSnap.Texts(
                                    row.getString(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8),
                                    icon == null ? null : new Sha3_384(icon),
                                    new CatalogSnap.Extras(
                                            pictures.getOrDefault(row.getString(1), List.of()),
                                            links.getOrDefault(row.getString(1), new TreeMap<>()),
                                            row.getString(14) == null ? Discovery.NONE : discovery(row))));
                },
                ids);
    }

    private static Discovery discovery(ResultSet row) throws SQLException {
        return new Discovery(
                List.of((String[]) row.getArray(15).getArray()),
                List.of((String[]) row.getArray(16).getArray()),
                List.of((String[]) row.getArray(17).getArray()),
                row.getBoolean(18));
    }

    /** Read here and not by the query, which would fail altogether for one that is no object of lists. */
    private Map<String, SortedMap<String, List<String>>> links() throws SQLException {
        Map<String, SortedMap<String, List<String>>> links = new HashMap<>();
        rows.all(
                "select snap_id, links from snap_listing where snap_id = any(?)",
                row -> links.put(row.getString(1), links(row.getString(2))),
                ids);
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
                """
                select snap_id, type, sha3_384, width, height from snap_media
                where snap_id = any(?) and type <> 'icon' order by snap_id, position""",
                row -> pictures.computeIfAbsent(row.getString(1), absent -> new ArrayList<>())
                        .add(new CatalogSnap.Picture(
                                row.getString(2), new Sha3_384(row.getString(3)), row.getInt(4), row.getInt(5))),
                ids);
        return pictures;
    }
}
