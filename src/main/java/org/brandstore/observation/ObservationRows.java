package org.brandstore.observation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.brandstore.device.DeviceLimits;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.fleet.CheckIn;
import org.brandstore.device.fleet.InstalledChange;
import org.brandstore.device.fleet.Inventory;

/** Writes a batch of observations in one transaction. */
@ApplicationScoped
class ObservationRows implements ObservationWriter {
    /** What a device asked before, perhaps of another replica, is no news. */
    private static final String ASKED = """
            insert into device_question as q (asked_at, architecture, redirects, scheduled, deltas, question,
                brand_id, model, serial)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (brand_id, model, serial) do update set
                asked_at = excluded.asked_at, architecture = excluded.architecture, redirects = excluded.redirects,
                scheduled = excluded.scheduled, deltas = excluded.deltas, question = excluded.question
            where q.asked_at <= excluded.asked_at""";

    private static final String OBSERVED = """
            insert into observation (at, brand_id, model, serial, kind, instance_key, snap_id, revision, was, channel, note)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource dataSource;
    private final Inventory inventory;
    private final DayTables days;
    private final DeviceLimits limits;
    /** Known to have a table. */
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    ObservationRows(DataSource dataSource, Inventory inventory, DayTables days, DeviceLimits limits) {
        this.dataSource = dataSource;
        this.inventory = inventory;
        this.days = days;
        this.limits = limits;
    }

    @Override
    @Transactional
    public void write(List<Observation> batch) {
        batch.stream()
                .map(one -> LocalDate.ofInstant(one.at(), ZoneOffset.UTC))
                .distinct()
                .forEach(this::makeDay);
        List<Observation.Asked> latest = latest(batch);
        List<CheckIn> checkIns = latest.stream().map(Observation.Asked::checkIn).toList();
        Inventory.News news = checkIns.isEmpty() ? new Inventory.News(Set.of(), List.of()) : inventory.write(checkIns);
        List<Observation.OfSnap> observed = new ArrayList<>(); // what devices report comes before what they are told
        news.snaps().stream()
                .filter(change -> limits.admitsEvent(change.device()))
                .forEach(change -> observed.add(reported(change)));
        batch.forEach(one -> {
            if (one instanceof Observation.OfSnap of) {
                observed.add(of);
            }
        });
        try (Connection connection = dataSource.getConnection()) {
            keepQuestions(
                    connection,
                    latest.stream()
                            .filter(asked -> news.devices().contains(asked.device()))
                            .toList());
            keep(connection, observed);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write observations: " + e.getMessage(), e);
        }
    }

    /** Of each device what it asked last, in the order in which all replicas lock rows. */
    private static List<Observation.Asked> latest(List<Observation> batch) {
        Map<DeviceRef, Observation.Asked> latest = new LinkedHashMap<>();
        for (Observation one : batch) {
            if (one instanceof Observation.Asked asked) {
                latest.put(asked.device(), asked);
            }
        }
        return latest.values().stream()
                .sorted(Comparator.comparing(asked -> asked.device().toString()))
                .toList();
    }

    private static Observation.Reported reported(InstalledChange change) {
        return new Observation.Reported(
                change.device(),
                change.at(),
                change.instanceKey(),
                change.snapId(),
                change.revision(),
                change.was(),
                change.refreshed());
    }

    private void makeDay(LocalDate day) {
        if (!known.contains(day)) {
            days.make(day);
            known.add(day);
        }
    }

    private static void keepQuestions(Connection connection, List<Observation.Asked> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ASKED)) {
            for (Observation.Asked asked : changed) {
                statement.setTimestamp(1, Timestamp.from(asked.at()));
                statement.setString(2, asked.manner().architecture());
                statement.setBoolean(3, asked.manner().followsRedirects());
                statement.setBoolean(4, asked.manner().scheduled());
                statement.setBoolean(5, asked.manner().acceptsDeltas());
                statement.setString(6, asked.question().get());
                device(statement, 7, asked.device());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void keep(Connection connection, List<Observation.OfSnap> observed) throws SQLException {
        if (observed.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(OBSERVED)) {
            for (Observation.OfSnap one : observed) {
                statement.setTimestamp(1, Timestamp.from(one.at()));
                device(statement, 2, one.device());
                statement.setString(6, one.instanceKey());
                statement.setString(7, one.snapId());
                statement.setInt(8, one.revision());
                details(statement, one);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void details(PreparedStatement statement, Observation.OfSnap one) throws SQLException {
        statement.setNull(10, Types.VARCHAR);
        statement.setNull(11, Types.VARCHAR);
        switch (one) {
            case Observation.Offered offered -> {
                statement.setString(5, ObservedKind.OFFERED.word());
                statement.setInt(9, offered.was());
                statement.setString(10, offered.channel());
                statement.setString(11, offered.reason());
            }
            case Observation.Fetched fetched -> {
                statement.setString(5, ObservedKind.FETCHED.word());
                statement.setInt(9, fetched.was());
            }
            case Observation.Reported reported -> {
                statement.setString(5, ObservedKind.REPORTED.word());
                statement.setInt(9, reported.was());
                statement.setString(11, reported.refreshed());
            }
        }
    }

    private static void device(PreparedStatement statement, int from, DeviceRef device) throws SQLException {
        statement.setString(from, device.brand().value());
        statement.setString(from + 1, device.model().value());
        statement.setString(from + 2, device.serial().value());
    }
}
