package org.brandstore.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Role;
import org.brandstore.testing.Endpoints;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A field that is not known is one that was meant; taken for left out, a check that the client believes in is not made. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StrictBodiesIT {
    private static final String FACE = "org.brandstore.api.admin";

    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String reviewer;
    private String snap;

    @BeforeEach
    void somebodyWhoMayEverything() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.values()));
        reviewer = publishers.token(publishers.person(brand, Role.REVIEWER));
        snap = Publishers.register(token, brand, publishers.unique("app"));
    }

    @Test
    void everyBodyRefusesAFieldThatItDoesNotHaveByName() {
        Map<String, Class<?>> bodies = Endpoints.bodies(FACE);
        bodies.values().removeIf(InputStream.class::isAssignableFrom);
        assertThat(bodies).hasSizeGreaterThan(20);
        bodies.forEach((endpoint, body) -> {
            Response answer = send(token, endpoint, "{\"basedOnThat\": 3}");
            assertThat(answer.statusCode())
                    .as(endpoint + " " + answer.asString())
                    .isEqualTo(400);
            assertThat(answer.<String>path("detail")).as(endpoint).contains("no field \"basedOnThat\"");
            for (String field : fields(body)) {
                assertThat(answer.<String>path("detail").replace("-", ""))
                        .as(endpoint)
                        .containsIgnoringCase(field.replace("-", ""));
            }
        });
    }

    /** The handler knows bodies by their package; a body of another package would be read carelessly. */
    @Test
    void bodiesAreRecordsOfTheFace() {
        assertThat(Endpoints.bodies(FACE).values())
                .filteredOn(type -> !InputStream.class.isAssignableFrom(type))
                .allSatisfy(type -> {
                    assertThat(type).isRecord();
                    assertThat(type.getPackageName() + ".").startsWith(FACE + ".");
                });
    }

    @Test
    void aMisspeltRevisionDoesNotLoseTheCheckOfTheRevision() {
        String path = "PUT /api/admin/v1/snaps/{id}/grants";
        assertThat(send(reviewer, path, "{\"grants\": {}, \"revision\": 7, \"reason\": \"edited\"}")
                        .statusCode())
                .isEqualTo(409);
        Response answer = send(reviewer, path, "{\"grants\": {}, \"basedOn\": 7, \"reason\": \"edited\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("detail")).contains("\"basedOn\"", "grants, reason, revision");
    }

    /** Two readers would not agree about which of them counts, and people approve what they read. */
    @Test
    void everyBodyRefusesAFieldThatComesTwiceAndWhatFollowsIt() {
        Map<String, Class<?>> bodies = Endpoints.bodies(FACE);
        bodies.values().removeIf(InputStream.class::isAssignableFrom);
        bodies.forEach((endpoint, body) -> {
            String field = fields(body).getFirst();
            for (String sent : List.of(
                    "{\"%1$s\": null, \"%1$s\": null}".formatted(field),
                    "{} {}",
                    "{}]",
                    "{\"" + field + "\": null} x")) {
                Response answer = send(token, endpoint, sent);
                assertThat(answer.statusCode())
                        .as(endpoint + " " + sent + " " + answer.asString())
                        .isEqualTo(400);
                assertThat(answer.<String>path("detail"))
                        .as(endpoint + " " + sent)
                        .contains("JSON");
            }
        });
    }

    @Test
    void aValueOfAnotherKindIsNotTakenForOneOfTheRightKind() {
        String grants = "PUT /api/admin/v1/snaps/{id}/grants";
        for (String revision : List.of("\"7\"", "7.5", "7.0", "true", "[]", "{}", "\"\"")) {
            Response answer =
                    send(reviewer, grants, "{\"grants\": {}, \"revision\": " + revision + ", \"reason\": \"edited\"}");
            assertThat(answer.statusCode())
                    .as(revision + " " + answer.asString())
                    .isEqualTo(400);
        }
        for (String reason : List.of("7", "true", "1.5", "[\"a\"]", "{}")) {
            Response answer = send(reviewer, grants, "{\"grants\": {}, \"reason\": " + reason + "}");
            assertThat(answer.statusCode()).as(reason + " " + answer.asString()).isEqualTo(400);
        }
    }

    /** Who edits what they have read sends all of it. */
    @Test
    void whatWasReadCanBeSentBack() {
        String path = "/api/admin/v1/snaps/" + snap + "/grants";
        Map<String, Object> read = as(reviewer).get(path).jsonPath().getMap("");
        read.put("reason", "as it was");
        as(reviewer)
                .contentType("application/json")
                .body(read)
                .put(path)
                .then()
                .statusCode(200)
                .body("snap-id", equalTo(snap));
    }

    private Response send(String bearer, String endpoint, String body) {
        String[] parts = endpoint.split(" ");
        String path = parts[1].replaceFirst("(?<=/snaps/)\\{\\w+}", snap)
                .replaceFirst("(?<=/stores/)\\{\\w+}", brand.store().value())
                .replaceAll("\\{\\w+}", "1");
        return as(bearer).contentType("application/json").body(body).request(parts[0], path);
    }

    private static List<String> fields(Class<?> body) {
        return List.of(body.getRecordComponents()).stream()
                .map(component -> {
                    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
                    return named == null ? component.getName() : named.value();
                })
                .toList();
    }
}
