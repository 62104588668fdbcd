package org.brandstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.api.device.refresh.SeededQuestion;
import org.brandstore.app.EmbeddedDatabase;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.directory.DirectoryBlobStore;
import org.brandstore.device.session.SeededSessions;
import org.brandstore.secret.StoredSecret;

/**
 * A store on a fresh data folder with one brand, {@value #SNAPS} snaps of five revisions each, and many devices of one
 * model that run the newest revisions of ten of them. Brand, store and model are made with the commands that an operator
 * uses; snaps and devices go straight into the database, before the server starts.
 */
final class SeededStore {
    static final String BRAND = "bench-brand";
    static final String STORE = "benchstore12345";
    static final String MODEL = "bench-box";
    static final int POLLED_SNAPS = 10;
    static final int REVISIONS = 5;
    private static final int SNAPS = 200;
    private static final int COMMENT_LINES = 12;

    private final Path folder;
    private final Path jar;
    private String model = "";

    SeededStore(Path folder, Path jar) {
        this.folder = folder;
        this.jar = jar;
    }

    /** The signed model. */
    String model() {
        return model;
    }

    /** What devices know of the snaps they run. */
    static String snapId(int number) {
        return "BenchSnap%023d".formatted(number);
    }

    static String serial(int device) {
        return "7c1e5b9a-0000-4000-8000-%012d".formatted(device);
    }

    private static String keyId(int device) {
        return "k".repeat(52) + "%012d".formatted(device);
    }

    /**
     * Fills the store.
     *
     * @param blob the content of the newest revision of the first snap
     * @return the session tokens of the devices
     */
    List<String> seed(int devices, Path blob) throws IOException, SQLException, InterruptedException {
        Files.createDirectories(folder);
        Path data = folder.resolve("storage/data");
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data, true)) {
            Commands.store(jar, folder, "init");
            Commands.store(jar, folder, "brand", "add", BRAND, "--id", BRAND, "--display-name", "Bench");
            Commands.store(jar, folder, "brand", "add-store", STORE, "--brand", BRAND, "--name", "Bench");
            Path headers = folder.resolve("model.json");
            Files.writeString(headers, """
                    {"type": "model", "model": "%s", "architecture": "amd64", "gadget": "pc", "kernel": "pc-kernel",
                     "base": "core24", "store": "%s"}
                    """.formatted(MODEL, STORE));
            model = Commands.store(jar, folder, "model", "sign", "--brand", BRAND, headers.toString());
            try (Connection connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
                insertSnaps(connection, put(data, blob));
                insertDevices(connection, devices);
                countStatements(connection);
                return sessions(connection, data, devices);
            }
        }
    }

    private static BlobId put(Path data, Path blob) throws IOException {
        try (var in = Files.newInputStream(blob)) {
            return new DirectoryBlobStore(data.resolve("blobs"), Clock.systemUTC()).put(in, Files.size(blob));
        }
    }

    private static void insertSnaps(Connection connection, BlobId first) throws SQLException {
        execute(
                connection,
                "insert into person (id, account_id, email, display_name, created_at) values"
                        + " ('00000000-0000-4000-8000-000000000001', '" + BRAND
                        + "', 'bench@brand.example', 'Bench', now())");
        for (int number = 1; number <= SNAPS; number++) {
            String id = snapId(number);
            update(
                    connection,
                    """
                    insert into snap (id, name, store_id, brand_id, publisher_id, title, summary, description, license,
                        last_revision, created_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, 'Apache-2.0', 5, now())""",
                    id,
                    "bench-snap-" + number,
                    STORE,
                    BRAND,
                    BRAND,
                    "Bench snap " + number,
                    "One of the snaps of the benchmark",
                    "A description of a usual length for people who read it. ".repeat(14));
            update(connection, "insert into store_snap (store_id, snap_id) values (?, ?)", STORE, id);
            update(connection, "insert into track (snap_id, name, created_at) values (?, 'latest', now())", id);
            for (int revision = 1; revision <= REVISIONS; revision++) {
                boolean served = number == 1 && revision == REVISIONS;
                insertRevision(connection, number, revision, served ? first : null);
            }
            update(
                    connection,
                    "insert into channel_pointer values (?, 'amd64', 'latest', 'stable', '', 5, now(), null)",
                    id);
        }
    }

    private static void insertRevision(Connection connection, int snap, int revision, BlobId blob) throws SQLException {
        String name = "bench-snap-" + snap;
        String yaml = "name: " + name + "\nversion: '1." + revision + "'\nsummary: One of the snaps of the benchmark\n"
                + "confinement: strict\nbase: core24\n"
                + "# what else a snap.yaml says\n".repeat(COMMENT_LINES) + "apps:\n  " + name + ":\n"
                + "    command: bin/run\n    daemon: simple\n    plugs: [network, network-bind]\n";
        update(
                connection,
                """
                insert into snap_revision (snap_id, revision, sha3_384, size, version, type, architectures, base, epoch,
                    confinement, grade, summary, snap_yaml, plugs, slots, uploaded_by, created_at)
                values (?, %d, ?, %d, ?, 'app', '{amd64}', 'core24', '{"read":[0],"write":[0]}', 'strict', 'stable',
                    'One of the snaps of the benchmark', ?, '{}', '{}', '00000000-0000-4000-8000-000000000001', now())""".formatted(revision, blob == null ? 1_000_000 : blob.size()),
                snapId(snap),
                blob == null
                        ? "%096x".formatted(snap * 100L + revision)
                        : blob.digest().hex(),
                "1." + revision,
                yaml);
        update(
                connection,
                "insert into channel_history (snap_id, architecture, track, risk, branch, revision, at)"
                        + " values (?, 'amd64', 'latest', 'stable', '', " + revision + ", now())",
                snapId(snap));
    }

    private static void insertDevices(Connection connection, int devices) throws SQLException, IOException {
        execute(connection, """
                insert into device (brand_id, model, serial, device_key_id, registered_at, last_seen_at)
                select '%s', '%s', '7c1e5b9a-0000-4000-8000-' || lpad(i::text, 12, '0'),
                    repeat('k', 52) || lpad(i::text, 12, '0'), now(), now() - interval '6 hours'
                from generate_series(0, %d) as i""".formatted(BRAND, MODEL, devices - 1));
        execute(connection, """
                insert into device_snap (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel,
                    refreshed_at, updated_at)
                select '%s', '%s', '7c1e5b9a-0000-4000-8000-' || lpad(i::text, 12, '0'), s.id, s.id, 5, 'latest/stable',
                    to_char(timestamp '2026-10-01 00:00:00' + i * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    now()
                from generate_series(0, %d) as i, (select id from snap order by id limit %d) as s""".formatted(BRAND, MODEL, devices - 1, POLLED_SNAPS));
        insertFingerprints(connection, devices);
        execute(connection, "vacuum analyze");
    }

    private static void insertFingerprints(Connection connection, int devices) throws SQLException, IOException {
        String body = PollPattern.body();
        Long[] fingerprints = new Long[devices];
        for (int device = 0; device < devices; device++) {
            fingerprints[device] = SeededQuestion.fingerprint(
                    "amd64",
                    body.replace(
                            String.valueOf(PollRequests.REFRESHED),
                            PollRequests.FIRST_REFRESH.plusSeconds(device).toString()));
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                update device d set inventory_fingerprint = v.fingerprint
                from unnest(?::bigint[]) with ordinality as v (fingerprint, n)
                where d.serial = '7c1e5b9a-0000-4000-8000-' || lpad((v.n - 1)::text, 12, '0')""")) {
            statement.setArray(1, connection.createArrayOf("bigint", fingerprints));
            statement.executeUpdate();
        }
    }

    /** From the next start of the database on, it counts every statement that it executes. */
    private static void countStatements(Connection connection) throws SQLException {
        execute(connection, "alter system set shared_preload_libraries = 'pg_stat_statements'");
        execute(connection, "create extension pg_stat_statements");
    }

    private static List<String> sessions(Connection connection, Path data, int devices) throws SQLException {
        SeededSessions sessions = new SeededSessions(
                StoredSecret.read(connection, data.resolve("master.key"), "device-session"),
                Duration.ofDays(1),
                Clock.systemUTC());
        List<String> tokens = new ArrayList<>(devices);
        for (int device = 0; device < devices; device++) {
            tokens.add(sessions.open(BRAND, MODEL, serial(device), STORE, keyId(device)));
        }
        return tokens;
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
