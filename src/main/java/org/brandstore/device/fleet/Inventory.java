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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.device.DeviceRef;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.jspecify.annotations.Nullable;

/** Writes check-ins to the database: a few statements for a whole batch, and no row that is there already. */
@ApplicationScoped
public class Inventory {
    /**
     * Locks all of them, in one order, and tells which have other snaps than is known. What a device said before it said
     * what is known, perhaps to another replica, is no news.
     */
    private static final String CHANGED = """
            select v.n, d.inventory_fingerprint is distinct from v.fingerprint
                and (d.last_seen_at is null or d.last_seen_at <= v.at), d.inventory_fingerprint is null
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
                and s.instance_key = n.instance_key)
            returning s.brand_id, s.model, s.serial, s.instance_key, s.snap_id, 0, s.revision, null::text""";

    /** What differs in its revision, or in when that came, from what is known of the device. */
    private static final String NEW = """
            select n.brand_id, n.model, n.serial, n.instance_key, n.snap_id, n.revision, coalesce(s.revision, 0), n.refreshed_at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[])
                as n (brand_id, model, serial, instance_key, snap_id, revision, refreshed_at)
            left join device_snap s on s.brand_id = n.brand_id and s.model = n.model and s.serial = n.serial
                and s.instance_key = n.instance_key
            where (s.revision, s.refreshed_at) is distinct from (n.revision, n.refreshed_at)""";

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

    /**
     * What is not as it was known.
     *
     * @param devices that said or asked something else than before
     * @param snaps what changed; nothing of a device that said something for the first time
     */
    public record News(Set<DeviceRef> devices, List<InstalledChange> snaps) {}

    /** @param first whether nothing was known of what the device runs */
    private record Changed(CheckIn checkIn, boolean first) {}

    /**
     * Keeps what devices said.
     *
     * @param latest of each device one, in the order in which all replicas lock rows
     * @return what differs from what they said before
     */
    @Transactional
    public News write(List<CheckIn> latest) {
        try (Connection connection = dataSource.getConnection()) {
            List<Changed> changed = changed(connection, latest);
            List<InstalledChange> differences = differences(connection, changed);
            try (PreparedStatement statement = connection.prepareStatement(SEEN)) {
                devices(statement, 1, latest);
                array(statement, 4, "bigint", latest, CheckIn::fingerprint);
                array(statement, 5, "timestamptz", latest, checkIn -> timestamp(checkIn.at()));
                statement.executeUpdate();
            }
            return new News(
                    changed.stream().map(one -> one.checkIn().device()).collect(Collectors.toSet()), differences);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write check-ins: " + e.getMessage(), e);
        }
    }

    private List<InstalledChange> differences(Connection connection, List<Changed> changed) throws SQLException {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<CheckIn> checkIns = changed.stream().map(Changed::checkIn).toList();
        List<InventoryRow> rows = checkIns.stream()
                .flatMap(checkIn -> InventoryRow.of(checkIn).stream())
                .toList();
        Map<DeviceRef, Instant> known = changed.stream()
                .filter(one -> !one.first())
                .collect(Collectors.toMap(
                        one -> one.checkIn().device(), one -> one.checkIn().at()));
        List<InstalledChange> differences = new ArrayList<>(removeGone(connection, checkIns, rows, known));
        differences.addAll(differing(connection, rows, known));
        putPresent(connection, rows);
        return differences;
    }

    private List<Changed> changed(Connection connection, List<CheckIn> latest) throws SQLException {
        List<Changed> changed = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(CHANGED + locks.forUpdate(Lock.DEVICE) + " of d")) {
            devices(statement, 1, latest);
            array(statement, 4, "bigint", latest, CheckIn::fingerprint);
            array(statement, 5, "timestamptz", latest, checkIn -> timestamp(checkIn.at()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        changed.add(new Changed(latest.get(rows.getInt(1) - 1), rows.getBoolean(3)));
                    }
                }
            }
        }
        return changed;
    }

    private static List<InstalledChange> removeGone(
            Connection connection, List<CheckIn> changed, List<InventoryRow> rows, Map<DeviceRef, Instant> known)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GONE)) {
            devices(statement, 1, changed);
            devices(statement, 4, rows.stream().map(InventoryRow::checkIn).toList());
            array(statement, 7, "text", rows, row -> row.snap().instanceKey());
            return changes(statement, known);
        }
    }

    private static List<InstalledChange> differing(
            Connection connection, List<InventoryRow> rows, Map<DeviceRef, Instant> known) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEW)) {
            devices(statement, 1, rows.stream().map(InventoryRow::checkIn).toList());
            array(statement, 4, "text", rows, row -> row.snap().instanceKey());
            array(statement, 5, "text", rows, row -> row.snap().snapId());
            array(statement, 6, "int", rows, row -> row.snap().revision());
            array(statement, 7, "text", rows, row -> row.snap().refreshedDate());
            return changes(statement, known);
        }
    }

    private static List<InstalledChange> changes(PreparedStatement statement, Map<DeviceRef, Instant> known)
            throws SQLException {
        List<InstalledChange> changes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                DeviceRef device = new DeviceRef(
                        new AccountId(rows.getString(1)),
                        new ModelName(rows.getString(2)),
                        new SerialNumber(rows.getString(3)));
                Instant at = known.get(device);
                if (at != null) {
                    changes.add(new InstalledChange(
                            device,
                            rows.getString(4),
                            rows.getString(5),
                            rows.getInt(6),
                            rows.getInt(7),
                            rows.getString(8),
                            at));
                }
            }
        }
        return changes;
    }

    private static void putPresent(Connection connection, List<InventoryRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PRESENT)) {
            devices(statement, 1, rows.stream().map(InventoryRow::checkIn).toList());
            array(statement, 4, "text", rows, row -> row.snap().instanceKey());
            array(statement, 5, "text", rows, row -> row.snap().snapId());
            array(statement, 6, "int", rows, row -> row.snap().revision());
            array(statement, 7, "text", rows, InventoryRow::channel);
            array(statement, 8, "text", rows, row -> row.snap().refreshedDate());
            array(statement, 9, "text", rows, InventoryRow::heldBy);
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

    private static Timestamp timestamp(Instant at) {
        return Timestamp.from(at);
    }
}
