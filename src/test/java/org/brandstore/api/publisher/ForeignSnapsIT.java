package org.brandstore.api.publisher;

import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.naming.SnapId;
import org.brandstore.testing.DeveloperKeys;
import org.brandstore.testing.Endpoints;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A publisher who names a snap of another brand, anywhere in a request, is answered as if there were none: in the path with
 * every kind of body, and deep in bodies that are about a snap of their own.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ForeignSnapsIT {
    private static final String PACKAGE = "org.brandstore.api.publisher";

    @Inject
    Publishers publishers;

    /** All by which a snap could be named. */
    private record Named(String name, String id, String submission, String email) {
        String leftOut(String text) {
            return text.replace(name, "NAME")
                    .replace(id, "ID")
                    .replace(submission, "SUBMISSION")
                    .replace(email, "EMAIL");
        }
    }

    private Brand brand;
    private Person person;
    private String token;
    private AssertionSigner brandSigner;
    private AssertionSigner signer;
    private String own;
    private String ownId;
    private Named hidden;
    private Named absent;

    @BeforeEach
    void aSnapOfAnotherBrand() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.values());
        token = publishers.token(person);
        signer = DeveloperKeys.register(token, person.account(), "signing");
        brandSigner = publishers.brandKey(brand);
        own = publishers.unique("app");
        ownId = register(token, brand, own);
        push(token, own, SnapFile.app(own, "1.0"));

        Brand elsewhere = publishers.brand();
        Person stranger = publishers.person(elsewhere, Role.PUBLISHER);
        String strangers = publishers.token(stranger);
        String name = publishers.unique("app");
        String id = register(strangers, elsewhere, name);
        push(strangers, name, SnapFile.app(name, "1.0"), "stable");
        hidden = new Named(name, id, publishers.newestSubmission(new SnapId(id)).toString(), stranger.email());
        absent = new Named(
                publishers.unique("app"),
                "A".repeat(id.length()),
                UUID.randomUUID().toString(),
                publishers.unique("p") + "@acme.example");
    }

    /** Bodies that are taken at different depths, each about what is named. */
    private static List<Object> bodies(Named of) {
        Map<String, Object> entry =
                Map.of("name", of.name(), "revision", 1, "channel", "edge", "channels", List.of("edge"));
        List<Object> bodies = new ArrayList<>(List.of("", "{", "[]", "{}", "[{}]", "null", List.of(entry), entry));
        bodies.add(Map.of("channels", List.of("no-such-track/stable")));
        bodies.add(Map.of("channels", List.of("not a channel")));
        bodies.add(Map.of("name", of.name(), "revision", 99, "channels", List.of("stable")));
        bodies.add(Map.of("name", of.name(), "series", "16", "updown_id", "x", "dry_run", true));
        bodies.add(Map.of("name", of.name(), "updown_id", "x", "components", Map.of("part", "x")));
        bodies.add(Map.of("upload-id", UUID.randomUUID().toString()));
        bodies.add(Map.of("assertion", "type: snap-build\n"));
        bodies.add(Map.of("invites", List.of(Map.of("email", of.email()))));
        bodies.add(Map.of(
                "packages",
                List.of(Map.of("name", of.name(), "series", "16")),
                "permissions",
                List.of("package_access")));
        bodies.add(Map.of("snap_name", of.name(), "snap_id", of.id()));
        bodies.add(Map.of("summary", 7, "title", "x".repeat(500)));
        return bodies;
    }

    @Test
    void inThePathItIsLikeNoneWhateverTheBody() {
        SoftAssertions softly = new SoftAssertions();
        Endpoints.of(PACKAGE).keySet().forEach(endpoint -> {
            if (endpoint.contains("{") && !endpoint.contains("accept") && !endpoint.contains("reject")) {
                for (int i = 0; i < bodies(hidden).size(); i++) {
                    softly.assertThat(inPath(endpoint, hidden, i))
                            .as(endpoint + " with body " + i)
                            .isEqualTo(inPath(endpoint, absent, i));
                }
            }
        });
        softly.assertAll();
    }

    private String inPath(String endpoint, Named of, int body) {
        String[] parts = endpoint.split(" ");
        boolean submissions = parts[1].contains("submissions");
        String path = parts[1].replace("{id}", submissions ? of.submission() : of.id())
                .replace("{name}", of.name());
        String query = body % 2 == 0 ? "" : "?revision=1&sequence=all&include_revoked=1";
        return essence(json(token, bodies(of).get(body)).request(parts[0], path + query), of);
    }

    /** Requests about what is one's own, or about nothing, which name the other deep inside. */
    private Map<String, Function<Named, Response>> deepInside() {
        Map<String, Function<Named, Response>> all = new LinkedHashMap<>();
        all.put(
                "a submission of it under a name of one's own",
                of -> as(token).get("/v1/snap/{name}/submissions/{id}", own, of.submission()));
        String sets = "/api/v2/validation-sets";
        for (Map<String, Object> more : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("presence", "required", "revision", 1),
                Map.of("presence", "required", "revision", 2),
                Map.of("presence", "invalid"),
                Map.of("components", Map.of("part", "required")),
                Map.of("revision", 1, "components", Map.of("part", Map.of("presence", "required", "revision", 1))))) {
            all.put(
                    "build a set by id with " + more,
                    of -> json(token, set(with(more, "name", of.name(), "id", of.id())))
                            .post(sets + "/build-assertion"));
            all.put(
                    "build a set by name with " + more,
                    of -> json(token, set(with(more, "name", of.name()))).post(sets + "/build-assertion"));
            all.put(
                    "build a set with one's own name and its id with " + more,
                    of -> json(token, set(with(more, "name", own, "id", of.id())))
                            .post(sets + "/build-assertion"));
            all.put(
                    "build a set with its name and one's own id with " + more,
                    of -> json(token, set(with(more, "name", of.name(), "id", ownId)))
                            .post(sets + "/build-assertion"));
        }
        all.put(
                "sign a set",
                of -> as(token)
                        .contentType("text/plain")
                        .body(DeveloperKeys.sign(signedSet(of), signer))
                        .post(sets));
        for (int revision : new int[] {1, 2}) {
            all.put(
                    "approve its revision " + revision,
                    of -> json(token, Map.of("assertion", DeveloperKeys.sign(validation(of, revision), brandSigner)))
                            .put("/dev/api/snaps/{id}/validations", ownId));
        }
        all.put(
                "metrics of it beside those of one's own",
                of -> json(token, Map.of("filters", List.of(metric(ownId), metric(of.id()))))
                        .post("/dev/api/snaps/metrics"));
        all.put(
                "a login for it",
                of -> as(token)
                        .contentType("application/json")
                        .body(Map.of(
                                "permissions",
                                List.of("package_access"),
                                "packages",
                                List.of(Map.of("name", of.name(), "series", "16"))))
                        .post("/dev/api/acl/"));
        all.put(
                "invite its publisher",
                of -> json(token, Map.of("invites", List.of(Map.of("email", of.email()))))
                        .post("/v1/snap/{name}/collaborators/invites", own));
        all.put(
                "take back what its publisher never got",
                of -> json(token, Map.of("invites", List.of(Map.of("email", "x" + of.email()))))
                        .post("/v1/snap/{name}/collaborators/invites/revoke", own));
        all.put(
                "dispute it",
                of -> json(
                                token,
                                Map.of(
                                        "snap_name",
                                        of.name(),
                                        "store",
                                        brand.store().value()))
                        .post("/dev/api/register-name-dispute/"));
        all.put(
                "register it",
                of -> json(token, Map.of("snap_name", of.name(), "dry_run", true))
                        .post("/dev/api/register-name/"));
        all.put(
                "register it again",
                of -> json(token, Map.of("snap_name", of.name())).post("/dev/api/register-name/"));
        return all;
    }

    @Test
    void deepInABodyItIsLikeNone() {
        SoftAssertions softly = new SoftAssertions();
        deepInside()
                .forEach((what, request) -> softly.assertThat(essence(request.apply(hidden), hidden))
                        .as(what)
                        .isEqualTo(essence(request.apply(absent), absent)));
        softly.assertThat(as(token).get("/v1/snap").asString()).doesNotContain(hidden.id());
        softly.assertAll();
    }

    private static Map<String, Object> with(Map<String, Object> map, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(map);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private Map<String, Object> set(Map<String, Object> snap) {
        return Map.of("account-id", person.account().value(), "name", "x", "sequence", 1, "snaps", List.of(snap));
    }

    private Map<String, Object> signedSet(Named of) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "validation-set");
        headers.put("authority-id", person.account().value());
        headers.put("series", "16");
        headers.put("account-id", person.account().value());
        headers.put("name", "set-" + of.name());
        headers.put("sequence", 1);
        headers.put("snaps", List.of(Map.of("name", of.name(), "id", of.id(), "presence", "required", "revision", 2)));
        headers.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return headers;
    }

    private Map<String, Object> validation(Named of, int revision) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("type", "validation");
        headers.put("authority-id", brand.account().value());
        headers.put("series", "16");
        headers.put("snap-id", ownId);
        headers.put("approved-snap-id", of.id());
        headers.put("approved-snap-revision", Integer.toString(revision));
        headers.put("timestamp", "2026-01-01T00:00:00Z");
        return headers;
    }

    private static Map<String, Object> metric(String id) {
        return Map.of("snap_id", id, "metric_name", "daily_device_change", "start", "2031-01-01", "end", "2031-01-02");
    }

    /** Status, type and body, with what was asked for left out, and with what no two answers have in common. */
    private static String essence(Response answer, Named of) {
        return answer.statusCode() + " " + answer.contentType() + " "
                + of.leftOut(answer.asString())
                        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME")
                        .replaceAll("\"(snap_id|id|snap-id)\" ?: ?\"[A-Za-z0-9]{32}\"", "NEW")
                        .replaceAll("\"(token|macaroon|sign-key-sha3-384)\" ?: ?\"[^\"]+\"", "NEW");
    }
}
