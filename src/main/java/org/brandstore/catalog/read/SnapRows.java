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
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.YamlFacts;
import org.brandstore.snap.metadata.YamlFactsColumn;
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
        return rows.all(
                "select snap_id, store_id, models from store_snap where snap_id = any(?)", SnapRows::inclusion, ids);
    }

    static Inclusion inclusion(ResultSet row) throws SQLException {
        Array models = row.getArray(3);
        return new Inclusion(
                row.getString(2), row.getString(1), models == null ? null : Set.of((String[]) models.getArray()));
    }

    /** Every revision that was ever released: what never was is nobody's business. */
    List<RevisionRow> revisions() throws SQLException {
        return rows.all("""
                select r.snap_id, r.revision, r.version, r.type, r.architectures, r.base, r.confinement, r.sha3_384,
                       r.size, r.epoch, r.created_at, r.withdrawn_at
                from snap_revision r
                where r.snap_id = any(?)
                  and (exists (select 1 from channel_history h where h.snap_id = r.snap_id and h.revision = r.revision)
                    or exists (select 1 from channel_pointer p where p.snap_id = r.snap_id and p.revision = r.revision))""", row -> new RevisionRow(row.getString(1), facts(row)), ids);
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
                """
                select r.snap_id, r.revision, r.title, r.summary, r.description, r.snap_yaml, r.yaml_facts
                from unnest(?, ?) as wanted (snap_id, revision)
                join snap_revision r on r.snap_id = wanted.snap_id and r.revision = wanted.revision""",
                row -> new RevisionTexts(
                        new RevisionKey(row.getString(1), row.getInt(2)),
                        new CatalogSnap.Texts(row.getString(3), row.getString(4), row.getString(5), null, null),
                        row.getString(6),
                        yamlFacts(row.getString(7), row.getString(6))),
                keys.stream().map(RevisionKey::snap).toList(),
                keys.stream().map(RevisionKey::revision).toList());
    }

    /** Those of a revision that was made by a release that did not keep them are read from its file. */
    private static YamlFacts yamlFacts(@Nullable String kept, String snapYaml) {
        return kept == null ? YamlFacts.of(snapYaml) : YamlFactsColumn.read(kept);
    }

    List<Pair> pairs() throws SQLException {
        return rows.all(
                """
                select p.snap_id, p.snap_revision, r.name, r.revision, r.type, r.version, r.sha3_384, r.size, r.created_at
                from resource_offer p
                join resource_revision r on r.snap_id = p.snap_id and r.name = p.name and r.revision = p.resource_revision
                where p.snap_id = any(?)
                order by p.snap_id, p.snap_revision, r.name""",
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
                """
                select snap_id, architecture, track, risk, branch, revision, released_at, expires_at
                from channel_pointer where snap_id = any(?)""",
                row -> new Pointer(
                        line(row),
                        row.getInt(6),
                        instant(row, 7),
                        row.getTimestamp(8) == null ? null : instant(row, 8)),
                ids);
    }

    /** Newest first. What went to a share of the devices only is not what the channel pointed to. */
    List<Move> history() throws SQLException {
        return rows.all("""
                select snap_id, architecture, track, risk, branch, revision, at
                from channel_history where snap_id = any(?) and percentage is null order by id desc""", row -> new Move(line(row), row.getInt(6), instant(row, 7)), ids);
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
