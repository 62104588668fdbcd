package org.brandstore.api;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.SnapName;
import org.brandstore.security.AccessFilter;
import org.brandstore.security.Demand;
import org.brandstore.security.Effect;
import org.brandstore.security.Open;
import org.brandstore.testing.Endpoints;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who may do what at the administration API and in the console: every method, every role, every brand. What is not said here
 * is open to nobody: a new method fails this test until somebody says whom it is for.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuthorisationMatrixIT {
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    /** Publishers from outside know their own snaps only, and this is none of theirs. */
    private static final Set<Role> INSIDE = EnumSet.complementOf(EnumSet.of(Role.OUTSIDE_PUBLISHER));

    private static final Set<Role> PUBLISHERS = EnumSet.of(Role.ADMIN, Role.PUBLISHER, Role.OUTSIDE_PUBLISHER);
    private static final Set<Role> ADMIN = EnumSet.of(Role.ADMIN);
    private static final Set<Role> DECIDERS = EnumSet.of(Role.ADMIN, Role.RELEASE_MANAGER);
    private static final Set<Role> REVIEWERS = EnumSet.of(Role.ADMIN, Role.REVIEWER);
    /** The snap is the brand's, for which publishers publish. */
    private static final Set<Role> OWNERS = EnumSet.of(Role.ADMIN, Role.PUBLISHER);

    private static final Set<Role> WITHDRAWERS = EnumSet.of(Role.ADMIN, Role.PUBLISHER, Role.RELEASE_MANAGER);

    /** Nobody but the author, whoever else they are. */
    private static final Set<Role> NONE = EnumSet.noneOf(Role.class);

    private static final String WHY = "{\"reason\": \"for a test\"}";

    /**
     * A row of the matrix.
     *
     * @param path with {@code {store}}, {@code {snap}}, {@code {release}}, {@code {upload}} and {@code {person}}
     * @param body empty for none
     * @param roles who gets through; what they get may still be a conflict, as others did it before them
     */
    private record Row(String path, String body, Set<Role> roles) {}

    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    private static void row(String method, String path, String body, Set<Role> roles) {
        ROWS.put(method, new Row(path, body, roles));
    }

    static {
        String admin = "/api/admin/v1";
        row("GET " + admin + "/stores", admin + "/stores", "", ALL);
        row("GET " + admin + "/stores/{id}/release-policy", admin + "/stores/{store}/release-policy", "", ALL);
        row(
                "PUT " + admin + "/stores/{id}/release-policy",
                admin + "/stores/{store}/release-policy",
                "{\"approvals\": {\"stable\": 1}}",
                ADMIN);
        row("GET " + admin + "/stores/{id}/fleet", admin + "/stores/{store}/fleet", "", ALL);
        row(
                "GET " + admin + "/stores/{id}/audit",
                admin + "/stores/{store}/audit",
                "",
                EnumSet.of(Role.ADMIN, Role.AUDITOR));
        row("GET " + admin + "/stores/{id}/name-rules", admin + "/stores/{store}/name-rules", "", ALL);
        row(
                "PUT " + admin + "/stores/{id}/name-rules",
                admin + "/stores/{store}/name-rules",
                "{\"prefixes\": [], \"reserved\": []}",
                ADMIN);
        row("GET " + admin + "/stores/{id}/review-policy", admin + "/stores/{store}/review-policy", "", ALL);
        row("PUT " + admin + "/stores/{id}/review-policy", admin + "/stores/{store}/review-policy", WHY, ADMIN);
        row("GET " + admin + "/releases", admin + "/releases", "", ALL);
        row("GET " + admin + "/releases/{id}", admin + "/releases/{release}", "", ALL);
        row("POST " + admin + "/releases/{id}/reject", admin + "/releases/{release}/reject", WHY, DECIDERS);
        row("POST " + admin + "/releases/{id}/approve", admin + "/releases/{release}/approve", WHY, DECIDERS);
        row("GET " + admin + "/reviews", admin + "/reviews", "", ALL);
        row("GET " + admin + "/reviews/{id}", admin + "/reviews/{upload}", "", ALL);
        row("POST " + admin + "/reviews/{id}/reject", admin + "/reviews/{upload}/reject", WHY, REVIEWERS);
        row("POST " + admin + "/reviews/{id}/approve", admin + "/reviews/{upload}/approve", WHY, REVIEWERS);
        row("POST " + admin + "/reviews/{id}/again", admin + "/reviews/{upload}/again", "", REVIEWERS);
        row("GET " + admin + "/snaps/{id}/grants", admin + "/snaps/{snap}/grants", "", INSIDE);
        row(
                "PUT " + admin + "/snaps/{id}/grants",
                admin + "/snaps/{snap}/grants",
                "{\"grants\": {}, \"reason\": \"for a test\"}",
                REVIEWERS);
        row("GET " + admin + "/snaps/{id}/listing", admin + "/snaps/{snap}/listing", "", INSIDE);
        row("PUT " + admin + "/snaps/{id}/listing", admin + "/snaps/{snap}/listing", "{\"title\": \"T\"}", OWNERS);
        row("GET " + admin + "/snaps/{id}/collaborators", admin + "/snaps/{snap}/collaborators", "", INSIDE);
        row(
                "POST " + admin + "/snaps/{id}/collaborators/invites",
                admin + "/snaps/{snap}/collaborators/invites",
                "{\"email\": \"friend@acme.example\"}",
                OWNERS);
        row(
                "DELETE " + admin + "/snaps/{id}/collaborators/{person}",
                admin + "/snaps/{snap}/collaborators/{person}",
                "",
                OWNERS);
        row(
                "POST " + admin + "/snaps/{id}/revisions/{revision}/withdraw",
                admin + "/snaps/{snap}/revisions/1/withdraw",
                WHY,
                WITHDRAWERS);
        row("GET " + admin + "/snaps/{id}/stops", admin + "/snaps/{snap}/stops", "", INSIDE);
        String wish = "{\"channel\": \"latest/beta\", \"reason\": \"for a test\"}";
        for (String deed : List.of("stop", "resume", "close")) {
            row("POST " + admin + "/snaps/{id}/" + deed, admin + "/snaps/{snap}/" + deed, wish, WITHDRAWERS);
        }
        row(
                "PUT " + admin + "/snaps/{id}/default-track",
                admin + "/snaps/{snap}/default-track",
                "{\"track\": \"latest\", \"reason\": \"for a test\"}",
                WITHDRAWERS);
        row("GET " + admin + "/proposals", admin + "/proposals", "", ALL);
        row("GET " + admin + "/proposals/{id}", admin + "/proposals/{proposal}", "", INSIDE);
        row("POST " + admin + "/proposals/{id}/reject", admin + "/proposals/{proposal}/reject", WHY, REVIEWERS);
        row("POST " + admin + "/proposals/{id}/approve", admin + "/proposals/{proposal}/approve", WHY, REVIEWERS);
        row("POST " + admin + "/proposals/{id}/cancel", admin + "/proposals/{proposal}/cancel", WHY, NONE);
        String store = admin + "/stores/{store}";
        String visibility = store + "/snaps/{snap}/visibility";
        row("GET " + visibility, visibility, "", ALL);
        row("PUT " + visibility, visibility, "{\"shown\": true}", ADMIN);
        String policy = store + "/models/pi/serial-policy";
        row("GET " + store + "/models/{model}/serial-policy", policy, "", ALL);
        row(
                "PUT " + store + "/models/{model}/serial-policy",
                policy,
                "{\"approval\": \"automatic\", \"duplicates\": \"none\", \"hardware\": false}",
                ADMIN);
        row("GET " + store + "/serial-requests", store + "/serial-requests", "", ALL);
        String decision = "{\"ids\": [\"{serial}\"], \"reason\": \"for a test\"}";
        row("POST " + store + "/serial-requests/approve", store + "/serial-requests/approve", decision, DECIDERS);
        row("POST " + store + "/serial-requests/reject", store + "/serial-requests/reject", decision, DECIDERS);
        row("POST " + store + "/hardware-identities", store + "/hardware-identities", "no assertion", ADMIN);
        Set<Role> readers = EnumSet.of(Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER);
        row("GET " + store + "/devices", store + "/devices", "", readers);
        row("GET " + store + "/devices/{model}/{serial}", store + "/devices/pi/{device}", "", readers);
        row(
                "GET " + store + "/devices/{model}/{serial}/why",
                store + "/devices/pi/{device}/why?snap=hello",
                "",
                readers);
        row("GET " + store + "/devices/{model}/{serial}/history", store + "/devices/pi/{device}/history", "", readers);
        row("GET " + store + "/signing-log", store + "/signing-log", "", readers);
        row("GET " + store + "/signing-log/csv", store + "/signing-log/csv", "", readers);
        row("GET " + store + "/signing-log/json", store + "/signing-log/json", "", readers);
        String people = "/people/{person}";
        row("GET " + admin + "/stores/{id}/people", store + "/people", "", ADMIN);
        row(
                "PUT " + admin + "/stores/{id}/people/{person}/roles",
                store + people + "/roles",
                "{\"roles\": [\"viewer\"]}",
                ADMIN);
        row("POST " + admin + "/stores/{id}/people/{person}/unbind", store + "/people/{person}/unbind", "", ADMIN);
        row("POST " + admin + "/stores/{id}/people/{person}/disable", store + "/people/{leaver}/disable", WHY, ADMIN);
        row("GET " + admin + "/stores/{id}/invitations", store + "/invitations", "", ADMIN);
        row(
                "POST " + admin + "/stores/{id}/invitations",
                store + "/invitations",
                "{\"email\": \"new@acme.example\", \"name\": \"New\", \"roles\": [\"viewer\"]}",
                ADMIN);
        row(
                "DELETE " + admin + "/stores/{id}/invitations/{invitation}",
                store + "/invitations/{invitation}",
                "",
                ADMIN);
        String keys = store + "/keys";
        String keyEnd = "{\"cause\": \"rotation\", \"reason\": \"for a test\"}";
        row("GET " + admin + "/stores/{id}/keys", keys, "", EnumSet.of(Role.ADMIN, Role.AUDITOR));
        row(
                "POST " + admin + "/stores/{id}/keys",
                keys,
                "{\"account-key-request\": \"x\", \"reason\": \"for a test\"}",
                ADMIN);
        row("POST " + admin + "/stores/{id}/keys/{key}/end", keys + "/{nothing}/end", keyEnd, ADMIN);
        row("GET " + admin + "/keys", admin + "/keys", "", ALL);
        row("POST " + admin + "/keys/{key}/end", admin + "/keys/{nothing}/end", keyEnd, ALL);
        row("GET " + admin + "/tokens", admin + "/tokens", "", ALL);
        row(
                "POST " + admin + "/tokens/derived",
                admin + "/tokens/derived",
                "{\"description\": \"narrower\", \"permissions\": [\"package_access\"]}",
                ALL);
        row("DELETE " + admin + "/tokens/{id}", admin + "/tokens/{nothing}", "", ALL);
        row("DELETE " + admin + "/tokens/current", admin + "/tokens/current", "", ALL);
    }

    /** The pages and forms of the console. */
    private static final Map<String, Row> PAGES = new LinkedHashMap<>();

    private static void page(String method, String path, String form, Set<Role> roles) {
        PAGES.put(method, new Row(path, form, roles));
    }

    static {
        page("GET /console", "/console", "", ALL);
        page("GET /console/releases", "/console/releases", "", ALL);
        page("GET /console/releases/{id}", "/console/releases/{release}", "", ALL);
        page("POST /console/releases/{id}/reject", "/console/releases/{release}/reject", "reason=no", DECIDERS);
        page("POST /console/releases/{id}/approve", "/console/releases/{release}/approve", "reason=yes", DECIDERS);
        String people = "/console/people/{store}";
        page("GET /console/people", "/console/people", "", ADMIN);
        page("POST " + people + "/invite", people + "/invite", "email=a%40b.example&name=A&role=viewer", ADMIN);
        page("POST " + people + "/invitations/{id}/withdraw", people + "/invitations/{invitation}/withdraw", "", ADMIN);
        page("POST " + people + "/{person}/roles", people + "/{person}/roles", "role=viewer", ADMIN);
        page("POST " + people + "/{person}/disable", people + "/{leaver}/disable", "reason=test", ADMIN);
        String factor = "/remove-second-factor";
        page("POST " + people + "/{person}" + factor, people + "/{person}" + factor, "", ADMIN);
        page("POST " + people + "/{person}/unbind", people + "/{person}/unbind", "", ADMIN);
        page("POST /console/invitation/join", "/console/invitation/join", "", ALL);
        String account = "/console/account";
        page("GET " + account, account, "", ALL);
        page("POST " + account + "/password", account + "/password", "current=x&password=y&again=z", ALL);
        page("POST " + account + "/credentials/{id}/revoke", account + "/credentials/{nothing}/revoke", "", ALL);
        page("POST " + account + "/tokens", account + "/tokens", "description=x&permission=package_access&days=1", ALL);
        for (String step : List.of("begin", "confirm", "recovery-codes", "remove")) {
            page("POST " + account + "/second-factor/" + step, account + "/second-factor/" + step, "code=1", ALL);
        }
        page("GET /console/keys", "/console/keys", "", ALL);
        page("POST /console/keys/end", "/console/keys/end", "key=x&cause=rotation&reason=test", ALL);
        String brandKeys = "/console/keys/{store}";
        page("POST " + brandKeys + "/end", brandKeys + "/end", "key=x&cause=rotation&reason=test", ADMIN);
        page("POST " + brandKeys + "/register", brandKeys + "/register", "request=x&reason=test", ADMIN);
        page("GET /console/snaps", "/console/snaps", "", ALL);
        page("POST /console/snaps", "/console/snaps", "name=matrix-app&store={store}", PUBLISHERS);
        String board = "/console/snaps/{name}";
        page("GET " + board, board, "", INSIDE);
        page("POST " + board + "/release", board + "/release", "revision=1&channel=latest/edge", WITHDRAWERS);
        page("POST " + board + "/close", board + "/close", "channel=latest/beta&reason=test", WITHDRAWERS);
        page("POST " + board + "/uploads", board + "/uploads", "upload=absent&size=1", OWNERS);
        page("POST " + board + "/tracks", board + "/tracks", "track=2.0", WITHDRAWERS);
        page("POST " + board + "/tracks/default", board + "/tracks/default", "track=latest&reason=test", WITHDRAWERS);
        page("GET " + board + "/listing", board + "/listing", "", INSIDE);
        page("POST " + board + "/listing", board + "/listing", "summary=x", OWNERS);
        String withdrawal = board + "/revisions/1/withdraw";
        String method = board + "/revisions/{revision}/withdraw";
        page("GET " + method, withdrawal, "", WITHDRAWERS);
        page("POST " + method, withdrawal, "reason=test&sure=yes", WITHDRAWERS);
        page("POST " + board + "/stop", board + "/stop", "channel=latest/beta&reason=test", WITHDRAWERS);
        page("POST " + board + "/resume", board + "/resume", "channel=latest/beta&reason=test", WITHDRAWERS);
        page("GET /console/proposals", "/console/proposals", "", ALL);
        String proposal = "/console/proposals/{proposal}";
        page("POST /console/proposals/{id}/reject", proposal + "/reject", "reason=no", REVIEWERS);
        page("POST /console/proposals/{id}/approve", proposal + "/approve", "reason=yes", REVIEWERS);
        page("POST /console/proposals/{id}/cancel", proposal + "/cancel", "reason=no", NONE);
        page("GET /console/reviews", "/console/reviews", "", ALL);
        String review = "/console/reviews/{upload}";
        page("POST /console/reviews/{id}/again", review + "/again", "", REVIEWERS);
        page("POST /console/reviews/{id}/reject", review + "/reject", "reason=no", REVIEWERS);
        page("POST /console/reviews/{id}/approve", review + "/approve", "reason=yes", REVIEWERS);
        page("GET /console/serials", "/console/serials", "", ALL);
        String ids = "id={serial}&reason=test";
        page("POST /console/serials/approve", "/console/serials/approve", ids, DECIDERS);
        page("POST /console/serials/reject", "/console/serials/reject", ids, DECIDERS);
        page("POST /console/sign-out", "/console/sign-out", "", ALL);
    }

    @Inject
    Publishers publishers;

    private Brand brand;
    private final Map<String, String> places = new HashMap<>();

    @BeforeEach
    void somethingToDecideAbout() {
        brand = publishers.brand();
        Person developer = publishers.person(brand, Role.PUBLISHER);
        String token = publishers.token(developer);
        String admin = publishers.token(publishers.person(brand, publishers.account(), Role.ADMIN));
        String name = publishers.unique("app");
        places.put("store", brand.store().value());
        places.put("name", name);
        places.put("snap", register(token, brand, name));
        places.put("person", publishers.person(brand, Role.VIEWER).id().toString());
        places.put("leaver", publishers.person(brand, Role.VIEWER).id().toString());
        places.put("nothing", UUID.randomUUID().toString());
        Map<String, Object> invitee =
                Map.of("email", name + "@acme.example", "name", "New", "roles", List.of("viewer"));
        places.put(
                "invitation",
                json(admin, invitee)
                        .post(
                                "/api/admin/v1/stores/{id}/invitations",
                                brand.store().value())
                        .path("id"));
        push(token, name, SnapFile.app(name, "1.0"));
        json(token, Map.of("name", name, "revision", "1", "channels", List.of("stable")))
                .post("/dev/api/snap-release/");
        places.put("release", as(admin).get("/api/admin/v1/releases").path("[0].id"));
        places.put(
                "proposal",
                json(admin, Map.of("actions", Map.of("gadget", "note"), "reason", "for a test"))
                        .put(
                                "/api/admin/v1/stores/{id}/review-policy",
                                brand.store().value())
                        .path("proposal"));
        String kernel = publishers.unique("kernel");
        register(token, brand, kernel);
        push(token, kernel, SnapFile.of(kernel, "1.0", "type: kernel\narchitectures: [amd64]\n"));
        places.put("upload", as(admin).get("/api/admin/v1/reviews").path("[0].id"));
        publishers.sql(
                "insert into model (brand_id, name, store_id, architecture, created_at) values (?1, 'pi', ?2, 'arm64', now())",
                brand.account().value(),
                brand.store().value());
        UUID serial = UUID.randomUUID();
        publishers.sql(
                "insert into serial_request (id, request_id, brand_id, model, device_key_id, proposed, encoded, state,"
                        + " duplicate, requested_at) values (?1, ?2, ?3, 'pi', ?4, '', 'x', 'waiting', false, now())",
                serial,
                "request-" + serial,
                brand.account().value(),
                "k".repeat(64));
        places.put("serial", serial.toString());
        publishers.sql(
                "insert into device (brand_id, model, serial, device_key_id, registered_at) values (?1, 'pi', ?2, ?3, now())",
                brand.account().value(),
                "serial-" + serial,
                serial.toString().repeat(2).substring(0, 64));
        places.put("device", "serial-" + serial);
        assertThat(places).hasSize(12).doesNotContainValue(null);
    }

    private String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("{" + place.getKey() + "}", place.getValue());
        }
        return filled;
    }

    private static Map<String, Class<?>> signedIn(String packageName) {
        Map<String, Class<?>> methods = new TreeMap<>(Endpoints.of(packageName));
        methods.values().removeIf(Open.class::equals);
        return methods;
    }

    private int status(String token, String method, Row row) {
        RequestSpecification request = token.isEmpty() ? given() : as(token);
        boolean json = row.body().isEmpty() || row.body().startsWith("{");
        String type = json ? "application/json" : "application/x.ubuntu.assertion";
        request.config(RestAssured.config().encoderConfig(encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)));
        request.contentType(type);
        if (!row.body().isEmpty()) {
            request.body(filled(row.body()));
        }
        return request.request(method.substring(0, method.indexOf(' ')), filled(row.path()))
                .statusCode();
    }

    /** Some things are not made here: who may decide about them is told that there is none. */
    private static boolean isThrough(Row row, int status) {
        boolean ownAffair =
                row.path().startsWith("/console/account") || row.path().endsWith("/join");
        if (ownAffair) {
            return status < 500;
        }
        boolean found = status != 404 || row.path().contains("{nothing}");
        return found && status != 401 && status != 403 && status < 500;
    }

    private Person personWith(Role role) {
        return role == Role.PUBLISHER
                ? publishers.person(brand, role)
                : publishers.person(brand, publishers.account(), role);
    }

    @Test
    void everyMethodOfTheApiIsInTheMatrix() {
        assertThat(ROWS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        signedIn("org.brandstore.api.admin").keySet());
    }

    @Test
    void everyPageOfTheConsoleIsInTheMatrix() {
        assertThat(PAGES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        signedIn("org.brandstore.console").keySet());
    }

    @Test
    void everyRoleMayDoWhatTheMatrixSaysAndNothingElse() {
        SoftAssertions softly = new SoftAssertions();
        // who may decide comes last, so that those who may not are not refused for another reason
        ROWS.forEach((method, row) -> ALL.stream()
                .sorted(Comparator.comparing(row.roles()::contains))
                .forEach(role -> {
                    int status = status(publishers.token(personWith(role)), method, row);
                    boolean through = isThrough(row, status);
                    softly.assertThat(through)
                            .as(method + " as " + role + ": " + status)
                            .isEqualTo(row.roles().contains(role));
                }));
        softly.assertAll();
    }

    @Test
    void nobodyOfAnotherBrandGetsAnywhere() {
        Brand other = publishers.brand();
        SoftAssertions softly = new SoftAssertions();
        for (Role role : ALL) {
            Person stranger = publishers.person(other, role);
            String lasting = publishers.token(stranger);
            ROWS.forEach((method, row) -> {
                String token = method.endsWith("/tokens/current") ? publishers.token(stranger) : lasting;
                int status = status(token, method, row);
                if (row.path().contains("{")) {
                    softly.assertThat(status)
                            .as(method + " as " + role + " elsewhere")
                            .isIn(403, 404);
                } else if (method.startsWith("GET")) {
                    softly.assertThat(as(token).get(row.path()).asString())
                            .as(method)
                            .doesNotContain(places.values());
                }
            });
        }
        softly.assertAll();
    }

    @Test
    void withoutACredentialThereIsNothing() {
        ROWS.forEach(
                (method, row) -> assertThat(status("", method, row)).as(method).isEqualTo(401));
        ROWS.forEach((method, row) ->
                assertThat(status("wrong", method, row)).as(method).isEqualTo(401));
        PAGES.forEach((method, row) -> assertThat(given().redirects()
                        .follow(false)
                        .request(method.substring(0, method.indexOf(' ')), filled(row.path()))
                        .statusCode())
                .as(method)
                .isIn(303, 401));
    }

    /** A token that may do one thing only does that, whatever its person may: nothing is open to any token. */
    @Test
    void aTokenWithOnePermissionDoesWhatThatAllowsAndNothingElse() {
        Person admin = publishers.person(brand, publishers.account(), Role.values());
        Map<String, Demand> demands = Endpoints.demands("org.brandstore.api.admin");
        Map<Permission, String> tokens = new EnumMap<>(Permission.class);
        for (Permission permission : Permission.values()) {
            tokens.put(
                    permission,
                    publishers
                            .issue(admin, CredentialKind.TOKEN, EnumSet.of(permission), CredentialLimits.none())
                            .secret());
        }
        SoftAssertions softly = new SoftAssertions();
        ROWS.forEach((method, row) -> {
            Set<Permission> needed = demands.get(method).permissions();
            if (!method.endsWith("/tokens/current")) {
                softly.assertThat(needed).as(method).isNotEmpty();
                if (!method.startsWith("GET")) {
                    softly.assertThat(needed).as(method).doesNotContain(Permission.PACKAGE_ACCESS);
                }
                tokens.forEach((permission, token) -> {
                    if (!needed.contains(permission)) {
                        softly.assertThat(status(token, method, row))
                                .as(method + " with " + permission)
                                .isEqualTo(403);
                    }
                });
            }
        });
        softly.assertAll();
    }

    /** Nobody finds out with a token for one store what is in the other. */
    @Test
    void aTokenForAnotherStoreFindsNothing() {
        Person admin = publishers.person(brand, publishers.account(), Role.values());
        Brand second = new Brand(brand.account(), publishers.store(brand.account()));
        for (Role role : Role.values()) {
            publishers.grant(admin, second.store(), role);
        }
        String token = issue(admin, CredentialKind.TOKEN, CredentialLimits.toStores(Set.of(second.store())));
        SoftAssertions softly = new SoftAssertions();
        ROWS.forEach((method, row) -> {
            if (row.path().contains("{") && !row.path().contains("{nothing}")) {
                softly.assertThat(status(token, method, row)).as(method).isEqualTo(404);
            } else if (method.startsWith("GET")) {
                softly.assertThat(as(token).get(row.path()).asString())
                        .as(method)
                        .doesNotContain(places.values());
            }
        });
        softly.assertAll();
    }

    /** The credential of somebody who may do all is good for nothing here if it is limited, or is one of a tool. */
    @Test
    void aLimitedCredentialAndThatOfAToolOpenNothing() {
        Person admin = publishers.person(brand, publishers.account(), Role.values());
        CredentialLimits oneSnap =
                new CredentialLimits(Optional.of(Set.of(new SnapName("app"))), Optional.empty(), Optional.empty());
        CredentialLimits oneChannel =
                new CredentialLimits(Optional.empty(), Optional.of(Set.of("edge")), Optional.empty());
        List<String> tokens = List.of(
                issue(admin, CredentialKind.TOKEN, oneSnap),
                issue(admin, CredentialKind.TOKEN, oneChannel),
                issue(admin, CredentialKind.ONPREM, CredentialLimits.none()));
        SoftAssertions softly = new SoftAssertions();
        Map<String, Row> all = new LinkedHashMap<>(ROWS);
        all.putAll(PAGES);
        all.forEach((method, row) -> tokens.forEach(token ->
                softly.assertThat(status(token, method, row)).as(method).isIn(403, 404, 415)));
        softly.assertAll();
    }

    /** A page that says less of itself than its neighbours would be open to more than the matrix shows. */
    @Test
    void everyPageAndFormOfTheConsoleSaysItsPermissionItsRolesAndItsApprovalClass() {
        Map<String, Demand> demands = Endpoints.demands("org.brandstore.console");
        SoftAssertions softly = new SoftAssertions();
        PAGES.keySet().forEach(method -> {
            Demand demand = demands.get(method);
            softly.assertThat(demand.people()).as(method).isTrue();
            softly.assertThat(demand.permissions()).as(method).isNotEmpty();
            softly.assertThat(demand.self()
                            || demand.deed().isPresent()
                            || !demand.roles().isEmpty())
                    .as(method + " says whom it is for")
                    .isTrue();
            boolean reads = demand.effect() == Effect.Reach.READS;
            softly.assertThat(reads).as(method).isEqualTo(method.startsWith("GET"));
            if (!reads) {
                softly.assertThat(demand.permissions()).as(method).doesNotContain(Permission.PACKAGE_ACCESS);
            }
        });
        softly.assertAll();
    }

    /** No session is narrower than its person today; should one be, no page and no form may forget to look. */
    @Test
    void aSessionWithOnePermissionDoesWhatThatAllowsAndNothingElse() {
        Person admin = publishers.person(brand, publishers.account(), Role.values());
        Map<String, Demand> demands = Endpoints.demands("org.brandstore.console");
        SoftAssertions softly = new SoftAssertions();
        for (Permission permission : Permission.values()) {
            String session = publishers
                    .issue(admin, CredentialKind.CONSOLE, EnumSet.of(permission), CredentialLimits.none())
                    .secret();
            PAGES.forEach((method, row) -> {
                if (!demands.get(method).permissions().contains(permission)) {
                    Response answer =
                            form(given().cookie(AccessFilter.SESSION_COOKIE, session), method, row, "no token");
                    softly.assertThat(answer.statusCode())
                            .as(method + " with " + permission)
                            .isEqualTo(403);
                    softly.assertThat(answer.asString())
                            .as(method + " with " + permission)
                            .contains("lacks the permission");
                }
            });
        }
        softly.assertAll();
    }

    /** What a program has is no session, however it is shown, even if its person may do all. */
    @Test
    void noOtherCredentialOpensTheConsole() {
        Person admin = publishers.person(brand, publishers.account(), Role.values());
        SoftAssertions softly = new SoftAssertions();
        for (CredentialKind kind : EnumSet.complementOf(EnumSet.of(CredentialKind.CONSOLE))) {
            String secret = issue(admin, kind, CredentialLimits.none());
            PAGES.forEach((method, row) -> {
                softly.assertThat(form(as(secret), method, row, "no token").statusCode())
                        .as(method + " with " + kind + " in the header")
                        .isIn(303, 401, 403);
                Response cookie = form(given().cookie(AccessFilter.SESSION_COOKIE, secret), method, row, "no token");
                softly.assertThat(cookie.statusCode())
                        .as(method + " with " + kind + " as the cookie")
                        .isIn(303, 401);
                if (cookie.statusCode() == 303) {
                    softly.assertThat(cookie.header("Location")).as(method).contains("/console/sign-in");
                }
            });
        }
        softly.assertAll();
    }

    private String issue(Person person, CredentialKind kind, CredentialLimits limits) {
        return publishers
                .issue(person, kind, EnumSet.allOf(Permission.class), limits)
                .secret();
    }

    @Test
    void everyRoleSeesAndDoesInTheConsoleWhatTheMatrixSays() {
        SoftAssertions softly = new SoftAssertions();
        new TreeMap<>(PAGES)
                .forEach((method, row) -> ALL.stream()
                        .sorted(Comparator.comparing(row.roles()::contains))
                        .forEach(role -> {
                            int status = inConsole(personWith(role), method, row);
                            softly.assertThat(isThrough(row, status))
                                    .as(method + " as " + role + ": " + status)
                                    .isEqualTo(row.roles().contains(role));
                        }));
        Person stranger = publishers.person(publishers.brand(), Role.ADMIN);
        PAGES.forEach((method, row) -> {
            if (row.path().contains("{")) {
                softly.assertThat(inConsole(stranger, method, row))
                        .as(method + " elsewhere")
                        .isIn(403, 404);
            }
        });
        softly.assertAll();
    }

    private int inConsole(Person person, String method, Row row) {
        String session = issue(person, CredentialKind.CONSOLE, CredentialLimits.none());
        RequestSpecification request = given().cookie(AccessFilter.SESSION_COOKIE, session);
        if (method.startsWith("GET")) {
            return form(request, method, row, "").statusCode();
        }
        String page = given().cookie(AccessFilter.SESSION_COOKIE, session)
                .get("/console")
                .asString();
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(csrf.find()).isTrue();
        return form(request, method, row, csrf.group(1)).statusCode();
    }

    /** Asks for a page, or sends its form as a browser does. */
    private Response form(RequestSpecification request, String method, Row row, String csrf) {
        request.redirects().follow(false);
        if (method.startsWith("GET")) {
            return request.get(filled(row.path()));
        }
        String form = "csrf=" + URLEncoder.encode(csrf, UTF_8) + (row.body().isEmpty() ? "" : "&" + filled(row.body()));
        return request.contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(filled(row.path()));
    }
}
