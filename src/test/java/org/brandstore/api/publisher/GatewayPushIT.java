package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.pause;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Role;
import org.brandstore.testing.Components;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a file to a revision in the tools' on-premises mode (publisher-api.md 5, trap 12). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GatewayPushIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String name;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("app");
        register(token, brand, name);
    }

    private String submit(byte[] file) {
        return json(token, Map.of("upload-id", upload(file)))
                .post("/v1/snap/{name}/revisions", name)
                .then()
                .statusCode(200)
                .extract()
                .path("status-url");
    }

    private Response await(String statusUrl) {
        for (int poll = 0; poll < 300; poll++) {
            Response response = as(token).get(statusUrl);
            response.then().statusCode(200).body("revisions", hasSize(1));
            if (!response.path("revisions[0].status").equals("processing")) {
                return response;
            }
            pause();
        }
        throw new AssertionError("the submission was not processed in time");
    }

    @Test
    void anUploadedFileBecomesARevision() {
        String statusUrl = submit(SnapFile.app(name, "1.0"));

        assertThat(statusUrl).startsWith("/v1/snap/" + name + "/");
        await(statusUrl)
                .then()
                .body("revisions[0].status", equalTo("approved"))
                .body("revisions[0].revision", equalTo(1))
                .body("revisions[0].errors", nullValue());
    }

    @Test
    void aRefusedFileEndsTheWaitingWithItsReason() {
        await(submit("no snap".getBytes()))
                .then()
                .body("revisions[0].status", equalTo("rejected"))
                .body("revisions[0].revision", nullValue())
                .body("revisions[0].errors", hasSize(1))
                .body("revisions[0].errors[0].code", equalTo("invalid-snap"))
                .body("revisions[0].errors[0].message", containsString("squashfs"));
    }

    @Test
    void componentsComeAlongAndAreNotForgotten() {
        String yaml = "architectures: [amd64]\nbase: core24\ncomponents: {extra: {type: standard}}\n";
        byte[] file = SnapFile.of(name, "1.0", yaml);
        Map<String, Object> sent = Map.of(
                "upload-id",
                upload(file),
                "components",
                Map.of("extra", upload(Components.of(name, "extra", "standard", ""))));

        await(json(token, sent)
                        .post("/v1/snap/{name}/revisions", name)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("status-url"))
                .then()
                .body("revisions[0].status", equalTo("approved"));

        assertThat(publishers.count(
                        "select count(*) from resource_pair p join snap s on s.id = p.snap_id"
                                + " where s.name = ?1 and p.name = 'extra'",
                        name))
                .isEqualTo(1);
    }

    @Test
    void componentsThatAreNoMapOfNamesToUploadsAreRefused() {
        String sent = upload(SnapFile.app(name, "1.0"));

        for (Object wrong : List.of(List.of("extra"), "extra", Map.of("extra", 1), Map.of("No_Name", sent))) {
            json(token, Map.of("upload-id", sent, "components", wrong))
                    .post("/v1/snap/{name}/revisions", name)
                    .then()
                    .statusCode(400)
                    .body("error-list[0].message", containsString("components"));
        }
    }

    @Test
    void aSubmissionIsFoundUnderItsOwnSnapOnly() {
        String other = publishers.unique("app");
        register(token, brand, other);
        String statusUrl = submit(SnapFile.app(name, "1.0"));

        as(token)
                .get(statusUrl.replace(name, other))
                .then()
                .statusCode(404)
                .body("error-list[0].code", equalTo("resource-not-found"));
    }

    @Test
    void severalChannelsMoveTogetherOrNotAtAll() {
        await(submit(SnapFile.app(name, "1.0")));
        Object edge = Map.of("channel", "edge", "revision", 1);

        json(token, List.of(edge, Map.of("channel", "beta", "revision", 9)))
                .post("/v1/snap/{name}/releases", name)
                .then()
                .statusCode(404);
        as(token).get("/v1/snap/{name}/releases", name).then().body("channel-map", hasSize(0));

        json(token, List.of(edge, Map.of("channel", "beta", "revision", 1)))
                .post("/v1/snap/{name}/releases", name)
                .then()
                .statusCode(200);
        as(token).get("/v1/snap/{name}/releases", name).then().body("channel-map", hasSize(2));
    }
}
