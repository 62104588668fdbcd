package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GatingIT extends StatementCase {
    @Test
    void aRevisionIsApprovedAndRevoked() {
        String gated = publishers.unique("gated");
        String gatedId = register(token, brand, gated);
        assertThat(validations("")).isEmpty();
        validate(token, validation(gatedId, 3)).then().statusCode(400);
        for (int version = 1; version <= 3; version++) {
            push(token, gated, SnapFile.app(gated, version + ".0"));
        }

        validate(token, validation(gatedId, 3)).then().statusCode(200);

        assertThat(validations("")).hasSize(1);
        Map<String, Object> item = validations("").getFirst();
        assertKeys(
                item,
                "type",
                "authority-id",
                "series",
                "snap-id",
                "approved-snap-id",
                "approved-snap-name",
                "approved-snap-revision",
                "required",
                "revoked",
                "timestamp",
                "sign-key-sha3-384");
        assertThat(item)
                .containsEntry("approved-snap-revision", "3")
                .containsEntry("approved-snap-name", gated)
                .containsEntry("revoked", false)
                .containsEntry("required", false);
        Map<String, Object> revoked = validation(gatedId, 3);
        revoked.put("revoked", "true");
        revoked.put("revision", "1");
        validate(token, revoked).then().statusCode(200);
        assertThat(validations("")).isEmpty();
        assertThat(validations("?include_revoked=1"))
                .singleElement()
                .satisfies(found ->
                        assertThat(found).containsEntry("revoked", true).containsEntry("revision", "1"));
        validate(token, validation(gatedId, 3)).then().statusCode(409);
    }

    @Test
    void onlyThePublisherOfTheGatingSnapSpeaksForIt() {
        String gated = publishers.unique("gated");
        String gatedId = register(token, brand, gated);
        push(token, gated, SnapFile.app(gated, "1.0"));
        Map<String, Object> good = validation(gatedId, 1);

        Map<String, Object> unknown = validation("u".repeat(32), 1);
        validate(token, unknown).then().statusCode(400).body("error_list[0].message", containsString("no snap"));
        Map<String, Object> other = new HashMap<>(good);
        other.put("snap-id", gatedId);
        validate(token, other).then().statusCode(400);
        json(token, Map.of("assertion", "type: validation\n"))
                .put("/dev/api/snaps/{id}/validations", id)
                .then()
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"));
        String viewer = publishers.token(publishers.person(brand, publishers.account(), Role.VIEWER));
        validate(viewer, good).then().statusCode(403);
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.PUBLISHER));
        validate(stranger, good).then().statusCode(404);
        validate(token, good).then().statusCode(200);
    }

    /** Trap 20: a 404 would make the tool sign the name as if it were an id. */
    @Test
    void theIdOfANameIsToldAndAnUnknownNameIsNoNotFound() {
        as(token)
                .header("Snap-Device-Series", "16")
                .get("/v2/snaps/info/{name}?fields=snap-id", name)
                .then()
                .statusCode(200)
                .body("snap-id", equalTo(id));
        as(token)
                .get("/v2/snaps/info/{id}?fields=snap-id", id)
                .then()
                .statusCode(200)
                .body("snap-id", equalTo(id));
        as(token)
                .get("/v2/snaps/info/no-such-snap?fields=snap-id")
                .then()
                .statusCode(400)
                .body("'error-list'[0].message", containsString("no-such-snap"));
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.PUBLISHER));
        as(stranger).get("/v2/snaps/info/{name}?fields=snap-id", name).then().statusCode(400);
        as("wrong").get("/v2/snaps/info/{name}?fields=snap-id", name).then().statusCode(401);
    }
}
