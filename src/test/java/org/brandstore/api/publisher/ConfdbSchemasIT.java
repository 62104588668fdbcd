package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConfdbSchemasIT extends StatementCase {
    @Test
    void aSchemaIsBuiltSignedSentAndListed() {
        Map<String, Object> headers = build(SCHEMAS, schemaRequest());

        assertKeys(
                headers,
                "type",
                "authority-id",
                "revision",
                "account-id",
                "name",
                "summary",
                "views",
                "timestamp",
                "body");
        String body = (String) headers.get("body");
        assertThat(body).startsWith("{\n  \"storage\": {");
        JsonPath accepted = send(token, SCHEMAS, DeveloperKeys.sign(headers, signer))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(accepted.getList("assertions")).hasSize(1);
        assertThat(accepted.getString("assertions[0].body")).isEqualTo(body);
        JsonPath listed = as(token).get(SCHEMAS + "/network").jsonPath();
        assertKeys(listed.getMap("assertions[0]"), "headers", "body");
        assertKeys(
                listed.getMap("assertions[0].headers"),
                "type",
                "authority-id",
                "account-id",
                "name",
                "summary",
                "views",
                "timestamp",
                "body-length",
                "sign-key-sha3-384");
        assertThat(listed.getMap("assertions[0].headers.views"))
                .isEqualTo(schemaRequest().get("views"));
        assertThat(build(SCHEMAS, schemaRequest())).containsEntry("revision", "1");
        assertThat(as(token).get(SCHEMAS).<List<?>>path("assertions")).hasSize(1);
    }

    @Test
    void aSchemaWithKeysThatTheToolWouldDieOfIsRefused() {
        Map<String, Object> rule = Map.of("storage", "a", "parameters", Map.of());
        Map<String, Object> request = new HashMap<>(schemaRequest());
        request.put("views", Map.of("wifi", Map.of("rules", List.of(rule))));
        refuses(SCHEMAS, request, "parameters");
        Map<String, Object> headers = build(SCHEMAS, schemaRequest());
        headers.put("views", Map.of("wifi", Map.of("rules", List.of(Map.of("storage", "a", "parameters", "b")))));
        send(token, SCHEMAS, DeveloperKeys.sign(headers, signer))
                .then()
                .statusCode(400)
                .body("'error-list'[0].message", containsString("parameters"));
        request.put("views", Map.of());
        refuses(SCHEMAS, request, "at least one view");
        request.putAll(schemaRequest());
        request.put("body", "{");
        refuses(SCHEMAS, request, "body");
    }
}
