package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.testing.CommandProcess;
import org.brandstore.testing.ServerProcess;

/**
 * A brand made beside a running store with the commands that an operator uses.
 *
 * @param folder the store's working folder
 * @param model its signed model {@code box}
 * @param enrolment the developer's first secret
 * @param root what its devices have built in
 */
record TestBrand(Path folder, Assertion model, String enrolment, List<Assertion> root) {
    static final String MANAGER = "manager@brand.example";
    static final String PASSWORD = "correct horse battery staple";
    static final String STORE = "teststore123456";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As real clients, it speaks HTTP/1.1 only (device-api.md 1.2). */
    static HttpClient newClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Made once for all tests, since it takes nine commands. */
    private static final class Template {
        static final TestBrand BRAND = make();

        private static TestBrand make() {
            try {
                Path folder = Files.createTempDirectory("brand").toAbsolutePath();
                ServerProcess server =
                        ServerProcess.start(folder, List.of(), Map.of("brandstore.signing.key-bits", "2048"));
                try {
                    return TestBrand.make(folder);
                } finally {
                    server.close();
                    awaitEndOfDatabase(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("stopped while a brand was made", e);
            }
        }
    }

    /** What is copied while its database runs is no copy of anything. */
    private static void awaitEndOfDatabase(Path folder) throws InterruptedException {
        Path lock = folder.resolve("storage/data/postgres/postmaster.pid");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.exists(lock)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the database of the brand that was made goes on: " + lock);
            }
            Thread.sleep(50);
        }
    }

    /**
     * A copy of a brand that was made before.
     *
     * @param folder where no store has run yet
     */
    static TestBrand in(Path folder) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder(
                        "cp", "-a", Template.BRAND.folder.resolve("storage").toString(), folder.toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) {
            throw new IOException("cannot copy a brand to " + folder);
        }
        return new TestBrand(folder, Template.BRAND.model, Template.BRAND.enrolment, Template.BRAND.root);
    }

    /** @param folder of a store that runs */
    static TestBrand make(Path folder) throws IOException, InterruptedException {
        Map<String, String> none = Map.of();
        CommandProcess.run(folder, none, "brand", "add", "brand", "--display-name", "Brand");
        CommandProcess.run(folder, none, "brand", "add-store", STORE, "--brand", "brand", "--name", "Test store");
        for (String email : List.of("dev@brand.example", MANAGER)) {
            CommandProcess.run(
                    folder,
                    Map.of("BRANDSTORE_PASSWORD", PASSWORD),
                    "person",
                    "add",
                    email,
                    "--brand",
                    "brand",
                    "--name",
                    email);
        }
        CommandProcess.run(
                folder, none, "person", "grant", "dev@brand.example", "--store", STORE, "--role", "publisher");
        CommandProcess.run(
                folder, none, "person", "grant", MANAGER, "--store", STORE, "--role", "admin,release-manager");
        Path headers = folder.resolve("model.json");
        Files.writeString(headers, """
                {"type": "model", "model": "box", "architecture": "armhf", "gadget": "device-1",
                 "kernel": "device-1-kernel", "required-snaps": ["acme-dashboard"], "store": "%s"}
                """.formatted(STORE));
        String model = CommandProcess.run(
                folder,
                none,
                "model",
                "sign",
                "--brand",
                "brand",
                "--serial-approval",
                "automatic",
                headers.toString());
        String enrolment = CommandProcess.run(folder, none, "person", "enrol", "dev@brand.example");
        String root = CommandProcess.run(folder, none, "trust", "export");
        return new TestBrand(
                folder,
                AssertionDecoder.decode(model.getBytes(StandardCharsets.UTF_8)),
                enrolment.strip(),
                AssertionStreamDecoder.decodeAll(root.getBytes(StandardCharsets.UTF_8)));
    }

    /** Another secret of the developer's. */
    String newEnrolment() throws IOException, InterruptedException {
        return CommandProcess.run(folder, Map.of(), "person", "enrol", "dev@brand.example")
                .strip();
    }

    DeviceFactory factory(HttpClient http, URI url) {
        return new DeviceFactory(new DeviceWire(http, new ObjectMapper(), url), root, Clock.systemUTC());
    }

    PublisherWire publisher(HttpClient http, URI url) {
        return new PublisherWire(http, new ObjectMapper(), url);
    }

    /** A device that has registered and installed a snap that was published and approved for it just now. */
    SimulatedDevice deviceWith(String snap, HttpClient http, URI url) throws IOException, InterruptedException {
        PublisherWire publisher = publisher(http, url);
        publisher.login(newEnrolment());
        publisher.registerName(snap, STORE);
        DemoSnap demo = new DemoSnap(snap, snap + "_1.0_armhf.snap");
        int revision = publisher.upload(snap, demo.file(), demo.bytes());
        publisher.release(snap, revision, "latest/stable");
        AdminWire manager = AdminWire.login(http, url, MANAGER, PASSWORD);
        manager.approve(manager.waiting().get(0).path("id").asText());
        SimulatedDevice device = factory(http, url).make(model);
        device.register();
        device.openSession();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!device.askFor(snap).text().contains("\"install\"") && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        device.install(List.of(snap));
        return device;
    }
}
