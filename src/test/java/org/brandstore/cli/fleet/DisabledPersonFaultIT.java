package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.security.macaroon.Caveat;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.testing.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody who is disabled through one replica is out of the other, with everything they had, within a second. */
@Tag("faults")
class DisabledPersonFaultIT {
    private static final String DEVELOPER = "dev@brand.example";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = TestBrand.newClient();

    /** A request that shows a credential. */
    private record Shown(String path, String header, String value) {}

    @Test
    void everythingOfADisabledPersonStopsOnTheOtherReplicaWithinASecond() throws Exception {
        Path folder = Files.createTempDirectory("disabled").toAbsolutePath();
        Map<String, String> config = Map.of("brandstore.signing.key-bits", "2048");
        TestBrand brand = TestBrand.in(folder);
        try (ServerProcess one = ServerProcess.start(folder, List.of(), config);
                ServerProcess two = ServerProcess.start(folder, List.of(), config)) {
            Map<String, Shown> credentials = credentials(one.url(), two.url(), brand.enrolment());
            for (Map.Entry<String, Shown> credential : credentials.entrySet()) {
                assertThat(status(two.url(), credential.getValue()))
                        .as(credential.getKey())
                        .isEqualTo(200);
            }

            String manager = token(one.url(), TestBrand.MANAGER);
            String people = "/api/admin/v1/stores/" + TestBrand.STORE + "/people";
            String developer = "";
            for (JsonNode person :
                    json.readTree(call(one.url(), "GET", people, "", manager).body())) {
                developer = person.path("email").asText().equals(DEVELOPER)
                        ? person.path("id").asText()
                        : developer;
            }
            HttpResponse<String> disabled =
                    call(one.url(), "POST", people + "/" + developer + "/disable", "{\"reason\":\"left\"}", manager);
            long since = System.nanoTime();
            assertThat(disabled.statusCode()).isEqualTo(200);

            Map<String, Long> stopped = new LinkedHashMap<>();
            for (Map.Entry<String, Shown> credential : credentials.entrySet()) {
                while (status(two.url(), credential.getValue()) == 200
                        && System.nanoTime() - since < Duration.ofSeconds(10).toNanos()) {
                    Thread.onSpinWait();
                }
                stopped.put(
                        credential.getKey(),
                        Duration.ofNanos(System.nanoTime() - since).toMillis());
            }
            System.out.println("stopped on the other replica after milliseconds: " + stopped);
            assertThat(stopped.values()).allSatisfy(millis -> assertThat(millis).isLessThan(1_000));
            for (ServerProcess server : List.of(one, two)) {
                for (Map.Entry<String, Shown> credential : credentials.entrySet()) {
                    assertThat(status(server.url(), credential.getValue()))
                            .as(credential.getKey())
                            .isIn(303, 401);
                }
            }
        }
    }

    /** Each kind of credential, got through one replica or the other. */
    private Map<String, Shown> credentials(URI one, URI two, String enrolment)
            throws IOException, InterruptedException {
        String whoami = "/api/v2/tokens/whoami";
        String exchanged = json.readTree(
                        call(one, "POST", "/v1/tokens/offline/exchange", "{\"macaroon\":\"" + enrolment + "\"}", "")
                                .body())
                .path("macaroon")
                .asText();
        Map<String, Shown> credentials = new LinkedHashMap<>();
        credentials.put("token", new Shown(whoami, "Authorization", "Bearer " + token(two, DEVELOPER)));
        credentials.put("onprem", new Shown(whoami, "Authorization", "macaroon " + exchanged));
        credentials.put("macaroons", new Shown(whoami, "Authorization", macaroons(one)));
        credentials.put("session", new Shown("/console", "Cookie", "brandstore-session=" + session(two)));
        return credentials;
    }

    private String token(URI server, String email) throws IOException, InterruptedException {
        String body =
                json.writeValueAsString(Map.of("email", email, "password", TestBrand.PASSWORD, "description", "test"));
        return json.readTree(
                        call(server, "POST", "/api/admin/v1/tokens", body, "").body())
                .path("token")
                .asText();
    }

    private String macaroons(URI server) throws IOException, InterruptedException {
        String asked = "{\"permissions\":[\"package_access\"]}";
        Macaroon root = Macaroon.parse(
                json.readTree(call(server, "POST", "/dev/api/acl/", asked, "").body())
                        .path("macaroon")
                        .asText());
        String caveat = ((Caveat.ThirdParty) root.caveats().getFirst()).id();
        String body = json.writeValueAsString(
                Map.of("email", DEVELOPER, "password", TestBrand.PASSWORD, "caveat_id", caveat));
        Macaroon discharge = Macaroon.parse(json.readTree(call(server, "POST", "/api/v2/tokens/discharge", body, "")
                        .body())
                .path("discharge_macaroon")
                .asText());
        return "Macaroon root=" + root.serialize() + ", discharge="
                + discharge.boundTo(root).serialize();
    }

    private String session(URI server) throws IOException, InterruptedException {
        HttpResponse<String> form = call(server, "GET", "/console/sign-in", "", "");
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(form.body());
        assertThat(csrf.find()).isTrue();
        String fields = "csrf=" + encode(csrf.group(1)) + "&email=" + encode(DEVELOPER) + "&password="
                + encode(TestBrand.PASSWORD);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.resolve("/console/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", cookie(form, "brandstore-sign-in"))
                        .POST(BodyPublishers.ofString(fields))
                        .build(),
                BodyHandlers.ofString());
        return cookie(answer, "brandstore-session").substring("brandstore-session=".length());
    }

    private HttpResponse<String> call(URI server, String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private int status(URI server, Shown shown) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(server.resolve(shown.path()))
                                .header(shown.header(), shown.value())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static String cookie(HttpResponse<?> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
