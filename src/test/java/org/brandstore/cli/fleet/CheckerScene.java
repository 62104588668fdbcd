package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.brandstore.app.EmbeddedDatabase;
import org.brandstore.testing.CommandProcess;
import org.brandstore.testing.ServerProcess;
import org.brandstore.testing.SnapFile;

/** What all clients of the checker share: a brand, two replicas over one database, and what they found to be wrong. */
final class CheckerScene implements AutoCloseable {
    static final String SNAP = "checked-app";
    /** Another one, since a channel that is closed offers what those below it do. */
    static final String DECIDED_SNAP = "decided-app";

    static final int REVISIONS = 3;
    /** Longer than anything that a server still does for a client that has gone. */
    static final Duration SETTLED = Duration.ofSeconds(8);

    private static final int READ_ATTEMPTS = 8;

    final HttpClient http = TestBrand.newClient();
    final ObjectMapper json = new ObjectMapper();
    final CheckerWire wire = new CheckerWire(http);
    final Queue<String> violations = new ConcurrentLinkedQueue<>();
    final AtomicInteger acknowledged = new AtomicInteger();
    final AtomicInteger unknown = new AtomicInteger();
    final AtomicInteger answers = new AtomicInteger();

    private final Path folder = Files.createTempDirectory("checker").toAbsolutePath();
    private final AtomicReferenceArray<ServerProcess> replicas = new AtomicReferenceArray<>(2);
    private final TestBrand brand;
    private final String manager;
    private final String developer;
    private final String snapId;
    private final String decidedSnapId;
    private volatile long end;

    CheckerScene() throws Exception {
        brand = TestBrand.in(folder);
        replicas.set(0, start());
        replicas.set(1, start());
        CommandProcess.run(
                folder,
                Map.of(),
                "person",
                "grant",
                TestBrand.MANAGER,
                "--store",
                TestBrand.STORE,
                "--role",
                "publisher");
        manager = login(TestBrand.MANAGER);
        developer = login("dev@brand.example");
        PublisherWire publisher = brand.publisher(http, replicas.get(0).url());
        publisher.login(brand.enrolment());
        snapId = upload(publisher, SNAP);
        decidedSnapId = upload(publisher, DECIDED_SNAP);
    }

    private String upload(PublisherWire publisher, String snap) throws Exception {
        publisher.registerName(snap, TestBrand.STORE);
        for (int revision = 1; revision <= REVISIONS; revision++) {
            byte[] file = SnapFile.of(snap, "1." + revision, "architectures: [armhf]\nbase: core24\n");
            if (publisher.upload(snap, snap + ".snap", file) != revision) {
                throw new AssertionError("revisions of a new snap begin with 1");
            }
        }
        return text("select id from snap where name = ?", snap);
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.start(folder, List.of("-Xmx512m"), Map.of("brandstore.signing.key-bits", "2048"));
    }

    private String login(String email) throws InterruptedException {
        return wire.call(
                        replicas.get(0).url(),
                        "none",
                        "POST",
                        "/api/admin/v1/tokens",
                        "{\"email\":\"" + email + "\",\"password\":\"" + TestBrand.PASSWORD
                                + "\",\"description\":\"checker\"}")
                .body()
                .path("token")
                .asText();
    }

    Path folder() {
        return folder;
    }

    /** Of somebody who publishes, and decides about what others publish. */
    String manager() {
        return manager;
    }

    /** Of somebody who publishes only. */
    String developer() {
        return developer;
    }

    String snapId() {
        return snapId;
    }

    String decidedSnapId() {
        return decidedSnapId;
    }

    void runFor(Duration length) {
        end = System.nanoTime() + length.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() > end;
    }

    URI replica(int number) {
        return replicas.get(number).url();
    }

    URI any(Random chance) {
        return replica(chance.nextInt(2));
    }

    SimulatedDevice device() throws IOException, InterruptedException {
        SimulatedDevice device = brand.factory(http, replica(0)).make(brand.model());
        device.register();
        device.openSession();
        return device;
    }

    /** Ends a replica in the middle of whatever it does, and starts another in its place. */
    void kill(int number) throws Exception {
        replicas.get(number).kill();
        replicas.set(number, start());
    }

    /** Cuts about a third of all connections to the database. */
    void cut() throws Exception {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                                + " and backend_type = 'client backend' and random() < 0.3")) {
            statement.execute();
        }
    }

    static void settle() throws InterruptedException {
        Thread.sleep(SETTLED.toMillis());
    }

    int count(String query, String... parameters) throws Exception {
        return Integer.parseInt(text(query.replace("count(*)", "count(*)::text"), parameters));
    }

    String text(String query, String... parameters) throws Exception {
        return texts(query, parameters).getFirst();
    }

    /** The disturber cuts these connections too. */
    List<String> texts(String query, String... parameters) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connect();
                    PreparedStatement statement = connection.prepareStatement(query)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setString(i + 1, parameters[i]);
                }
                List<String> texts = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
                return texts;
            } catch (SQLException e) {
                if (attempt == READ_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** What the servers told about locks that were taken against the order. */
    List<String> locksOutOfOrder() throws IOException {
        List<String> found = new ArrayList<>();
        try (var logs = Files.newDirectoryStream(folder, "server-*.log")) {
            for (Path log : logs) {
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("lock against the order:"))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private Connection connect() throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder.resolve("storage/data"), false)) {
            return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < replicas.length(); i++) {
            ServerProcess replica = replicas.get(i);
            if (replica != null) {
                replica.close();
            }
        }
    }
}
