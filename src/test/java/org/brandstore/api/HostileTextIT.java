package org.brandstore.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.json;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Texts and times that JSON can carry and no database keeps. They are the client's mistake: 503 would have tools and devices
 * come again and again.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HostileTextIT {
    private static final String NUL = "a\u0000b";

    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String admin;
    private String name;
    private String id;

    @BeforeEach
    void aSnap() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        admin = publishers.token(publishers.person(brand, Role.ADMIN));
        name = publishers.unique("app");
        id = Publishers.register(token, brand, name);
        Publishers.push(token, name, SnapFile.app(name, "1.0"));
    }

    @Test
    void aZeroCharacterIsAMistakeOfTheClient() {
        SoftAssertions all = new SoftAssertions();
        posts().forEach((path, bodies) -> {
            for (Object body : bodies) {
                Response answer = json(token, body).post(path);
                all.assertThat(answer.statusCode())
                        .as("POST " + path + " " + body)
                        .isBetween(400, 499);
            }
        });
        puts().forEach((path, body) -> {
            Response answer = json(admin, body).put(path);
            all.assertThat(answer.statusCode()).as("PUT " + path + " " + body).isBetween(400, 499);
        });
        for (String path : List.of(
                "/api/v2/validation-sets/a%00b",
                "/api/v2/confdb-schemas/a%00b", "/v2/snaps/info/a%00b", "/api/admin/v1/snaps/a%00b/listing")) {
            Response answer = Publishers.as(token).urlEncodingEnabled(false).get(path);
            all.assertThat(answer.statusCode()).as("GET " + path).isLessThan(500);
        }
        all.assertAll();
    }

    private Map<String, List<Object>> posts() {
        Map<String, List<Object>> posts = new LinkedHashMap<>();
        posts.put(
                "/dev/api/acl/",
                List.of(Map.of("permissions", List.of("package_push"), "channels", List.of("latest/" + NUL))));
        posts.put("/v1/tokens/offline/exchange", List.of(Map.of("macaroon", NUL)));
        posts.put("/api/v2/tokens/refresh", List.of(Map.of("discharge_macaroon", NUL)));
        posts.put(
                "/api/admin/v1/tokens",
                List.of(
                        Map.of("email", NUL, "password", "x".repeat(20), "description", "d"),
                        Map.of("email", "a@b.example", "password", NUL.repeat(6), "description", "d")));
        posts.put("/api/admin/v1/tokens/derived", List.of(Map.of("description", "d", "channels", List.of(NUL))));
        posts.put(
                "/dev/api/register-name/",
                List.of(Map.of("snap_name", NUL), Map.of("snap_name", "ok-" + name, "store", NUL)));
        posts.put("/dev/api/register-name-dispute/", List.of(Map.of("snap_name", name, "comment", NUL)));
        posts.put(
                "/dev/api/snap-push/",
                List.of(
                        Map.of("name", name, "updown_id", NUL, "series", "16"),
                        Map.of("name", name, "updown_id", "x", "components", Map.of("c", NUL))));
        posts.put(
                "/dev/api/snap-release/",
                List.of(Map.of("name", name, "revision", "1", "channels", List.of("edge/" + NUL))));
        posts.put("/v1/snap/" + name + "/revisions", List.of(Map.of("upload-id", NUL)));
        posts.put("/v1/snap/" + name + "/tracks", List.of(List.of(Map.of("name", NUL))));
        posts.put(
                "/v1/snap/" + name + "/collaborators/invites",
                List.of(Map.of("invites", List.of(Map.of("email", NUL + "@b.example")))));
        posts.put("/v1/snap/" + name + "/collaborators/invites/accept", List.of(Map.of("token", NUL)));
        posts.put("/v1/snap/" + name + "/collaborators/invites/reject", List.of(Map.of("token", NUL)));
        posts.put(
                "/dev/api/snaps/metrics",
                List.of(Map.of(
                        "filters", List.of(Map.of("snap_id", NUL, "metric_name", NUL, "start", NUL, "end", NUL)))));
        posts.put("/dev/api/account/account-key", List.of(Map.of("account_key_request", NUL)));
        posts.put("/dev/api/snaps/" + id + "/builds", List.of(Map.of("assertion", NUL)));
        posts.put(
                "/dev/api/snaps/" + id + "/metadata",
                List.of(
                        Map.of("title", NUL),
                        Map.of("description", NUL),
                        Map.of("contact", NUL + "@b.example"),
                        Map.of("website", "https://a.example/" + NUL),
                        Map.of("keywords", List.of(NUL)),
                        Map.of("video_urls", List.of("https://a.example/" + NUL)),
                        Map.of("default_track", NUL)));
        return posts;
    }

    private Map<String, Object> puts() {
        return Map.of(
                "/api/admin/v1/snaps/" + id + "/listing", Map.of("links", Map.of("contact", List.of("mailto:" + NUL))),
                "/api/admin/v1/stores/" + brand.store() + "/name-rules",
                        Map.of("prefixes", List.of("acme-"), "reserved", List.of(), "reason", NUL),
                "/api/admin/v1/stores/" + brand.store() + "/review-policy",
                        Map.of("actions", Map.of("kernel", "note"), "reason", NUL),
                "/api/admin/v1/snaps/" + id + "/grants",
                        Map.of("grants", Map.of("plugs", Map.of("network", NUL)), "reason", NUL));
    }

    @Test
    void aTimeThatIsTooFarAwayIsAMistakeOfTheClient() {
        for (String far :
                List.of("9999-12-31T00:00:00+00:00", "+999999999-12-31T00:00:00+00:00", "+300000-01-01T00:00:00")) {
            given().contentType("application/json")
                    .body(Map.of("permissions", List.of("package_push"), "expires", far))
                    .post("/dev/api/acl/")
                    .then()
                    .statusCode(far.startsWith("+") ? 400 : 200);
        }
        assertThat(json(token, Map.of("description", "d", "expires", "+999999999-12-31T00:00:00Z"))
                        .post("/api/admin/v1/tokens/derived")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aZeroCharacterInAFormIsAMistakeOfThePerson() {
        Response form = given().get("/console/sign-in");
        String cookie = form.cookies().keySet().iterator().next();
        String csrf = form.htmlPath().getString("**.find { it.@name == 'csrf' }.@value");
        int status = given().redirects()
                .follow(false)
                .cookie(cookie, form.cookie(cookie))
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf", csrf)
                .formParam("email", NUL)
                .formParam("password", "x".repeat(20))
                .post("/console/sign-in")
                .statusCode();
        assertThat(status).isBetween(400, 499);
    }
}
