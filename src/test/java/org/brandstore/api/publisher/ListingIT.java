package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.session.TestSessions;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts, addresses and pictures of a snap, and who has the last word on them (publisher-api.md 4.13 and 4.14). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ListingIT {
    private static final String METADATA = "/dev/api/snaps/{id}/metadata";
    private static final String PICTURES = "/dev/api/snaps/{id}/binary-metadata";
    private static final byte[] PNG = png(64, 48);
    private static final byte[] SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8);

    @Inject
    Publishers publishers;

    @Inject
    Catalogs catalogs;

    @Inject
    TestSessions sessions;

    private Brand brand;
    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void releaseOne() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = register(token, brand, name);
        push(token, name, SnapFile.app(name, "1.0"), "edge");
    }

    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(64)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .array();
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Object json) {
        try {
            return new ObjectMapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Response metadata(String method, Map<String, ?> fields) {
        return json(token, fields).request(method, METADATA, id);
    }

    private Map<String, Object> shownToDevices() {
        catalogs.rebuild();
        DeviceIdentity device = new DeviceIdentity(
                brand.account(),
                new ModelName("pi"),
                new SerialNumber("s-1"),
                brand.store(),
                new KeyId("k".repeat(64)),
                Instant.now());
        return given().header("Snap-Device-Authorization", "Macaroon root=\"" + sessions.open(device) + "\"")
                .header("Snap-Device-Series", "16")
                .header("Snap-Device-Architecture", "amd64")
                .get("/v2/snaps/info/{name}", name)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("snap");
    }

    @Test
    void theTextsOfTheToolReachTheDevices() {
        metadata(
                        "POST",
                        Map.of(
                                "title",
                                "My app",
                                "summary",
                                "Does it",
                                "description",
                                "Line\nline",
                                "license",
                                "MIT OR Apache-2.0"))
                .then()
                .statusCode(200);

        assertThat(shownToDevices())
                .containsEntry("title", "My app")
                .containsEntry("summary", "Does it")
                .containsEntry("description", "Line\nline")
                .containsEntry("license", "MIT OR Apache-2.0");
    }

    @Test
    void addressesReachTheDevices() {
        Map<String, Object> links = Map.of(
                "website", List.of("https://acme.example/app"),
                "contact", List.of("mailto:help@acme.example"),
                "issues", List.of("https://acme.example/issues", "https://other.example/"));
        metadata("PUT", Map.of("links", links)).then().statusCode(200);

        assertThat(shownToDevices())
                .containsEntry("links", links)
                .containsEntry("website", "https://acme.example/app")
                .containsEntry("contact", "mailto:help@acme.example");
        metadata("PUT", Map.of("contact", "new@acme.example", "website", ""))
                .then()
                .statusCode(200);
        assertThat(shownToDevices())
                .containsEntry("contact", "mailto:new@acme.example")
                .doesNotContainKey("website");
    }

    /** A conflict names each field with what it is now; forcing overwrites. */
    @Test
    void whatAPersonSetIsKeptUnlessForced() {
        String admin = publishers.token(publishers.person(brand, Role.ADMIN));
        metadata("POST", Map.of("summary", "First", "description", "First"))
                .then()
                .statusCode(200);
        metadata("POST", Map.of("summary", "Second")).then().statusCode(200);
        json(admin, Map.of("summary", "By hand", "title", "Hand"))
                .put("/api/admin/v1/snaps/{id}/listing", id)
                .then()
                .statusCode(200)
                .body("edited", contains("summary", "title"));

        metadata("POST", Map.of("summary", "Third", "title", "Third", "description", "Third"))
                .then()
                .statusCode(409)
                .body("error_list.code", contains("conflict", "conflict"))
                .body("error_list.extra.name", containsInAnyOrder("summary", "title"))
                .body("error_list.extra.current", containsInAnyOrder("By hand", "Hand"));
        assertThat(shownToDevices()).containsEntry("summary", "By hand").containsEntry("description", "First");
        metadata("POST", Map.of("summary", "By hand")).then().statusCode(200);
        json(token, Map.of("summary", "Third"))
                .put(METADATA + "?conflict_on_update=true", id)
                .then()
                .statusCode(409);
        metadata("PUT", Map.of("summary", "Third", "title", "Third")).then().statusCode(200);
        assertThat(shownToDevices()).containsEntry("summary", "Third").containsEntry("title", "Third");
        metadata("POST", Map.of("summary", "Fourth")).then().statusCode(200);
        as(admin)
                .get("/api/admin/v1/snaps/{id}/listing", id)
                .then()
                .body("summary", equalTo("Fourth"))
                .body("edited", hasSize(0));
    }

    @Test
    void badTextsAndAddressesAreRefusedByTheirField() {
        refused(Map.of("title", "x".repeat(41)), "title");
        refused(Map.of("summary", "x".repeat(129)), "summary");
        refused(Map.of("summary", "two\nlines"), "summary");
        refused(Map.of("description", "x".repeat(4_097)), "description");
        refused(Map.of("license", "<script>"), "license");
        refused(Map.of("summary", 7), "summary");
        refused(Map.of("website", "javascript:alert(1)"), "website");
        refused(Map.of("links", Map.of("contact", List.of("not an address"))), "contact");
        refused(Map.of("links", Map.of("other", List.of("https://a.example"))), "links.other");
        refused(Map.of("public_metrics_enabled", true), "public_metrics_enabled");
        json(token, List.of()).post(METADATA, id).then().statusCode(400);
        json(token, Map.of("summary", "x"))
                .post(METADATA, "n".repeat(32))
                .then()
                .statusCode(404);
    }

    private void refused(Map<String, ?> fields, String field) {
        metadata("POST", fields)
                .then()
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"))
                .body("error_list[0].extra.field", equalTo(field));
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingOfItIsKept() {
        refused(Map.of("summary", "Half done", "private", "yes"), "private");

        assertThat(shownToDevices()).doesNotContainEntry("summary", "Half done");
    }

    @Test
    void theDefaultTrackMustExist() {
        metadata("PUT", Map.of("default_track", "2.0", "title", "Half done"))
                .then()
                .statusCode(400)
                .body("error_list[0].message", containsString("no such track"));
        metadata("PUT", Map.of()).then().statusCode(200).body("title", not("Half done"));
        json(token, List.of(Map.of("name", "2.0"), Map.of("name", "latest")))
                .post("/v1/snap/{name}/tracks", name)
                .then()
                .statusCode(201)
                .body("num-tracks-created", equalTo(1));
        metadata("PUT", Map.of("default_track", "2.0")).then().statusCode(200).body("default_track", equalTo("2.0"));

        JsonPath map = as(token).get("/api/v2/snaps/{name}/channel-map", name).jsonPath();
        assertThat(map.getString("snap.default-track")).isEqualTo("2.0");
        assertThat(map.<String>getList("snap.tracks.status")).containsExactlyInAnyOrder("active", "default");
        json(token, Map.of("name", name, "revision", "1", "channels", List.of("stable")))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(200)
                .body("waiting_channels", contains("latest/stable"));
        json(token, List.of(Map.of("name", "3.0", "version-pattern", "3.*")))
                .post("/v1/snap/{name}/tracks", name)
                .then()
                .statusCode(400);
        json(token, List.of(Map.of("name", "no/track")))
                .post("/v1/snap/{name}/tracks", name)
                .then()
                .statusCode(400);
    }

    @Test
    void aSnapIsHiddenFromSearchesAndShownAgain() {
        metadata("PUT", Map.of("private", true)).then().statusCode(200);
        assertThat(as(token).get("/dev/api/account").<Boolean>path("snaps.'16'.'" + name + "'.private"))
                .isTrue();
        metadata("PUT", Map.of("private", false)).then().statusCode(200).body("private", equalTo(false));
    }

    private static Map<String, Object> entry(String type, byte[] file, String key, String filename) {
        return Map.of("type", type, "hash", sha256(file), "key", key, "filename", filename);
    }

    private Response illustrate(String method, List<?> info, Map<String, byte[]> files) {
        RequestSpecification form = as(token).multiPart("info", text(info), "text/plain");
        files.forEach((key, file) -> form.multiPart(key, key + ".png", file));
        return form.request(method, PICTURES, id);
    }

    private List<Map<String, Object>> pictures() {
        return as(token)
                .get(PICTURES, id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    @Test
    void anIconAndScreenshotsReachTheDevices() {
        assertThat(pictures()).isEmpty();
        illustrate(
                        "POST",
                        List.of(
                                entry("icon", SVG, "icon", "/home/ana/snap/gui/icon.svg"),
                                entry("screenshot", PNG, "shot", "C:\\pictures\\one.png")),
                        Map.of("icon", SVG, "shot", PNG))
                .then()
                .statusCode(200);

        List<Map<String, Object>> kept = pictures();
        assertThat(kept).hasSize(2);
        for (Map<String, Object> item : kept) {
            assertThat(item).containsOnlyKeys("type", "hash", "filename", "url");
        }
        assertThat(kept.getFirst()).containsEntry("filename", "icon.svg").containsEntry("hash", sha256(SVG));
        List<?> media = (List<?>) shownToDevices().get("media");
        String icon = (String) kept.get(0).get("url");
        String shot = (String) kept.get(1).get("url");
        assertThat(media)
                .isEqualTo(List.of(
                        Map.of("type", "icon", "url", icon),
                        Map.of("type", "screenshot", "url", shot, "width", 64, "height", 48)));
        given().get(icon.substring(icon.indexOf("/api/")))
                .then()
                .statusCode(200)
                .contentType("image/svg+xml");
        assertThat(given().get(shot.substring(shot.indexOf("/api/"))).asByteArray())
                .isEqualTo(PNG);
    }

    /** Trap 19: the list comes as a file with an empty name, and means that the icon is to go; other types stay. */
    @Test
    void droppingTheIconIsAFormWithAnUnnamedFile() {
        illustrate(
                        "PUT",
                        List.of(
                                entry("icon", SVG, "icon", "icon.svg"),
                                entry("banner", PNG, "banner", "banner.png"),
                                entry("screenshot", png(1, 1), "shot", "shot.png")),
                        Map.of("icon", SVG, "banner", PNG, "shot", png(1, 1)))
                .then()
                .statusCode(200);
        Map<String, Object> shot = pictures().stream()
                .filter(item -> item.get("type").equals("screenshot"))
                .findFirst()
                .orElseThrow();
        String body = "--b\r\nContent-Disposition: form-data; name=\"info\"; filename=\"\"\r\n\r\n"
                + text(List.of(shot)) + "\r\n--b--\r\n";

        as(token)
                .config(RestAssured.config()
                        .encoderConfig(encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .body(body.getBytes(UTF_8))
                .put(PICTURES, id)
                .then()
                .statusCode(200);

        assertThat(pictures()).extracting(item -> item.get("type")).containsExactlyInAnyOrder("screenshot", "banner");
    }

    @Test
    void wrongPicturesAreRefusedAndNothingChanges() {
        illustrate("POST", List.of(entry("icon", PNG, "icon", "icon.png")), Map.of("icon", PNG))
                .then()
                .statusCode(200);
        List<Map<String, Object>> before = pictures();
        byte[] text = "hello".getBytes(UTF_8);

        refusedPictures(List.of(entry("icon", SVG, "icon", "i")), Map.of("icon", PNG), "SHA-256");
        refusedPictures(List.of(entry("icon", PNG, "other", "i")), Map.of("icon", PNG), "no file");
        refusedPictures(List.of(entry("icon", text, "icon", "i")), Map.of("icon", text), "PNG, JPEG or SVG");
        refusedPictures(List.of(entry("screenshot", SVG, "s", "i")), Map.of("s", SVG), "PNG or JPEG");
        refusedPictures(List.of(entry("film", PNG, "s", "i")), Map.of("s", PNG), "icon, screenshot or banner");
        refusedPictures(List.of(Map.of("type", "screenshot", "hash", "0".repeat(64))), Map.of(), "no such screenshot");
        refusedPictures(
                List.of(entry("icon", SVG, "a", "i"), entry("icon", PNG, "b", "i")),
                Map.of("a", SVG, "b", PNG),
                "at most 1 of type icon");
        byte[] large = Arrays.copyOf(PNG, 300_001);
        refusedPictures(List.of(entry("icon", large, "icon", "i")), Map.of("icon", large), "300000");
        illustrate("POST", List.of(), Map.of("s", new byte[2 * 1024 * 1024 + 1]))
                .then()
                .statusCode(413);
        as(token).multiPart("icon", "icon.png", PNG).post(PICTURES, id).then().statusCode(400);
        as(token)
                .contentType("application/json")
                .body("[]")
                .post(PICTURES, id)
                .then()
                .statusCode(400);
        assertThat(pictures()).isEqualTo(before);
    }

    private void refusedPictures(List<?> info, Map<String, byte[]> files, String why) {
        illustrate("POST", info, files)
                .then()
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"))
                .body("error_list[0].message", containsString(why));
    }

    @Test
    void onlyWhoPublishesTheSnapDescribesIt() {
        String viewer = publishers.token(publishers.person(brand, Role.VIEWER));
        String other = publishers.token(publishers.person(brand, publishers.account(), Role.OUTSIDE_PUBLISHER));
        for (String stranger : List.of(viewer, other)) {
            json(stranger, Map.of("summary", "x")).post(METADATA, id).then().statusCode(403);
        }
        String releases = publishers
                .issue(person, CredentialKind.TOKEN, EnumSet.of(Permission.PACKAGE_RELEASE), CredentialLimits.none())
                .secret();
        json(releases, Map.of("summary", "x"))
                .post(METADATA, id)
                .then()
                .statusCode(403)
                .body("error_list.code", hasItem("macaroon-permission-required"));
        as(releases).multiPart("info", "[]").post(PICTURES, id).then().statusCode(403);
        as(releases).get(PICTURES, id).then().statusCode(403);
    }
}
