package org.brandstore.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;

/** The calls of {@code curl} in the guides, sent as they stand there; only what a reader fills in is filled in. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DocumentedRequestsIT {
    private static final Pattern CALL = Pattern.compile("(?m)^ *curl (?:[^'\"\\n]|'[^']*'|\"[^\"]*\")+$");
    private static final Pattern METHOD = Pattern.compile("-X ([A-Z]+)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\$STORE|https://store\\.acme\\.example)(/api/[^\\s\"]+)");
    private static final Pattern BODY = Pattern.compile("-d\\s+'([^']+)'");

    @Inject
    Publishers publishers;

    @Test
    void theyDoWhatTheGuidesSay() throws IOException {
        Brand brand = publishers.brand();
        String developer = publishers.token(publishers.person(brand, Role.PUBLISHER));
        String token = publishers.token(publishers.person(brand, Role.ADMIN, Role.REVIEWER, Role.RELEASE_MANAGER));
        String name = publishers.unique("app");
        String snap = Publishers.register(developer, brand, name);
        Publishers.push(developer, name, SnapFile.app(name, "1.0"), "edge");
        publishers.sql(
                "insert into model (brand_id, name, store_id, architecture, created_at) values (?1, 'pi', ?2, 'arm64', now())",
                brand.account().value(),
                brand.store().value());
        publishers.sql(
                "insert into device (brand_id, model, serial, device_key_id, registered_at)"
                        + " values (?1, 'pi', 'documented-1', ?2, now())",
                brand.account().value(),
                "d".repeat(64));

        List<String> sent = new ArrayList<>();
        for (String call : calls()) {
            String method = found(METHOD, call).orElse("GET");
            String address = found(ADDRESS, call).orElseThrow();
            Response answer = given().header("Authorization", "Bearer " + token)
                    .contentType("application/json")
                    .body(found(BODY, call).orElse(""))
                    .urlEncodingEnabled(false)
                    .request(
                            method,
                            address.replace("$SNAP_ID", snap)
                                    .replace("$STORE_ID", brand.store().value())
                                    .replace("$STORE", brand.store().value())
                                    .replace("$MODEL", "pi")
                                    .replace("$SERIAL", "documented-1")
                                    .replace("/revisions/7/", "/revisions/1/"));
            assertThat(answer.statusCode()).as(call + "\n" + answer.asString()).isBetween(200, 204);
            sent.add(method + " " + address.replaceFirst("\\?.*", "").replaceFirst(".*/", ""));
        }

        assertThat(sent)
                .containsExactlyInAnyOrder(
                        "GET grants",
                        "PUT grants",
                        "PUT review-policy",
                        "POST withdraw",
                        "PUT serial-policy",
                        "GET csv",
                        "GET why",
                        "GET history");
    }

    private static List<String> calls() throws IOException {
        List<String> calls = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher call = CALL.matcher(Files.readString(page).replace("\\\n", " "));
                while (call.find()) {
                    if (found(ADDRESS, call.group()).isPresent()) {
                        calls.add(call.group());
                    }
                }
            }
        }
        return calls;
    }

    private static Optional<String> found(Pattern pattern, String call) {
        Matcher matcher = pattern.matcher(call);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
