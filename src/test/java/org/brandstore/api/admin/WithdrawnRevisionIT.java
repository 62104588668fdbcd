package org.brandstore.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Role;
import org.brandstore.snap.SnapRevision;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WithdrawnRevisionIT extends UploadReviewCase {
    @Test
    void aWithdrawnRevisionIsKeptButCannotBeReleased() {
        push(token, name, SnapFile.app(name, "1.0"), "edge").then().body("revision", equalTo(1));
        push(token, name, SnapFile.app(name, "2.0")).then().body("revision", equalTo(2));
        String path = "/api/admin/v1/snaps/" + id + "/revisions/2/withdraw";
        String releaser = publishers.token(publishers.person(brand, Role.RELEASE_MANAGER));

        json(reviewer, WHY).post(path).then().statusCode(403);
        json(publishers.token(publishers.person(publishers.brand(), Role.ADMIN)), WHY)
                .post(path)
                .then()
                .statusCode(404);
        given().contentType("application/json").body(WHY).post(path).then().statusCode(401);
        json(releaser, "{}").post(path).then().statusCode(400);
        json(releaser, WHY).post(path).then().statusCode(200).body("withdrawn", equalTo(true));
        json(releaser, WHY).post(path).then().statusCode(200);
        json(releaser, WHY).post(path.replace("/2/", "/9/")).then().statusCode(404);

        json(token, Map.of("name", name, "revision", "2", "channels", List.of("edge")))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(409);
        assertThat(revisions.of(id)).extracting(SnapRevision::withdrawn).containsExactly(true, false);
        assertThat(actions()).containsOnlyOnce("snap.revision-withdrawn");
        push(token, name, SnapFile.app(name, "3.0")).then().body("revision", equalTo(3));
    }

    @Test
    void theDatabaseKeepsNamesIdsAndNumbersForEver() {
        push(token, name, SnapFile.app(name, "1.0")).then().body("revision", equalTo(1));
        publishers.sql("update snap_revision set withdrawn_at = now() where snap_id = ?1", id.value());

        for (String statement : List.of(
                "update snap_revision set withdrawn_at = null where snap_id = ?1",
                "update snap_revision set revision = 7 where snap_id = ?1",
                "update snap_revision set sha3_384 = repeat('0', 96) where snap_id = ?1",
                "delete from snap_revision where snap_id = ?1",
                "delete from submission where snap_id = ?1",
                "update snap set name = 'another-name' where id = ?1",
                "update snap set last_revision = 0 where id = ?1",
                "delete from snap where id = ?1")) {
            assertThatThrownBy(() -> publishers.sql(statement, id.value()))
                    .as(statement)
                    .isNotNull();
        }
        json(
                        token,
                        Map.of(
                                "snap_name",
                                name,
                                "series",
                                "16",
                                "store",
                                brand.store().value()))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(409);
    }
}
