package org.brandstore.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with a request is said in the words of the request, whatever part of the server finds it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AdminInputIT {
    @Inject
    Publishers publishers;

    private String token;
    private String store;

    @BeforeEach
    void administrate() {
        Brand brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.ADMIN));
        store = "/api/admin/v1/stores/" + brand.store().value();
    }

    private String refused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.asString()).doesNotContain("org.brandstore", "wanted", "wish", "java.");
        return answer.path("detail");
    }

    private String put(String path, String body) {
        return refused(as(token).contentType("application/json").body(body).put(store + path));
    }

    @Test
    void jsonOfTheWrongTypeIsAnsweredWithTheNameOfTheField() {
        assertThat(put("/name-rules", "{\"prefixes\": \"acme\", \"reserved\": []}"))
                .contains("prefixes must be a list");
        assertThat(put("/review-policy", "{\"max-bytes\": \"lots\", \"reason\": \"r\"}"))
                .contains("max-bytes must be a number");
        assertThat(put("/review-policy", "{\"reason\": [\"r\"]}")).contains("reason must be a text");
        assertThat(put("/release-policy", "[]")).contains("the body must be an object");
    }

    @Test
    void aMissingFieldIsCalledByItsName() {
        assertThat(put("/name-rules", "{\"prefixes\": []}")).contains("reserved must not be null");
        assertThat(put("/review-policy", "{}")).contains("reason must not be null");
        assertThat(put("/name-rules", "null")).contains("the body must not be null");
    }

    @Test
    void pagesOfNoSizeAreRefusedEverywhereInTheSameWords() {
        for (String list : List.of("/serial-requests", "/signing-log")) {
            for (String limit : List.of("x", "0", "-1", "1001", "99999999999")) {
                assertThat(refused(as(token).get(store + list + "?limit=" + limit)))
                        .as(list + " " + limit)
                        .contains("limit must be a number from 1 to 1000");
            }
        }
        for (String list : List.of("/audit", "/signing-log")) {
            assertThat(refused(as(token).get(store + list + "?below=x"))).contains("below");
        }
    }
}
