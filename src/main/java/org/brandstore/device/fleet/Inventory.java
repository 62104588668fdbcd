package org.brandstore.device.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.NameRules;
import org.jspecify.annotations.Nullable;

/** Writes check-ins to the database: a few statements for a whole batch, and no row that is there already. */
@ApplicationScoped
class Inventory implements CheckInWriter {
    private static final int MAX_TEXT = 200;
    private static final String LINES = "\n";

    /**
     * Locks all of them, in one order, and tells which have other snaps than is known. What a device said before it said
     * what is known, perhaps to another replica, is no news.
     */
    private static final String CHANGED = """
            select v.n, d.inventory_fingerprint is distinct from v.fingerprint
                and (d.last_seen_at is null or d.last_seen_at <= v.at)
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[]) with ordinality
                as v (brand_id, model, serial, fingerprint, at, n)
            join device d on d.brand_id = v.brand_id and d.model = v.model and d.serial = v.serial
            order by d.brand_id, d.model, d.serial""";

    private static final String SEEN = """
            update device d set last_seen_at = greatest(d.last_seen_at, v.at),
                inventory_fingerprint = case when d.last_seen_at > v.at then d.inventory_fingerprint else v.fingerprint end
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
                as v (brand_id, model, serial, fingerprint, at)
            where d.brand_id = v.brand_id and d.model = v.model and d.serial = v.serial""";

    private static final String GONE = """
            delete from device_snap s
            using unnest(?::text[], ?::text[], ?::text[]) as d (brand_id, model, serial)
            where s.brand_id = d.brand_id and s.model = d.model and s.serial = d.serial
            and not exists (
                select 1 from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n (brand_id, model, serial, instance_key)
                where s.brand_id = n.brand_id and s.model = n.model and s.serial = n.serial
                and s.instance_key = n.instance_key)""";

    private static final String PRESENT = """
            insert into device_snap as s (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel,
                refreshed_at, held_by, updated_at)
            select n.brand_id, n.model, n.serial, n.instance_key, n.snap_id, n.revision, n.tracking_channel,
                n.refreshed_at, string_to_array(n.held_by, E'\\n'), n.at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[])
                as n (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel, refreshed_at, held_by, at)
            on conflict (brand_id, model, serial, instance_key) do update set
                snap_id = excluded.snap_id, revision = excluded.revision, tracking_channel = excluded.tracking_channel,
                refreshed_at = excluded.refreshed_at, held_by = excluded.held_by, updated_at = excluded.updated_at
            where (s.snap_id, s.revision, s.tracking_channel, s.refreshed_at, s.held_by)
                is distinct from (excluded.snap_id, excluded.revision, excluded.tracking_channel,
                    excluded.refreshed_at, excluded.held_by)""";

    private final DataSource dataSource;
    private final Locks locks;

    Inventory(DataSource dataSource, Locks locks) {
        this.locks = locks;
        this.dataSource = dataSource;
    }

    private record Row(CheckIn checkIn, InstalledSnap snap) {}

    @Override
    @Transactional
    public void write(List<CheckIn> latest) {
        try (Connection connection = dataSource.getConnection()) {
            List<CheckIn> changed = changed(connection, latest);
            if (!changed.isEmpty()) {
                List<Row> rows = changed.stream()
                        .flatMap(checkIn -> rows(checkIn).stream())
                        .toList();
                removeGone(connection, changed, rows);
                putPresent(connection, rows);
            }
            try (PreparedStatement statement = connection.prepareStatement(SEEN)) {
                devices(statement, 1, latest);
                array(statement, 4, "bigint", latest, CheckIn::fingerprint);
                array(statement, 5, "timestamptz", latest, checkIn -> timestamp(checkIn.at()));
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write check-ins: " + e.getMessage(), e);
        }
    }

    private List<CheckIn> changed(Connection connection, List<CheckIn> latest) throws SQLException {
        List<CheckIn> changed = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(CHANGED + locks.forUpdate(Lock.DEVICE) + " of d")) {
            devices(statement, 1, latest);
            array(statement, 4, "bigint", latest, CheckIn::fingerprint);
            array(statement, 5, "timestamptz", latest, checkIn -> timestamp(checkIn.at()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        changed.add(latest.get(rows.getInt(1) - 1));
                    }
                }
            }
        }
        return changed;
    }

    private static void removeGone(Connection connection, List<CheckIn> changed, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GONE)) {
            devices(statement, 1, changed);
            devices(statement, 4, rows.stream().map(Row::checkIn).toList());
            array(statement, 7, "text", rows, row -> row.snap().instanceKey());
            statement.executeUpdate();
        }
    }

    private static void putPresent(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PRESENT)) {
            devices(statement, 1, rows.stream().map(Row::checkIn).toList());
            array(statement, 4, "text", rows, row -> row.snap().instanceKey());
            array(statement, 5, "text", rows, row -> row.snap().snapId());
            array(statement, 6, "int", rows, row -> row.snap().revision());
            array(statement, 7, "text", rows, row -> channel(row.snap().trackingChannel()));
            array(statement, 8, "text", rows, row -> row.snap().refreshedDate());
            array(statement, 9, "text", rows, row -> heldBy(row.snap().heldBy()));
            array(
                    statement,
                    10,
                    "timestamptz",
                    rows,
                    row -> timestamp(row.checkIn().at()));
            statement.executeUpdate();
        }
    }

    private static void devices(PreparedStatement statement, int from, List<CheckIn> checkIns) throws SQLException {
        array(
                statement,
                from,
                "text",
                checkIns,
                checkIn -> checkIn.device().brand().value());
        array(
                statement,
                from + 1,
                "text",
                checkIns,
                checkIn -> checkIn.device().model().value());
        array(
                statement,
                from + 2,
                "text",
                checkIns,
                checkIn -> checkIn.device().serial().value());
    }

    private static <T> void array(
            PreparedStatement statement, int index, String type, List<T> items, Function<T, @Nullable Object> value)
            throws SQLException {
        Object[] values = items.stream().map(value).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    /** What can be kept: a device may say anything, but one bad entry must not cost the others theirs. */
    private static List<Row> rows(CheckIn checkIn) {
        Set<String> keys = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (InstalledSnap snap : checkIn.snaps()) {
            boolean fit = NameRules.isSnapId(snap.snapId())
                    && snap.revision() >= 1
                    && isPlain(snap.instanceKey())
                    && isPlain(snap.trackingChannel())
                    && (snap.refreshedDate() == null || isPlain(snap.refreshedDate()))
                    && snap.heldBy().stream().allMatch(Inventory::isPlain);
            if (fit && keys.add(snap.instanceKey())) {
                rows.add(new Row(checkIn, snap));
            }
        }
        return rows;
    }

    private static boolean isPlain(String text) {
        return text.length() <= MAX_TEXT && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    /** The full spelling, so that the same channel is one value. */
    private static String channel(String tracking) {
        try {
            return Channel.parse(tracking).toString();
        } catch (InvalidNameException e) {
            return tracking;
        }
    }

    private static @Nullable String heldBy(List<String> holders) {
        return holders.isEmpty() ? null : String.join(LINES, holders);
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.from(at);
    }
}
