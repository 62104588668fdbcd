package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.awaitProcessed;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.catalog.DownloadUrls;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.squashfs.Fixtures;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a file to a revision, as the tools of the default mode go it (publisher-api.md 4.5 to 4.7). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PushIT {
    @Inject
    Publishers publishers;

    @Inject
    Revisions revisions;

    @Inject
    AssertionDatabase assertions;

    @Inject
    DownloadUrls urls;

    private Brand brand;
    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = register(token, brand, name);
    }

    @Test
    void anUploadedFileBecomesASignedRevision() {
        byte[] file = SnapFile.of(
                name,
                "1.0",
                "architectures: [amd64, arm64]\nbase: core24\nepoch: 1*\n"
                        + "plugs: {net: {interface: network}, home: null}\n");

        push(token, name, file)
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("processed", equalTo(true))
                .body("revision", equalTo(1))
                .body("errors", empty());

        SnapRevision revision = revisions.require(new SnapId(id), new Revision(1));
        assertThat(revision.version()).isEqualTo("1.0");
        assertThat(revision.size()).isEqualTo(file.length);
        assertThat(revision.architectures()).extracting(Object::toString).containsExactly("amd64", "arm64");
        assertThat(revision.epoch()).hasToString("1*");
        assertThat(revision.plugs()).containsExactly("home", "network");
        assertThat(revision.uploadedBy()).isEqualTo(person.id());
        Assertion signed = assertions
                .find(AssertionRef.of(
                        AssertionType.SNAP_REVISION, revision.digest().base64Url(), SnapRevision.DEFAULT_PROVENANCE))
                .orElseThrow();
        assertThat(signed.text("snap-id")).isEqualTo(id);
        assertThat(signed.text("snap-revision")).isEqualTo("1");
        assertThat(signed.text("snap-size")).isEqualTo(Integer.toString(file.length));
        assertThat(signed.text("developer-id")).isEqualTo(brand.account().value());
    }

    @Test
    void theIconInAFileBecomesTheIconOfTheSnap() throws NoSuchAlgorithmException {
        byte[] icon = ("\u0089PNG\r\n\u001a\n" + name).getBytes(ISO_8859_1);
        byte[] yaml = ("name: " + name + "\nversion: '1'\nsummary: s\ndescription: d\narchitectures: [amd64]\n")
                .getBytes(UTF_8);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA3-384").digest(icon));

        push(
                        token,
                        name,
                        SnapFile.withFiles(
                                Map.of("meta", Map.of("snap.yaml", yaml), "meta/gui", Map.of("icon.png", icon))))
                .then()
                .body("code", equalTo("ready_to_release"));

        assertThat(iconOf(digest)).isEqualTo(icon);
    }

    private byte[] iconOf(String digest) {
        for (int look = 0; look < 100; look++) {
            Response answer =
                    given().get(URI.create(urls.icon(new Sha3_384(digest))).getPath());
            if (answer.statusCode() == 200) {
                return answer.asByteArray();
            }
            Publishers.pause();
        }
        throw new AssertionError("the icon is not shown");
    }

    @Test
    void theSameFileAgainIsRefusedAndTheRevisionNamed() {
        byte[] file = SnapFile.app(name, "1.0");

        push(token, name, file).then().body("revision", equalTo(1));
        push(token, name, file)
                .then()
                .body("code", equalTo("processing_error"))
                .body("processed", equalTo(true))
                .body("revision", nullValue())
                .body(
                        "errors.message",
                        contains("cannot accept the file: it is revision 1 already; release that one, or"
                                + " build anew"));
        push(token, name, SnapFile.app(name, "1.1")).then().body("revision", equalTo(2));

        assertThat(revisions.of(new SnapId(id))).hasSize(2);
    }

    @Test
    void askingAgainForTheSameUploadIsTheSameSubmission() {
        byte[] file = SnapFile.app(name, "1.0");
        Map<String, Object> body = Map.of("name", name, "updown_id", upload(file), "binary_filesize", file.length);

        String first = json(token, body)
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(202)
                .extract()
                .path("status_details_url");
        String second = json(token, body)
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(202)
                .extract()
                .path("status_details_url");

        assertThat(second).isEqualTo(first).startsWith("http://localhost:8080/dev/api/");
    }

    @Test
    void uploadsAtTheSameTimeGetNumbersInTheOrderInWhichTheyCame() {
        List<String> urls = IntStream.range(0, 5)
                .mapToObj(i -> upload(SnapFile.app(name, "1." + i)))
                .map(upload -> json(token, Map.of("name", name, "updown_id", upload))
                        .post("/dev/api/snap-push/")
                        .<String>path("status_details_url"))
                .map(url -> url.substring("http://localhost:8080".length()))
                .toList();

        assertThat(urls.stream().map(url -> awaitProcessed(token, url).<Integer>path("revision")))
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void filesThatAreNoAcceptableSnapAreRefusedInWords() throws IOException {
        byte[] good = SnapFile.app(name, "1.0");
        assertRejected("not a snap at all".getBytes(), "squashfs");
        assertRejected(Arrays.copyOf(good, 300), "");
        assertRejected(Arrays.copyOf(good, 100), "");
        assertRejected(SnapFile.withFiles(Map.of("meta", Map.of("icon.txt", new byte[3]))), "no meta/snap.yaml");
        assertRejected(SnapFile.withYaml("name: [\n"), "snap.yaml");
        assertRejected(SnapFile.withYaml("- 1\n"), "snap.yaml");
        assertRejected(SnapFile.of("Bad_Name", "1.0", ""), "name");
        assertRejected(SnapFile.of(name, "1.0 not a version", ""), "version");
        assertRejected(SnapFile.of(name, "1.0", "epoch: [1]\n"), "epoch");
        assertRejected(SnapFile.app("other-name", "1.0"), "its snap.yaml says name: other-name");
        assertRejected(Fixtures.bytes("parts.xz.snap"), "its snap.yaml says name: parts");
        byte[] bomb = good.clone();
        Arrays.fill(bomb, 40, 48, (byte) 0x7f);
        assertRejected(bomb, "");

        assertThat(revisions.of(new SnapId(id))).isEmpty();
    }

    private void assertRejected(byte[] file, String words) {
        push(token, name, file)
                .then()
                .body("code", equalTo("processing_error"))
                .body("processed", equalTo(true))
                .body("revision", nullValue())
                .body("errors", hasSize(1))
                .body("errors[0].code", equalTo("invalid-snap"))
                .body("errors[0].message", containsString(words));
    }

    @Test
    void twoBrandsMayHoldTheSameFileAndNeitherLearnsOfIt() {
        byte[] file = SnapFile.app(name, "1.0");
        push(token, name, file).then().body("revision", equalTo(1));
        Brand other = publishers.brand();
        String otherToken = publishers.token(publishers.person(other, Role.PUBLISHER));
        register(otherToken, other, name);

        push(otherToken, name, file)
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1));
        push(otherToken, name, SnapFile.app(name, "2.0")).then().body("revision", equalTo(2));
    }

    @Test
    void aWithdrawnFileStaysWithdrawn() {
        byte[] file = SnapFile.app(name, "1.0");
        push(token, name, file).then().body("revision", equalTo(1));
        publishers.sql("update snap_revision set withdrawn_at = now() where snap_id = ?1", id);

        push(token, name, file)
                .then()
                .body("code", equalTo("processing_error"))
                .body("errors[0].message", containsString("it is revision 1, which was withdrawn"));
    }

    @Test
    void whatIsAskedForWithTheUploadIsReleased() {
        push(token, name, SnapFile.app(name, "1.0"), "edge", "latest/beta")
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("errors", empty());

        as(token)
                .get("/api/v2/snaps/{name}/channel-map", name)
                .then()
                .body("channel-map.channel", contains("latest/beta", "latest/edge"));
    }

    @Test
    void aReleaseThatWaitsForApprovalIsNoError() {
        push(token, name, SnapFile.app(name, "1.0"), "stable")
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("errors", empty());

        as(token)
                .get("/api/v2/snaps/{name}/channel-map", name)
                .then()
                .body("channel-map", hasSize(1))
                .body("channel-map[0].progressive.paused", equalTo(true))
                .body("channel-map[0].progressive.percentage", equalTo(0f));
    }

    @Test
    void aReleaseThatIsRefusedLeavesTheRevisionAndTheReason() {
        push(
                        token,
                        name,
                        SnapFile.withYaml("name: " + name + "\nversion: '1.0'\nsummary: A snap for tests\n"
                                + "description: For tests.\nconfinement: strict\ngrade: devel\n"),
                        "stable")
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("processed", equalTo(true))
                .body("revision", equalTo(1))
                .body("errors", hasSize(1))
                .body("errors[0].message", containsString("its grade is devel"));

        assertThat(revisions.of(new SnapId(id))).hasSize(1);
    }

    @Test
    void theDryRunTellsBeforeTheBytesAreSent() {
        dryRun(token, name, 202, null);
        dryRun(token, "never-registered", 404, "resource-not-found");

        Brand other = publishers.brand();
        dryRun(publishers.token(publishers.person(other, Role.ADMIN)), name, 404, "resource-not-found");

        Person viewer = publishers.person(brand, Role.VIEWER);
        dryRun(publishers.token(viewer), name, 403, "resource-forbidden");

        Person supplier = publishers.person(brand, publishers.account(), Role.OUTSIDE_PUBLISHER);
        dryRun(publishers.token(supplier), name, 403, "resource-forbidden");
        dryRun(publishers.token(publishers.person(brand, publishers.account(), Role.ADMIN)), name, 202, null);

        String reader = publishers
                .issue(person, CredentialKind.TOKEN, EnumSet.of(Permission.PACKAGE_ACCESS), CredentialLimits.none())
                .secret();
        dryRun(reader, name, 403, "macaroon-permission-required");
    }

    private static void dryRun(String token, String name, int status, String code) {
        Response response = json(token, Map.of("name", name, "dry_run", true)).post("/dev/api/snap-push/");
        response.then().statusCode(status);
        if (code == null) {
            response.then().body("status_details_url", nullValue());
        } else {
            response.then().body("error_list.code", contains(code));
        }
    }

    @Test
    void anUploadMustExistAndFit() {
        byte[] file = SnapFile.app(name, "1.0");
        String upload = upload(file);
        String other = publishers.unique("app");
        register(token, brand, other);

        refused(Map.of("name", name, "updown_id", "x".repeat(43)), "no such upload");
        refused(Map.of("name", name, "updown_id", upload, "binary_filesize", file.length + 1), "the request says");
        json(token, Map.of("name", name, "updown_id", upload, "binary_filesize", file.length))
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(202);
        refused(Map.of("name", other, "updown_id", upload), "claimed for something else");
    }

    @Test
    void anUploadThatNobodyClaimedIsForgotten() {
        String upload = upload(SnapFile.app(name, "1.0"));
        publishers.sql("update upload set expires_at = now() where id = ?1", upload);

        refused(Map.of("name", name, "updown_id", upload), "no such upload");
    }

    private void refused(Map<String, Object> body, String words) {
        json(token, body)
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"))
                .body("error_list[0].message", containsString(words));
    }

    @Test
    void aSubmissionThatWasCutIsTakenUpAgain() {
        byte[] file = SnapFile.app(name, "1.0");
        String upload = upload(file);
        UUID submission = UUID.randomUUID();
        publishers.sql("update upload set claimed_at = now() where id = ?1", upload);
        publishers.sql(
                "insert into submission (id, snap_id, upload_id, person_id, state, channels, created_at)"
                        + " values (?1, ?2, ?3, ?4, 'scanned', '{latest/edge}', now())",
                submission,
                id,
                upload,
                person.id().value());

        awaitProcessed(token, "/dev/api/submissions/" + submission)
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1));

        as(token).get("/api/v2/snaps/{name}/channel-map", name).then().body("channel-map.revision", contains(1));
    }

    @Test
    void aSubmissionIsToldToThoseWhoMayPublish() {
        byte[] file = SnapFile.app(name, "1.0");
        String url = json(token, Map.of("name", name, "updown_id", upload(file)))
                .post("/dev/api/snap-push/")
                .path("status_details_url");
        String path = url.substring("http://localhost:8080".length());
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.ADMIN));

        as(token).get(path).then().statusCode(200);
        as(token).get(path + "/").then().statusCode(200);
        as(stranger).get(path).then().statusCode(404);
        as(token).get("/dev/api/submissions/" + UUID.randomUUID()).then().statusCode(404);
        as(token).get("/dev/api/submissions/..%2f..%2fx").then().statusCode(404);
    }
}
