package org.brandstore.catalog.read;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.brandstore.catalog.CatalogResource;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Inclusion;
import org.brandstore.catalog.RevisionKey;
import org.brandstore.catalog.RevisionTexts;
import org.brandstore.naming.BranchName;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.Track;
import org.brandstore.release.query.ReleaseQueries;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.YamlFacts;
import org.brandstore.snap.metadata.YamlFactsColumn;
import org.brandstore.snap.query.SnapQueries;
import org.brandstore.store.StoreQueries;
import org.jspecify.annotations.Nullable;

/** Reads what the catalog says of some snaps: of nothing else, however many there are. */
final class SnapRows {
    private final CatalogRows rows;
    private final List<String> ids;
    /** Texts that most revisions have in common are kept once. */
    private final Map<Object, Object> known = new HashMap<>();

    /** @param ids of the snaps */
    SnapRows(CatalogRows rows, List<String> ids) {
        this.rows = rows;
        this.ids = ids;
    }

    /** What is known of a revision, but for its texts. */
    record RevisionRow(String snap, CatalogRevision.Facts facts) {}

    /** Which component goes with which revision of a snap. */
    record Pair(RevisionKey key, CatalogResource resource) {}

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

    List<CatalogSnap.Facts> snaps() throws SQLException {
        return new ListingRows(rows, ids).snaps();
    }

    List<Inclusion> inclusions() throws SQLException {
        return rows.all(StoreQueries.offersOf(), SnapRows::inclusion, ids);
    }

    static Inclusion inclusion(ResultSet row) throws SQLException {
        Array models = row.getArray(3);
        return new Inclusion(
                row.getString(2), row.getString(1), models == null ? null : Set.of((String[]) models.getArray()));
    }

    /** Every revision that was ever released: what never was is nobody's business. */
    List<RevisionRow> revisions() throws SQLException {
        List<RevisionKey> keys =
                rows.all(ReleaseQueries.released(), row -> new RevisionKey(row.getString(1), row.getInt(2)), ids, ids);
        return rows.all(
                SnapQueries.revisions(),
                row -> new RevisionRow(row.getString(1), facts(row)),
                keys.stream().map(RevisionKey::snap).toList(),
                keys.stream().map(RevisionKey::revision).toArray(Integer[]::new));
    }

    private CatalogRevision.Facts facts(ResultSet row) throws SQLException {
        String base = row.getString(6);
        return new CatalogRevision.Facts(
                row.getInt(2),
                row.getString(3),
                once(row.getString(4)),
                once(List.of((String[]) row.getArray(5).getArray())),
                base == null ? null : once(base),
                once(row.getString(7)),
                new CatalogRevision.File(new Sha3_384(row.getString(8)), row.getLong(9)),
                epoch(row.getString(10)),
                instant(row, 11),
                row.getTimestamp(12) != null);
    }

    private Epoch epoch(String text) {
        return once(EpochJson.read(text));
    }

    @SuppressWarnings("unchecked") // equal things are of one type
    private <T> T once(T value) {
        return (T) known.computeIfAbsent(value, Function.identity());
    }

    /** The texts of some revisions; of one that is not there, none. */
    List<RevisionTexts> texts(List<RevisionKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        return rows.all(
                SnapQueries.texts(),
                row -> new RevisionTexts(
                        new RevisionKey(row.getString(1), row.getInt(2)),
                        new CatalogSnap.Texts(row.getString(3), row.getString(4), row.getString(5), null, null),
                        row.getString(6),
                        yamlFacts(row.getString(7), row.getString(6))),
                keys.stream().map(RevisionKey::snap).toList(),
                keys.stream().map(RevisionKey::revision).toArray(Integer[]::new));
    }

    /** Those of a revision that was made by a release that did not keep them are read from its file. */
    private static YamlFacts yamlFacts(@Nullable String kept, String snapYaml) {
        return kept == null ? YamlFacts.of(snapYaml) : YamlFactsColumn.read(kept);
    }

    List<Pair> pairs() throws SQLException {
        return rows.all(
                SnapQueries.components(),
                row -> new Pair(
                        new RevisionKey(row.getString(1), row.getInt(2)),
                        new CatalogResource(
                                row.getString(3),
                                row.getInt(4),
                                row.getString(5),
                                row.getString(6),
                                new CatalogRevision.File(new Sha3_384(row.getString(7)), row.getLong(8)),
                                instant(row, 9))),
                ids);
    }

    List<Pointer> pointers() throws SQLException {
        return rows.all(
                ReleaseQueries.pointers(),
                row -> new Pointer(
                        line(row),
                        row.getInt(6),
                        instant(row, 7),
                        row.getTimestamp(8) == null ? null : instant(row, 8)),
                ids);
    }

    /** Newest first. What went to a share of the devices only is not what the channel pointed to. */
    List<Move> history() throws SQLException {
        return rows.all(ReleaseQueries.moves(), row -> new Move(line(row), row.getInt(6), instant(row, 7)), ids);
    }

    private LineKey line(ResultSet row) throws SQLException {
        String branch = row.getString(5);
        Channel channel = new Channel(
                new Track(row.getString(3)),
                Risk.of(row.getString(4)),
                branch.isEmpty() ? null : new BranchName(branch));
        return once(new LineKey(row.getString(1), once(row.getString(2)), once(channel)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** By the snap to which they belong. */
    static <T> Map<String, List<T>> bySnap(List<T> all, Function<T, String> snap) {
        Map<String, List<T>> by = new HashMap<>();
        all.forEach(one ->
                by.computeIfAbsent(snap.apply(one), absent -> new ArrayList<>()).add(one));
        return by;
    }
}
