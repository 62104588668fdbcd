package org.brandstore.cli;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.testing.Commands;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.Test;

/** A robot gets what its enrolment says, and not all that its person may do. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class NarrowEnrolmentIT {
    @Inject
    Publishers publishers;

    @Inject
    Commands commands;

    @Test
    void aNarrowEnrolmentBecomesATokenThatIsAsNarrow() {
        Brand brand = publishers.brand();
        Person robot = publishers.person(brand, Role.PUBLISHER);
        String name = publishers.unique("app");
        Publishers.register(publishers.token(robot), brand, name);

        List<String> printed = commands.run(
                "person",
                "enrol",
                robot.email(),
                "--snap",
                name,
                "--channel",
                "*/edge,beta",
                "--permission",
                "package_access",
                "--expires",
                "2031-01-31");
        String token = given().contentType("application/json")
                .body(Map.of("macaroon", printed.getFirst()))
                .post("/v1/tokens/offline/exchange")
                .then()
                .statusCode(200)
                .extract()
                .path("macaroon");

        as(token)
                .get("/v1/tokens/whoami")
                .then()
                .statusCode(200)
                .body("permissions", contains("package_access"))
                .body("channels", contains("*/edge", "beta"))
                .body("packages.name", contains(name))
                .body("expires", startsWith("2031-01-31"));
        as(token).get("/v1/snap/{name}", name).then().statusCode(200).body("metadata.name", equalTo(name));
        json(token, Map.of("name", name, "type", "snap"))
                .post("/v1/snap")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsNoNameIsRefusedBeforeAnythingIsMade() {
        Person robot = publishers.person(publishers.brand(), Role.PUBLISHER);

        for (List<String> wrong : List.of(
                List.of("--channel", "nonsense"),
                List.of("--permission", "package_everything"),
                List.of("--snap", "No_Name"),
                List.of("--expires", "soon"),
                List.of("--expires", "2001-01-01"))) {
            assertThat(commands.fail("person", "enrol", robot.email(), wrong.getFirst(), wrong.getLast()))
                    .as(wrong.toString())
                    .isNotEmpty();
        }
        assertThat(publishers.count(
                        "select count(*) from credential where person_id = ?1",
                        robot.id().value()))
                .isZero();
    }
}
