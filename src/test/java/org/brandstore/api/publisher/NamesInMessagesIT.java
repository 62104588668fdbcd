package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who named a snap read its name in what they are told, not the ids of the snap, its publisher or its store. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class NamesInMessagesIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER, Role.RELEASE_MANAGER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = register(token, brand, name);
        Publishers.push(token, name, SnapFile.app(name, "1.0"));
    }

    private Map<String, Response> refusals(String who) {
        Map<String, Response> all = new LinkedHashMap<>();
        all.put(
                "release",
                json(who, Map.of("name", name, "revision", "99", "channels", List.of("edge")))
                        .post("/dev/api/snap-release/"));
        all.put(
                "release on premises",
                json(who, List.of(Map.of("revision", 99, "channel", "edge"))).post("/v1/snap/{name}/releases", name));
        all.put("close", json(who, Map.of("channels", List.of("3.0/edge"))).post("/dev/api/snaps/{id}/close", id));
        all.put(
                "close on premises",
                json(who, List.of(Map.of("channel", "3.0/edge"))).post("/v1/snap/{name}/releases", name));
        all.put("default track", json(who, Map.of("default_track", "3.0")).post("/dev/api/snaps/{id}/metadata", id));
        all.put("tracks", json(who, List.of(Map.of("name", "a/b"))).post("/v1/snap/{name}/tracks", name));
        all.put(
                "push",
                json(who, Map.of("name", name, "updown_id", "none", "series", "16"))
                        .post("/dev/api/snap-push/"));
        all.put(
                "invite",
                json(who, Map.of("invites", List.of(Map.of("email", "nobody"))))
                        .post("/v1/snap/{name}/collaborators/invites", name));
        all.put(
                "validate",
                json(who, Map.of("assertion", "type: validation\n")).put("/dev/api/snaps/{id}/validations", id));
        all.put("metadata", json(who, Map.of("title", "x".repeat(100))).post("/dev/api/snaps/{id}/metadata", id));
        return all;
    }

    private void assertNoIds(Map<String, Response> refusals) {
        refusals.forEach((what, response) -> assertThat(response.asString())
                .as(what)
                .doesNotContain(id)
                .doesNotContain(brand.account().value())
                .doesNotContain(brand.store().value())
                .doesNotContain(person.account().value()));
        assertThat(refusals.values()).extracting(Response::statusCode).allMatch(status -> status / 100 == 4);
    }

    @Test
    void whatWasAskedWronglyIsToldWithTheNameOfTheSnap() {
        Map<String, Response> refusals = refusals(token);

        assertNoIds(refusals);
        for (String what : List.of("release", "release on premises", "close", "close on premises", "default track")) {
            assertThat(refusals.get(what).asString()).as(what).contains(name);
        }
    }

    @Test
    void whatSomebodyMayNotDoIsToldWithTheNamesOfSnapAndStore() {
        String viewer = publishers.token(publishers.person(brand, Role.VIEWER));

        Map<String, Response> refusals = refusals(viewer);

        assertNoIds(refusals);
        assertThat(refusals.get("release").asString())
                .contains("cannot release snap " + name)
                .contains("in store A store")
                .contains("you have viewer");
    }

    @Test
    void aNameThatIsTakenIsToldWithTheNameOfTheStore() {
        String outside = publishers.token(publishers.person(brand, Role.OUTSIDE_PUBLISHER));

        Response answer = json(
                        outside,
                        Map.of(
                                "snap_name",
                                name,
                                "series",
                                "16",
                                "store",
                                brand.store().value()))
                .post("/dev/api/register-name/");

        assertNoIds(Map.of("register", answer));
        as(outside).get("/dev/api/account").then().statusCode(200);
    }
}
