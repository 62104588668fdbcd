package org.brandstore.snap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.testing.Publishers.awaitProcessed;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.authority.Authority;
import org.brandstore.authority.ResourceFile;
import org.brandstore.blob.BlobStore;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.resource.ResourcePair;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.resource.Resources;
import org.brandstore.testing.Commands;
import org.brandstore.testing.Components;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices remove the file of a component with any revision of the snap that has it, so no two revisions may share one. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ComponentsOfTheirOwnIT {
    private static final String DECLARED = "architectures: [amd64]\nbase: core24\n"
            + "components: {comp1: {type: standard}, comp2: {type: standard}}\n";
    private static final int TIME_OFFSET = 8;

    @Inject
    Publishers publishers;

    @Inject
    DeviceWorld world;

    @Inject
    Commands commands;

    @Inject
    Resources resources;

    @Inject
    AssertionDatabase assertions;

    @Inject
    Authority authority;

    @Inject
    BlobStore blobs;

    private Brand brand;
    private String token;
    private String name;
    private SnapId id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("modular");
        id = new SnapId(register(token, brand, name));
    }

    @Test
    void noRevisionSharesAComponentWhetherItIsCarriedOverOrSentAgain() throws IOException {
        byte[] comp1 = component("comp1", "");
        push("1", Map.of("comp1", comp1, "comp2", component("comp2", "")));
        push("2", Map.of("comp1", component("comp1", "version: '2'\n")));
        push("3", Map.of("comp1", comp1));
        push("4", Map.of());

        List<ResourcePair> pairs = resources.pairs(id);
        assertThat(pairs).hasSize(8);
        assertThat(pairs)
                .extracting(
                        pair -> pair.resource().name() + "/" + pair.resource().revision())
                .doesNotHaveDuplicates();
        assertThat(pairs).extracting(pair -> pair.resource().digest()).doesNotHaveDuplicates();
        assertThat(contents("comp2")).as("the content of all is the same").hasSize(1);
        assertThat(contents("comp1")).as("two contents were sent").hasSize(2);
        assertThat(sourceOf("comp1", 4)).as("sent with 1, again with 3").isEqualTo(sourceOf("comp1", 3));
        pairs.forEach(this::isSignedAndThere);
    }

    /** Files that are by chance what a copy would be: what is there already is passed over. */
    @Test
    void aFileThatLooksLikeACopyDoesNotTakeItsPlace() {
        byte[] comp1 = component("comp1", "");
        push("1", Map.of("comp1", comp1));
        push("2", Map.of("comp1", withTime(comp1, 3)));
        push("3", Map.of("comp1", withTime(comp1, 4)));
        push("4", Map.of("comp1", comp1));

        assertThat(resources.of(id))
                .extracting(ResourceRevision::digest)
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void aCopyUnpacksToTheSameFiles(@TempDir Path folder) throws IOException, InterruptedException {
        Path tool = Path.of("/usr/bin/unsquashfs");
        assumeTrue(Files.isExecutable(tool), "squashfs-tools are not installed");
        push("1", Map.of("comp2", component("comp2", "version: '9'\n")));
        push("2", Map.of());

        Map<String, String> first = unpacked(tool, folder.resolve("1"), resource("comp2", 1));
        assertThat(first).containsKey("meta/component.yaml");
        assertThat(unpacked(tool, folder.resolve("2"), resource("comp2", 2))).isEqualTo(first);
    }

    @Test
    void whatAnOlderStoreSharedIsPartedAndTheOldestKeepsIt() throws IOException {
        push("1", Map.of("comp1", component("comp1", ""), "comp2", component("comp2", "")));
        push("2", Map.of());
        push("3", Map.of());
        share("comp2", 2);
        share("comp2", 3);
        assertThat(pairs())
                .containsExactly("3+comp1/3", "3+comp2/1", "2+comp1/2", "2+comp2/1", "1+comp1/1", "1+comp2/1");
        assertThat(shared()).containsExactly("2 comp2 1 free", "3 comp2 1 free");

        assertThat(commands.run("component", "part")).noneMatch(line -> line.startsWith(name + "\t"));

        assertThat(shared()).isEmpty();
        assertThat(pairs())
                .containsExactly("3+comp1/3", "3+comp2/5", "2+comp1/2", "2+comp2/4", "1+comp1/1", "1+comp2/1");
        assertThat(contents("comp2")).hasSize(1);
        resources.pairs(id).forEach(this::isSignedAndThere);
        assertThat(pair("comp2", "1", "3")).as("devices hold it").isPresent();
        assertThat(publishers.count(
                        "select count(*) from audit_entry where action = 'snap.component-renewed' and subject like ?1",
                        "snap/" + id + "/component/comp2/%"))
                .isEqualTo(2);
        assertThat(commands.run("component", "part")).noneMatch(line -> line.startsWith(name + "\t"));
        assertThat(pairs()).as("nothing is done twice").hasSize(6).contains("3+comp2/5");
    }

    /** What the database lets nobody do, whichever version of the store tries. */
    @Test
    void theDatabaseRefusesASharedComponent() {
        push("1", Map.of("comp1", component("comp1", "")));
        push("2", Map.of());
        world.tamper("delete from resource_pair where snap_id = ?1 and snap_revision = 2", id);

        assertThatThrownBy(
                        () -> publishers.sql("insert into resource_pair values (?1, 2, 'comp1', 1, now())", id.value()))
                .hasStackTraceContaining("goes with another revision of the snap already");
    }

    private void share(String component, int revision) {
        world.tamper(
                "update resource_pair set resource_revision = 1 where snap_id = ?1 and snap_revision = ?2 and name = ?3",
                id,
                revision,
                component);
        ResourceRevision first = resource(component, 1);
        ResourceFile file = new ResourceFile(id, first.name(), first.revision(), first.digest(), first.size());
        QuarkusTransaction.requiringNew()
                .run(() -> authority.issueSnapResourcePair(
                        file, new Revision(revision), brand.account(), SnapRevision.DEFAULT_PROVENANCE));
    }

    private List<String> shared() {
        return commands.run("component", "shared").stream()
                .filter(line -> line.startsWith(name + "\t"))
                .map(line -> line.substring(name.length() + 1).replace('\t', ' '))
                .toList();
    }

    private List<String> pairs() {
        return resources.pairs(id).stream()
                .map(pair -> pair.snapRevision() + "+" + pair.resource().name() + "/"
                        + pair.resource().revision())
                .toList();
    }

    private ResourceRevision resource(String component, int snapRevision) {
        return resources.of(id, new Revision(snapRevision)).stream()
                .filter(resource -> resource.name().value().equals(component))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Revision> sourceOf(String component, int snapRevision) {
        return resource(component, snapRevision).copyOf();
    }

    /** The different files of a component, but for the time in their superblocks. */
    private List<String> contents(String component) throws IOException {
        TreeMap<String, Integer> all = new TreeMap<>();
        for (ResourceRevision resource : resources.of(id)) {
            if (resource.name().value().equals(component)) {
                all.merge(hex(withTime(bytes(resource), 0)), 1, Integer::sum);
            }
        }
        return List.copyOf(all.keySet());
    }

    private static byte[] withTime(byte[] image, int time) {
        byte[] other = image.clone();
        Arrays.fill(other, TIME_OFFSET, TIME_OFFSET + Integer.BYTES, (byte) 0);
        other[TIME_OFFSET] = (byte) time;
        return other;
    }

    private void isSignedAndThere(ResourcePair pair) {
        ResourceRevision resource = pair.resource();
        assertThat(pair(
                        resource.name().value(),
                        resource.revision().toString(),
                        pair.snapRevision().toString()))
                .isPresent();
        var signed = assertions
                .find(AssertionRef.of(
                        AssertionType.SNAP_RESOURCE_REVISION,
                        id.value(),
                        resource.name().value(),
                        resource.digest().base64Url(),
                        SnapRevision.DEFAULT_PROVENANCE))
                .orElseThrow();
        assertThat(signed.text("resource-revision"))
                .isEqualTo(resource.revision().toString());
        try {
            byte[] file = bytes(resource);
            assertThat(signed.text("resource-size")).isEqualTo(Integer.toString(file.length));
            assertThat(hex(file)).isEqualTo(resource.digest().hex());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<Assertion> pair(String component, String resource, String revision) {
        return assertions.find(AssertionRef.of(
                AssertionType.SNAP_RESOURCE_PAIR,
                id.value(),
                component,
                resource,
                revision,
                SnapRevision.DEFAULT_PROVENANCE));
    }

    private byte[] bytes(ResourceRevision resource) throws IOException {
        try (InputStream in = blobs.open(resource.digest(), 0, resource.size())) {
            return in.readAllBytes();
        }
    }

    private Map<String, String> unpacked(Path tool, Path folder, ResourceRevision resource)
            throws IOException, InterruptedException {
        Path image = Files.createTempFile(folder.getParent(), "component", ".comp");
        Files.write(image, bytes(resource));
        Process process = new ProcessBuilder(
                        tool.toString(), "-n", "-no-xattrs", "-d", folder.toString(), image.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), hex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static String hex(byte[] file) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA3-384").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void push(String version, Map<String, byte[]> components) {
        byte[] snap = SnapFile.of(name, version, DECLARED);
        Map<String, String> uploads = new HashMap<>();
        components.forEach((component, file) -> uploads.put(component, upload(file)));
        Map<String, Object> body =
                Map.of("name", name, "updown_id", upload(snap), "binary_filesize", snap.length, "components", uploads);
        String url = json(token, body)
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(202)
                .extract()
                .path("status_details_url");
        awaitProcessed(token, url.substring(url.indexOf("/dev/api"))).then().body("code", equalTo("ready_to_release"));
    }

    private byte[] component(String component, String more) {
        return Components.of(name, component, "standard", more);
    }
}
