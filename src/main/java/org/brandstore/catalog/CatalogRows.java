package org.brandstore.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.catalog.rule.StoreRules;
import org.brandstore.naming.BranchName;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.Track;
import org.brandstore.snap.listing.Discovery;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads what a catalog is made of. A record that cannot be read is left out, logged and counted. */
final class CatalogRows {
    private static final Logger LOG = Logger.getLogger(CatalogRows.class);
    private static final int FETCH_SIZE = 500;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, List<String>>> LINKS = new TypeReference<>() {};

    private final Connection connection;
    private int broken;

    /** @param connection in a transaction that sees one state of the database */
    CatalogRows(Connection connection) {
        this.connection = connection;
    }

    /** Which snap a store offers to which models; null for all. */
    record Inclusion(String store, String snap, @Nullable Set<String> models) {}

    /** A revision as it is kept. */
    record RevisionRow(String snap, CatalogRevision.Facts facts, CatalogSnap.Texts texts, String snapYaml) {}

    /** Which component goes with which revision of a snap. */
    record Pair(String snap, int revision, CatalogResource resource) {}

    /** A channel of a snap for one architecture. */
    record LineKey(String snap, String architecture, Channel channel) {}

    /** What a channel points to. */
    record Pointer(
            LineKey line,
            int revision,
            Instant releasedAt,
            @Nullable Instant expiresAt) {}

    /** A move of a channel; the revision is 0 where it was closed. */
    record Move(LineKey line, int revision, Instant at) {}

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Makes something of a record. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws SQLException;
    }

    int broken() {
        return broken;
    }

    /** Brands by store. */
    Map<String, String> stores() throws SQLException {
        Map<String, String> brands = new HashMap<>();
        all("select id, brand_id from store", row -> brands.put(row.getString(1), row.getString(2)));
        return brands;
    }

    List<Inclusion> inclusions() throws SQLException {
        return all("select snap_id, store_id, models from store_snap", row -> {
            Array models = row.getArray(3);
            return new Inclusion(
                    row.getString(2), row.getString(1), models == null ? null : Set.of((String[]) models.getArray()));
        });
    }

    List<CatalogSnap.Facts> snaps() throws SQLException {
        Map<String, SortedMap<String, List<String>>> links = links();
        Map<String, List<CatalogSnap.Picture>> pictures = pictures();
        return all("""
                select s.id, s.name, s.private, s.default_track, s.title, s.summary, s.description, s.license,
                       s.icon_sha3_384, a.id, a.username, a.display_name, a.validation,
                       l.snap_id, l.categories, l.keywords, l.videos, l.unlisted
                from snap s join account a on a.id = s.publisher_id left join snap_listing l on l.snap_id = s.id""", row -> {
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
        });
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
        all("select snap_id, links from snap_listing", row -> links.put(row.getString(1), links(row.getString(2))));
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
        all(
                """
                select snap_id, type, sha3_384, width, height from snap_media
                where type <> 'icon' order by snap_id, position""",
                row -> pictures.computeIfAbsent(row.getString(1), absent -> new ArrayList<>())
                        .add(new CatalogSnap.Picture(
                                row.getString(2), new Sha3_384(row.getString(3)), row.getInt(4), row.getInt(5))));
        return pictures;
    }

    /** Every revision that was ever released: what never was is nobody's business. */
    List<RevisionRow> revisions() throws SQLException {
        return all(
                """
                select r.snap_id, r.revision, r.version, r.type, r.architectures, r.base, r.confinement, r.sha3_384,
                       r.size, r.epoch, r.created_at, r.withdrawn_at, r.title, r.summary, r.description, r.snap_yaml
                from snap_revision r
                where exists (select 1 from channel_history h where h.snap_id = r.snap_id and h.revision = r.revision)
                   or exists (select 1 from channel_pointer p where p.snap_id = r.snap_id and p.revision = r.revision)""",
                row -> new RevisionRow(
                        row.getString(1),
                        new CatalogRevision.Facts(
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4),
                                List.of((String[]) row.getArray(5).getArray()),
                                row.getString(6),
                                row.getString(7),
                                new CatalogRevision.File(new Sha3_384(row.getString(8)), row.getLong(9)),
                                EpochJson.read(row.getString(10)),
                                instant(row, 11),
                                row.getTimestamp(12) != null),
                        new CatalogSnap.Texts(row.getString(13), row.getString(14), row.getString(15), null, null),
                        row.getString(16)));
    }

    List<Pair> pairs() throws SQLException {
        return all(
                """
                select p.snap_id, p.snap_revision, r.name, r.revision, r.type, r.version, r.sha3_384, r.size, r.created_at
                from resource_offer p
                join resource_revision r on r.snap_id = p.snap_id and r.name = p.name and r.revision = p.resource_revision
                order by p.snap_id, p.snap_revision, r.name""",
                row -> new Pair(
                        row.getString(1),
                        row.getInt(2),
                        new CatalogResource(
                                row.getString(3),
                                row.getInt(4),
                                row.getString(5),
                                row.getString(6),
                                new CatalogRevision.File(new Sha3_384(row.getString(7)), row.getLong(8)),
                                instant(row, 9))));
    }

    List<Pointer> pointers() throws SQLException {
        return all(
                """
                select snap_id, architecture, track, risk, branch, revision, released_at, expires_at
                from channel_pointer""",
                row -> new Pointer(
                        line(row),
                        row.getInt(6),
                        instant(row, 7),
                        row.getTimestamp(8) == null ? null : instant(row, 8)));
    }

    /** Newest first. What went to a share of the devices only is not what the channel pointed to. */
    List<Move> history() throws SQLException {
        return all("""
                select snap_id, architecture, track, risk, branch, revision, at
                from channel_history where percentage is null order by id desc""", row -> new Move(line(row), row.getInt(6), instant(row, 7)));
    }

    List<AssertionIndex.Entry> assertions() throws SQLException {
        String types = String.join(
                "', '",
                AssertionIndex.TYPES.stream().map(AssertionType::wireName).toList());
        return all(
                "select type, primary_key, format, revision from assertion where type in ('" + types + "')",
                row -> new AssertionIndex.Entry(
                        AssertionType.find(row.getString(1)).orElseThrow(),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4)));
    }

    /** What validation sets and gating snaps say, each in its newest revision. */
    StoreRules rules() throws SQLException {
        List<ValidationSetView> sets = new ArrayList<>();
        List<SnapDeclarationView> declarations = new ArrayList<>();
        List<ValidationView> validations = new ArrayList<>();
        all("""
                select primary_key, type, encoded from (
                    select distinct on (type, primary_key) type, primary_key, encoded from assertion
                    where type in ('validation-set', 'validation', 'snap-declaration')
                    order by type, primary_key, revision desc) newest
                where type <> 'snap-declaration' or position('refresh-control:'::bytea in encoded) > 0""", row -> {
            Assertion assertion = AssertionDecoder.decode(row.getBytes(3));
            return switch (assertion.type()) {
                case VALIDATION_SET -> sets.add(ValidationSetView.of(assertion));
                case VALIDATION -> validations.add(ValidationView.of(assertion));
                default -> declarations.add(SnapDeclarationView.of(assertion));
            };
        });
        return new StoreRules(sets, declarations, validations);
    }

    private static LineKey line(ResultSet row) throws SQLException {
        String branch = row.getString(5);
        return new LineKey(
                row.getString(1),
                row.getString(2),
                new Channel(
                        new Track(row.getString(3)),
                        Risk.of(row.getString(4)),
                        branch.isEmpty() ? null : new BranchName(branch)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp.toInstant();
    }

    private <T> List<T> all(String sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setFetchSize(FETCH_SIZE);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    guarded(result.getMetaData().getTableName(1) + " " + result.getString(1), () -> reader.read(result))
                            .ifPresent(rows::add);
                }
            }
        }
        return rows;
    }

    /** Makes something of a record. If that cannot be done, for whatever reason, the record is left out. */
    <T> Optional<T> guarded(String what, Reading<T> reading) throws SQLException {
        try {
            return Optional.ofNullable(reading.read());
        } catch (RuntimeException e) {
            leaveOut(what, e.toString());
            return Optional.empty();
        }
    }

    /** Counts and logs a record that devices will not see. */
    void leaveOut(String what, @Nullable String why) {
        broken++;
        LOG.errorf("catalog: record left out: record=%s reason=%s", what, why);
    }
}
