package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Role;
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

/** How people come across a snap: categories, keywords, and what is not to be found (publisher-api.md 4.13, device-api.md 8 and 9). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DiscoveryIT {
    @Inject
    Publishers publishers;

    @Inject
    Catalogs catalogs;

    @Inject
    TestSessions sessions;

    private Brand brand;
    private String token;
    private String name;
    private String other;
    private String id;

    @BeforeEach
    void releaseTwo() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("app");
        other = publishers.unique("other");
        id = register(token, brand, name);
        register(token, brand, other);
        push(token, name, SnapFile.app(name, "1.0"), "edge");
        push(token, other, SnapFile.app(other, "1.0"), "edge");
    }

    private Response metadata(Map<String, ?> fields) {
        return json(token, fields).put("/dev/api/snaps/{id}/metadata", id);
    }

    private RequestSpecification device() {
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
                .header("Snap-Device-Architecture", "amd64");
    }

    private List<String> find(String query) {
        return device().get("/v2/snaps/find?architecture=amd64&" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("results.name");
    }

    private List<String> names() {
        return device().header("X-Ubuntu-Architecture", "amd64")
                .get("/api/v1/snaps/names?confinement=strict")
                .jsonPath()
                .getList("_embedded.'clickindex:package'.package_name");
    }

    /** It is installed by its name: info and an install answer. */
    private void assertInstallable() {
        device().get("/v2/snaps/info/{name}", name).then().statusCode(200).body("snap-id", equalTo(id));
        device().contentType("application/json")
                .body("{\"context\":[],\"actions\":[{\"action\":\"install\",\"instance-key\":\"i\",\"name\":\"" + name
                        + "\",\"epoch\":null,\"channel\":\"edge\"}]}")
                .post("/v2/snaps/refresh")
                .then()
                .statusCode(200)
                .body("results[0].result", equalTo("install"));
    }

    @Test
    void devicesFindASnapByItsCategories() {
        metadata(Map.of("categories", List.of("security", "utilities")))
                .then()
                .statusCode(200)
                .body("categories", contains("security", "utilities"));

        assertThat(find("category=security")).containsExactly(name);
        assertThat(find("section=utilities")).containsExactly(name);
        assertThat(find("category=games")).isEmpty();
        assertThat(find("category=featured")).containsExactlyInAnyOrder(name, other);
        device().get("/v2/snaps/categories")
                .then()
                .statusCode(200)
                .body("categories.name", contains("featured", "security", "utilities"));
        device().get("/api/v1/snaps/sections")
                .then()
                .statusCode(200)
                .body("_embedded.'clickindex:sections'.name", contains("featured", "security", "utilities"));
        device().get("/v2/snaps/info/{name}", name)
                .then()
                .body("snap.categories.name", contains("security", "utilities"))
                .body("snap.categories.featured", contains(false, false));
    }

    @Test
    void keywordsAreSearchedAndNotShown() {
        metadata(Map.of("keywords", List.of("Photovoltaics", "sun"))).then().statusCode(200);

        assertThat(find("q=photovolt")).containsExactly(name);
        assertThat(device().get("/v2/snaps/info/{name}", name).asString()).doesNotContain("hotovolt");
    }

    @Test
    void anUnlistedSnapIsFoundByNobodyAndInstalledByItsName() {
        metadata(Map.of("categories", List.of("secret-things"), "unlisted", true))
                .then()
                .statusCode(200)
                .body("unlisted", equalTo(true));

        assertNotFound();
        assertThat(as(token).get("/dev/api/account").<Boolean>path("snaps.'16'.'" + name + "'.unlisted"))
                .isTrue();
        metadata(Map.of("unlisted", false)).then().body("categories", contains("secret-things"));
        assertThat(find("q=" + name)).containsExactly(name);
        assertThat(names()).contains(name);
    }

    @Test
    void aPrivateSnapIsFoundByNobodyAndInstalledByItsName() {
        metadata(Map.of("categories", List.of("secret-things"), "private", true))
                .then()
                .statusCode(200);

        assertNotFound();
    }

    private void assertNotFound() {
        assertThat(find("q=" + name)).isEmpty();
        assertThat(find("name=" + name)).isEmpty();
        assertThat(find("category=featured")).containsExactly(other);
        assertThat(find("category=secret-things")).isEmpty();
        assertThat(names()).containsExactly(other);
        device().get("/v2/snaps/categories").then().body("categories.name", contains("featured"));
        assertInstallable();
    }

    @Test
    void filmsAreShownAmongThePictures() {
        metadata(Map.of("video_urls", List.of("https://films.example/1")))
                .then()
                .statusCode(200);

        device().get("/v2/snaps/info/{name}", name)
                .then()
                .body("snap.media.findAll { it.type == 'video' }.url", contains("https://films.example/1"));
    }

    /** What is not said stays; whoever speaks, it is one record. */
    @Test
    void theAdministrationSetsTheSame() {
        String admin = publishers.token(publishers.person(brand, Role.ADMIN));
        metadata(Map.of("keywords", List.of("sun"))).then().statusCode(200);

        json(admin, Map.of("discovery", Map.of("categories", List.of("energy"))))
                .put("/api/admin/v1/snaps/{id}/listing", id)
                .then()
                .statusCode(200)
                .body("discovery.categories", contains("energy"))
                .body("discovery.keywords", contains("sun"))
                .body("discovery.videos", empty())
                .body("discovery.unlisted", equalTo(false));

        assertThat(find("category=energy")).containsExactly(name);
    }

    @Test
    void whatCannotBeIsRefusedByItsFieldAndNothingChanges() {
        refused(Map.of("categories", List.of("featured")), "categories");
        refused(Map.of("categories", List.of("No Name")), "categories");
        refused(Map.of("categories", List.of("aa", "bb", "cc", "dd", "ee", "ff")), "categories");
        refused(Map.of("categories", "security"), "categories");
        refused(Map.of("keywords", Collections.nCopies(1, "k".repeat(41))), "keywords");
        refused(Map.of("keywords", List.of("two\nlines")), "keywords");
        refused(Map.of("video_urls", List.of("javascript:alert(1)")), "video_urls");
        refused(Map.of("unlisted", "yes"), "unlisted");

        metadata(Map.of()).then().statusCode(200).body("categories", empty()).body("keywords", empty());
    }

    /** A form sent whole has these fields too: what asks for nothing is no error, what would be a lie is. */
    @Test
    void whatThisStoreDoesNotHaveIsRefusedOnlyWhereItIsAskedFor() {
        metadata(Map.of(
                        "whitelist_countries",
                        List.of(),
                        "blacklist_countries",
                        List.of(),
                        "public_metrics_enabled",
                        false))
                .then()
                .statusCode(200);
        refused(Map.of("whitelist_countries", List.of("DE")), "whitelist_countries");
        refused(Map.of("blacklist_countries", List.of("DE")), "blacklist_countries");
        refused(Map.of("public_metrics_enabled", true), "public_metrics_enabled");
    }

    private void refused(Map<String, ?> fields, String field) {
        metadata(fields)
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"))
                .body("error_list[0].extra.field", equalTo(field));
    }

    /** The addresses of the listing and those in the file would be the same key twice; parsers differ in which they take. */
    @Test
    void noAnswerHasAKeyTwice() throws IOException {
        byte[] file = SnapFile.of(
                name,
                "2.0",
                "base: core24\narchitectures: [amd64]\nlinks: {website: ['https://file.example/'], issues: ['https://i.example/']}\n");
        push(token, name, file, "edge");
        assertThat(strict(device().get("/v2/snaps/find?q=" + name).asString())
                        .at("/results/0/revision/website")
                        .asText())
                .isEqualTo("https://file.example/");

        metadata(Map.of("links", Map.of("website", List.of("https://acme.example/")), "categories", List.of("energy")))
                .then()
                .statusCode(200);

        JsonNode found =
                strict(device().get("/v2/snaps/find?q=" + name).asString()).at("/results/0");
        assertThat(found.at("/snap/website").asText()).isEqualTo("https://acme.example/");
        assertThat(found.get("revision").has("links")).isFalse();
        strict(device().get("/v2/snaps/info/{name}", name).asString());
        String refresh = device().contentType("application/json")
                .body("{\"context\":[],\"actions\":[{\"action\":\"install\",\"instance-key\":\"i\",\"name\":\"" + name
                        + "\",\"epoch\":null,\"channel\":\"edge\"}]}")
                .post("/v2/snaps/refresh")
                .asString();
        assertThat(strict(refresh).at("/results/0/snap/links").toString())
                .isEqualTo("{\"website\":[\"https://acme.example/\"]}");
    }

    private static JsonNode strict(String text) throws IOException {
        JsonFactory factory = JsonFactory.builder().build();
        factory.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        return new ObjectMapper(factory).readTree(text);
    }
}
