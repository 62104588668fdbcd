package org.brandstore.snap.upgrade;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.brandstore.database.Chores;
import org.brandstore.database.EachAlone;
import org.brandstore.snap.metadata.YamlFacts;
import org.brandstore.snap.metadata.YamlFactsColumn;
import org.jboss.logging.Logger;

/**
 * Keeps of each revision of an earlier release what its snap.yaml says that clients read elsewhere, beside other work and
 * some rows at a time. Until a row has it, it is read from snap.yaml each time; if that cannot be read, it stays so.
 */
@ApplicationScoped
class YamlFactsFill {
    private static final Logger LOG = Logger.getLogger(YamlFactsFill.class);
    private static final int BATCH = 200;
    private static final String NEXT = "select snap_id, revision, snap_yaml from snap_revision"
            + " where yaml_facts is null and (snap_id, revision) > (?, ?) order by snap_id, revision limit " + BATCH;
    private static final String KEEP =
            "update snap_revision set yaml_facts = ? where snap_id = ? and revision = ? and yaml_facts is null";

    private final DataSource dataSource;
    private final EachAlone<String> each;
    private volatile boolean running = true;

    YamlFactsFill(DataSource dataSource, Chores chores) {
        this.dataSource = dataSource;
        this.each = chores.resting("keep what snap.yaml says of a revision");
    }

    private record Row(String snap, int revision, String snapYaml) {}

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("yaml-facts").daemon(true).start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    private void run() {
        try {
            int kept = fill();
            if (kept > 0) {
                LOG.infof("kept what snap.yaml says of %d revisions of an earlier release", kept);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(
                    "cannot keep what snap.yaml says of all revisions, goes on with the next start: %s",
                    e.getMessage());
        }
    }

    /** @return how many rows it has filled */
    int fill() throws SQLException {
        int kept = 0;
        Row last = new Row("", 0, "");
        while (running) {
            List<Row> rows = after(last);
            if (rows.isEmpty()) {
                break;
            }
            kept += keep(rows);
            last = rows.getLast();
        }
        return kept;
    }

    private List<Row> after(Row last) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(NEXT)) {
            query.setString(1, last.snap());
            query.setInt(2, last.revision());
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(result.getString(1), result.getInt(2), result.getString(3)));
                }
            }
        }
        return rows;
    }

    /** A connection for each: after a failure nobody has to know what the former is still good for. */
    private int keep(List<Row> rows) {
        AtomicInteger kept = new AtomicInteger();
        for (Row row : rows) {
            each.attempt(row.snap() + " " + row.revision(), of -> kept.addAndGet(keep(row)));
        }
        return kept.get();
    }

    private int keep(Row row) {
        String facts;
        try {
            facts = YamlFactsColumn.write(YamlFacts.of(row.snapYaml()));
        } catch (IllegalArgumentException e) {
            LOG.debugf("revision %d of snap %s: %s", row.revision(), row.snap(), e.getMessage());
            return 0;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(KEEP)) {
            update.setString(1, facts);
            update.setString(2, row.snap());
            update.setInt(3, row.revision());
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot keep what snap.yaml says: " + e.getMessage(), e);
        }
    }
}
