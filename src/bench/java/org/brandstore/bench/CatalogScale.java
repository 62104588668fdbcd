package org.brandstore.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.brandstore.app.EmbeddedDatabase;

/**
 * A store with many snaps of {@value #REVISIONS} released revisions each: what it costs to start it, how much memory it
 * takes, and what one edit of a listing costs until devices would see it.
 */
final class CatalogScale {
    private static final String BRAND = "scale-brand";
    private static final String STORE = "scalestore123456";
    private static final int REVISIONS = 20;
    private static final int EDITS = 20;
    private static final int IDLE_SECONDS = 10;
    private static final List<String> SMALL_HEAP = List.of("-Xmx1g");

    private static final List<String> TRIGGERED =
            List.of("snap", "store_snap", "snap_revision", "channel_history", "channel_pointer");

    private final Scale scale;
    private final Report report;
    private final Path folder;
    private final Path jar;
    private final HttpClient http = HttpClient.newHttpClient();

    CatalogScale(Scale scale, Report report, Path folder, Path jar) {
        this.scale = scale;
        this.report = report;
        this.folder = folder;
        this.jar = jar;
    }

    void measure() throws IOException, SQLException, InterruptedException {
        Files.createDirectories(folder);
        Path data = folder.resolve("storage/data");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data, true)) {
            Commands.store(jar, folder, "init");
            Commands.store(jar, folder, "brand", "add", BRAND, "--id", BRAND, "--display-name", "Scale");
            Commands.store(jar, folder, "brand", "add-store", STORE, "--brand", BRAND, "--name", "Scale");
            try (Connection connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
                System.out.println("seeding " + scale.snaps() + " snaps of " + REVISIONS + " revisions");
                seed(connection);
                // the server uses the database that it finds running
                try (JavaServer store = JavaServer.start("scale", jar, folder, SMALL_HEAP, Map.of())) {
                    measure(store, connection);
                }
            }
        }
    }

    private void measure(JavaServer store, Connection connection)
            throws IOException, SQLException, InterruptedException {
        String what = scale.snaps() + " snaps of " + REVISIONS + " released revisions, -Xmx1g";
        report.add("catalog_start_cpu_s", store.cpuSeconds(), "s", "processor time until the port is open, " + what);
        Commands.run(folder, List.of(jcmd(), Long.toString(store.pid()), "GC.run"));
        report.add("catalog_heap_mib", heapMib(store), "MiB", "live heap after a full collection, " + what);
        double idle = idleCpu(store);
        double before = store.cpuSeconds();
        long began = System.nanoTime();
        double slowest = 0;
        for (int edit = 1; edit <= EDITS; edit++) {
            slowest = Math.max(slowest, edit(store, connection, edit));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpu = (store.cpuSeconds() - before - idle * seconds) / EDITS;
        report.add(
                "catalog_edit_cpu_ms", 1000 * cpu, "ms", "of the server for one edit of a listing, mean of " + EDITS);
        report.add(
                "catalog_edit_seen_s", slowest, "s", "from the commit of an edit to the catalog that has it, slowest");
    }

    private static double idleCpu(JavaServer store) throws IOException, InterruptedException {
        Thread.sleep(5_000); // what the start has left to do
        double before = store.cpuSeconds();
        Thread.sleep(1000L * IDLE_SECONDS);
        return (store.cpuSeconds() - before) / IDLE_SECONDS;
    }

    /** @return how long it took until a catalog was made that has the edit, in seconds */
    private double edit(JavaServer store, Connection connection, int number)
            throws IOException, SQLException, InterruptedException {
        String snap = snapId(1 + number * 37 % scale.snaps());
        connection.setAutoCommit(false);
        update(connection, "update snap set title = ? where id = ?", "Edit " + number, snap);
        update(
                connection,
                "insert into outbox_event (topic, key, created_at) values ('CATALOG', ?, now())",
                BRAND + "/" + snap);
        connection.commit();
        connection.setAutoCommit(true);
        long committed = System.nanoTime();
        while (age(store) > (System.nanoTime() - committed) / 1e9) {
            if (System.nanoTime() - committed > 60e9) {
                throw new IOException("no catalog was made within a minute of an edit");
            }
            Thread.sleep(20);
        }
        return (System.nanoTime() - committed) / 1e9;
    }

    /** Since when the catalog is the one that it is, in seconds. */
    private double age(JavaServer store) throws IOException, InterruptedException {
        return metric(store, "brandstore_catalog_age_seconds");
    }

    private double heapMib(JavaServer store) throws IOException, InterruptedException {
        return metric(store, "jvm_memory_used_bytes{area=\"heap\"") / (1 << 20);
    }

    /** The sum of all values of a metric. */
    private double metric(JavaServer store, String prefix) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + store.managementPort() + "/q/metrics"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    }

    private static String snapId(int number) {
        return "ScaleSnap%023d".formatted(number);
    }

    /** Straight into the tables, without the triggers that keep the index of words, which is not measured here. */
    private void seed(Connection connection) throws SQLException {
        for (String table : TRIGGERED) {
            execute(connection, "alter table " + table + " disable trigger user");
        }
        String ids = "'ScaleSnap' || lpad(s::text, 23, '0')";
        String all = " from generate_series(1, " + scale.snaps() + ") as s";
        String each = all + ", generate_series(1, " + REVISIONS + ") as r";
        execute(
                connection,
                "insert into person (id, account_id, email, display_name, created_at) values"
                        + " ('00000000-0000-4000-8000-000000000001', '" + BRAND + "', 's@brand.example', 'S', now())");
        execute(
                connection,
                "insert into snap (id, name, store_id, brand_id, publisher_id, title, summary, description, license,"
                        + " last_revision, created_at) select " + ids + ", 'scale-snap-' || s, '" + STORE + "', '"
                        + BRAND
                        + "', '" + BRAND + "', '', 'One of many', repeat('Some words about it. ', 40), 'Apache-2.0', "
                        + REVISIONS + ", now()" + all);
        execute(connection, "analyze"); // or each foreign key is looked up by reading the whole table
        execute(connection, "insert into store_snap (store_id, snap_id) select '" + STORE + "', " + ids + all);
        execute(connection, "insert into track (snap_id, name, created_at) select " + ids + ", 'latest', now()" + all);
        execute(
                connection,
                "insert into snap_revision (snap_id, revision, sha3_384, size, version, type, architectures, base,"
                        + " epoch, confinement, grade, summary, snap_yaml, yaml_facts, plugs, slots, uploaded_by,"
                        + " created_at) select " + ids + ", r, lpad(to_hex(s) || lpad(to_hex(r), 4, '0'), 96, '0'),"
                        + " 1000000, '1.' || r, 'app', '{amd64}', 'core24', '{\"read\":[0],\"write\":[0]}', 'strict',"
                        + " 'stable', 'One of many', 'name: scale-snap-' || s || E'\\nversion: 1\\n'"
                        + " || repeat(E'# what else a snap.yaml says\\n', 60) || E'apps: {run: {command: run}}\\n',"
                        + " '{\"names\":[\"run\"],\"common-ids\":[],\"links\":{}}', '{}', '{}',"
                        + " '00000000-0000-4000-8000-000000000001', now()" + each);
        execute(connection, "analyze");
        execute(
                connection,
                "insert into channel_history (snap_id, architecture, track, risk, branch, revision, at) select " + ids
                        + ", 'amd64', 'latest', 'stable', '', r, now() - (" + REVISIONS + " - r) * interval '1 day'"
                        + each + " order by r");
        execute(
                connection,
                "insert into channel_pointer (snap_id, architecture, track, risk, branch, revision, released_at) select "
                        + ids + ", 'amd64', 'latest', 'stable', '', " + REVISIONS + ", now()" + all);
        for (String table : TRIGGERED) {
            execute(connection, "alter table " + table + " enable trigger user");
        }
        execute(connection, "vacuum analyze");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
