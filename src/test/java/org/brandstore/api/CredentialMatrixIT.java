package org.brandstore.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.assertj.core.api.SoftAssertions;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.SnapName;
import org.brandstore.security.Demand;
import org.brandstore.security.Open;
import org.brandstore.snap.SnapOperation;
import org.brandstore.testing.Endpoints;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A credential for one snap and one channel can do nothing else, at any method of the publisher face. The list of methods is
 * read from the face itself: a new method fails this test until somebody says what a limited credential gets there.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CredentialMatrixIT {
    /** What a credential that is limited gets. */
    private enum Reach {
        /** an answer about the snap of the credential only */
        OWN_SNAP,
        /** the same, and nothing for another channel than that of the credential */
        OWN_SNAP_AND_CHANNEL,
        /** nothing: what is decided here concerns more than one snap or channel */
        NOTHING,
        /** what it says of itself */
        ITSELF,
    }

    /** Which snap, and which channel, a request is about. */
    private record Target(String account, String name, String id, String channel, String submission) {}

    private record Door(Reach reach, BiFunction<RequestSpecification, Target, Response> call) {}

    private static final Map<String, Door> DOORS = new LinkedHashMap<>();
    private static final Map<String, String> UPLOADS = new HashMap<>();

    private static void door(Reach reach, String method, BiFunction<RequestSpecification, Target, Response> call) {
        DOORS.put(method, new Door(reach, call));
    }

    private static Map<String, Object> release(Target to) {
        return Map.of("name", to.name(), "revision", "1", "channels", List.of(to.channel()));
    }

    /** One upload will do for all that are refused before anybody looks at it. */
    private static String file(Target to) {
        return UPLOADS.computeIfAbsent(to.name(), name -> upload(SnapFile.app(name, "1.0")));
    }

    /** A set that pins a revision that was uploaded, and never released. */
    private static Map<String, Object> set(Target of) {
        Map<String, Object> snap = Map.of("name", of.name(), "id", of.id(), "presence", "required", "revision", 2);
        return Map.of("account-id", of.account(), "name", "x", "sequence", 1, "snaps", List.of(snap));
    }

    private static Map<String, Object> metric(Target of) {
        return Map.of(
                "filters",
                List.of(Map.of(
                        "snap_id",
                        of.id(),
                        "metric_name",
                        "daily_device_change",
                        "start",
                        "2031-01-01",
                        "end",
                        "2031-01-02")));
    }

    static {
        String snaps = "/dev/api/snaps/{id}";
        String gateway = "/v1/snap/{name}";
        door(Reach.ITSELF, "GET /api/v2/tokens/whoami", (as, to) -> as.get("/api/v2/tokens/whoami"));
        door(Reach.ITSELF, "GET /v1/tokens/whoami", (as, to) -> as.get("/v1/tokens/whoami"));
        door(Reach.ITSELF, "GET /dev/api/account", (as, to) -> as.get("/dev/api/account"));
        door(Reach.ITSELF, "GET /v1/snap", (as, to) -> as.get("/v1/snap?include-collaborations=true"));
        door(Reach.OWN_SNAP, "GET /v1/snap/{name}", (as, to) -> as.get("/v1/snap/{name}", to.name()));
        door(
                Reach.OWN_SNAP,
                "POST /v1/snap",
                (as, to) -> as.body(Map.of("name", to.name(), "type", "snap")).post("/v1/snap"));
        door(
                Reach.NOTHING,
                "POST /dev/api/account/account-key",
                (as, to) -> as.body(Map.of("account_key_request", "x")).post("/dev/api/account/account-key"));
        door(
                Reach.OWN_SNAP,
                "POST /dev/api/register-name",
                (as, to) -> as.body(Map.of("snap_name", to.name())).post("/dev/api/register-name/"));
        door(
                Reach.OWN_SNAP,
                "POST /dev/api/register-name-dispute",
                (as, to) -> as.body(Map.of("snap_name", to.name())).post("/dev/api/register-name-dispute/"));
        door(
                Reach.OWN_SNAP_AND_CHANNEL,
                "POST /dev/api/snap-push",
                (as, to) -> as.body(Map.of("name", to.name(), "updown_id", file(to), "channels", List.of(to.channel())))
                        .post("/dev/api/snap-push/"));
        door(
                Reach.OWN_SNAP,
                "GET /dev/api/submissions/{id}",
                (as, to) -> as.get("/dev/api/submissions/{id}", to.submission()));
        door(
                Reach.OWN_SNAP_AND_CHANNEL,
                "POST /dev/api/snap-release",
                (as, to) -> as.body(release(to)).post("/dev/api/snap-release/"));
        door(
                Reach.OWN_SNAP_AND_CHANNEL,
                "POST /dev/api/snaps/{id}/close",
                (as, to) -> as.body(Map.of("channels", List.of(to.channel()))).post(snaps + "/close", to.id()));
        door(Reach.OWN_SNAP, "GET /dev/api/snaps/{id}/state", (as, to) -> as.get(snaps + "/state", to.id()));
        door(
                Reach.OWN_SNAP,
                "POST /dev/api/snaps/{id}/metadata",
                (as, to) -> as.body(Map.of("summary", "S")).post(snaps + "/metadata", to.id()));
        door(
                Reach.OWN_SNAP,
                "PUT /dev/api/snaps/{id}/metadata",
                (as, to) -> as.body(Map.of("summary", "S")).put(snaps + "/metadata", to.id()));
        door(
                Reach.OWN_SNAP,
                "GET /dev/api/snaps/{id}/binary-metadata",
                (as, to) -> as.get(snaps + "/binary-metadata", to.id()));
        door(
                Reach.OWN_SNAP,
                "POST /dev/api/snaps/{id}/binary-metadata",
                (as, to) -> as.contentType("multipart/form-data")
                        .multiPart("info", "[]")
                        .post(snaps + "/binary-metadata", to.id()));
        door(
                Reach.OWN_SNAP,
                "PUT /dev/api/snaps/{id}/binary-metadata",
                (as, to) -> as.contentType("multipart/form-data")
                        .multiPart("info", "[]")
                        .put(snaps + "/binary-metadata", to.id()));
        door(
                Reach.OWN_SNAP,
                "POST /dev/api/snaps/{id}/builds",
                (as, to) -> as.body(Map.of("assertion", "x")).post(snaps + "/builds", to.id()));
        door(
                Reach.OWN_SNAP,
                "GET /dev/api/snaps/{id}/validations",
                (as, to) -> as.get(snaps + "/validations", to.id()));
        door(
                Reach.NOTHING,
                "PUT /dev/api/snaps/{id}/validations",
                (as, to) -> as.body(Map.of("assertion", "x")).put(snaps + "/validations", to.id()));
        door(
                Reach.OWN_SNAP,
                "POST /dev/api/snaps/metrics",
                (as, to) -> as.body(metric(to)).post("/dev/api/snaps/metrics"));
        door(
                Reach.OWN_SNAP,
                "GET /api/v2/snaps/{name}/channel-map",
                (as, to) -> as.get("/api/v2/snaps/{name}/channel-map", to.name()));
        door(
                Reach.OWN_SNAP,
                "GET /api/v2/snaps/{name}/releases",
                (as, to) -> as.get("/api/v2/snaps/{name}/releases", to.name()));
        for (String kind : List.of("/api/v2/validation-sets", "/api/v2/confdb-schemas")) {
            door(Reach.NOTHING, "GET " + kind, (as, to) -> as.get(kind));
            door(Reach.NOTHING, "GET " + kind + "/{name}", (as, to) -> as.get(kind + "/a-name"));
            door(Reach.NOTHING, "POST " + kind, (as, to) -> as.body("{}").post(kind));
            door(
                    Reach.NOTHING,
                    "POST " + kind + "/build-assertion",
                    (as, to) -> as.body(set(to)).post(kind + "/build-assertion"));
        }
        door(
                Reach.OWN_SNAP,
                "POST /v1/snap/{name}/revisions",
                (as, to) -> as.body(Map.of("upload-id", file(to))).post(gateway + "/revisions", to.name()));
        door(Reach.OWN_SNAP, "GET /v1/snap/{name}/revisions", (as, to) -> as.get(gateway + "/revisions", to.name()));
        door(
                Reach.OWN_SNAP,
                "GET /v1/snap/{name}/submissions/{id}",
                (as, to) -> as.get(gateway + "/submissions/{id}", to.name(), to.submission()));
        door(
                Reach.OWN_SNAP_AND_CHANNEL,
                "POST /v1/snap/{name}/releases",
                (as, to) -> as.body(List.of(Map.of("revision", 1, "channel", to.channel())))
                        .post(gateway + "/releases", to.name()));
        door(Reach.OWN_SNAP, "GET /v1/snap/{name}/releases", (as, to) -> as.get(gateway + "/releases", to.name()));
        door(
                Reach.NOTHING,
                "POST /v1/snap/{name}/tracks",
                (as, to) -> as.body(List.of(Map.of("name", "t"))).post(gateway + "/tracks", to.name()));
        door(
                Reach.OWN_SNAP,
                "GET /v1/snap/{name}/collaborators",
                (as, to) -> as.get(gateway + "/collaborators", to.name()));
        door(
                Reach.OWN_SNAP,
                "GET /v1/snap/{name}/collaborators/invites",
                (as, to) -> as.get(gateway + "/collaborators/invites", to.name()));
        for (String deed : List.of("", "/revoke")) {
            door(
                    Reach.NOTHING,
                    "POST /v1/snap/{name}/collaborators/invites" + deed,
                    (as, to) -> as.body(Map.of("invites", List.of(Map.of("email", "a@b.example"))))
                            .post(gateway + "/collaborators/invites" + deed, to.name()));
        }
        for (String deed : List.of("/accept", "/reject")) {
            door(
                    Reach.NOTHING,
                    "POST /v1/snap/{name}/collaborators/invites" + deed,
                    (as, to) ->
                            as.body(Map.of("token", "x")).post(gateway + "/collaborators/invites" + deed, to.name()));
        }
    }

    @Inject
    Publishers publishers;

    /** Who may do what with a snap that is the brand's. */
    private static final Map<SnapOperation, Set<Role>> MAY = Map.of(
            SnapOperation.SEE,
            EnumSet.complementOf(EnumSet.of(Role.OUTSIDE_PUBLISHER)),
            SnapOperation.PUBLISH,
            EnumSet.of(Role.ADMIN, Role.PUBLISHER),
            SnapOperation.RELEASE,
            EnumSet.of(Role.ADMIN, Role.PUBLISHER, Role.RELEASE_MANAGER),
            SnapOperation.SHARE,
            EnumSet.of(Role.ADMIN, Role.PUBLISHER));

    private Brand brand;
    private Person person;
    private Target own;
    private Target other;
    private String limited;

    @BeforeEach
    void releaseTwoSnaps() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        String token = publishers.token(person);
        own = target(brand, token);
        other = target(brand, token);
        limited = publishers
                .issue(
                        person,
                        CredentialKind.TOKEN,
                        EnumSet.allOf(Permission.class),
                        new CredentialLimits(
                                Optional.of(Set.of(new SnapName(own.name()))),
                                Optional.of(Set.of("edge")),
                                Optional.empty()))
                .secret();
    }

    private static Target target(Brand brand, String token) {
        String name = "app-" + UUID.randomUUID().toString().substring(0, 8);
        String id = register(token, brand, name);
        push(token, name, SnapFile.app(name, "1.0"));
        String url = Publishers.json(token, Map.of("upload-id", upload(SnapFile.app(name, "1.0"))))
                .post("/v1/snap/{name}/revisions", name)
                .then()
                .statusCode(200)
                .extract()
                .path("status-url");
        return new Target(brand.account().value(), name, id, "edge", url.substring(url.lastIndexOf('/') + 1));
    }

    private static Target in(Target target, String channel) {
        return new Target(target.account(), target.name(), target.id(), channel, target.submission());
    }

    private static int status(String token, Door door, Target target) {
        RequestSpecification request = token.isEmpty() ? given() : as(token);
        return door.call()
                .apply(request.contentType("application/json"), target)
                .statusCode();
    }

    @Test
    void everyMethodOfThePublisherFaceIsInTheMatrix() {
        Map<String, Class<?>> methods = new TreeMap<>(Endpoints.of("org.brandstore.api.publisher"));
        methods.values().removeIf(Open.class::equals);

        assertThat(DOORS.keySet()).containsExactlyInAnyOrderElementsOf(methods.keySet());
    }

    @Test
    void theWholeCredentialOpensEveryDoor() {
        String whole = publishers.token(person);
        SoftAssertions softly = new SoftAssertions();
        DOORS.forEach((method, door) ->
                softly.assertThat(status(whole, door, own)).as(method).isIn(200, 201, 202, 204, 400, 404, 409));
        softly.assertAll();
    }

    @Test
    void aCredentialForOneSnapAndOneChannelDoesNothingElse() {
        SoftAssertions softly = new SoftAssertions();
        DOORS.forEach((method, door) -> {
            int there = status(limited, door, other);
            switch (door.reach()) {
                case OWN_SNAP ->
                    softly.assertThat(there).as(method + " of another snap").isEqualTo(403);
                case OWN_SNAP_AND_CHANNEL -> {
                    softly.assertThat(there).as(method + " of another snap").isEqualTo(403);
                    for (String channel : List.of("beta", "latest/candidate", "beta/fix", "2.0/edge")) {
                        softly.assertThat(status(limited, door, in(own, channel)))
                                .as(method + " to " + channel)
                                .isEqualTo(403);
                    }
                }
                case NOTHING -> {
                    softly.assertThat(there).as(method).isEqualTo(403);
                    softly.assertThat(status(limited, door, own)).as(method).isEqualTo(403);
                }
                case ITSELF ->
                    softly.assertThat(door.call().apply(as(limited), own).asString())
                            .as(method)
                            .doesNotContain(other.name(), other.id());
            }
        });
        softly.assertAll();
    }

    @Test
    void itDoesWhatItIsFor() {
        SoftAssertions softly = new SoftAssertions();
        DOORS.forEach((method, door) -> {
            if (door.reach() == Reach.OWN_SNAP || door.reach() == Reach.OWN_SNAP_AND_CHANNEL) {
                softly.assertThat(status(limited, door, own)).as(method).isIn(200, 201, 202, 204, 400, 409);
            }
        });
        softly.assertAll();
    }

    /** A token that may do one thing only does that, whatever its person may. */
    @Test
    void aTokenWithOnePermissionDoesWhatThatAllowsAndNothingElse() {
        Map<String, Demand> demands = Endpoints.demands("org.brandstore.api.publisher");
        SoftAssertions softly = new SoftAssertions();
        for (Permission permission : Permission.values()) {
            String token = publishers
                    .issue(person, CredentialKind.TOKEN, EnumSet.of(permission), CredentialLimits.none())
                    .secret();
            DOORS.forEach((method, door) -> {
                Set<Permission> needed = demands.get(method).permissions();
                if (!needed.isEmpty() && !needed.contains(permission)) {
                    softly.assertThat(status(token, door, own))
                            .as(method + " with " + permission)
                            .isEqualTo(403);
                }
            });
        }
        softly.assertAll();
    }

    /** Whoever only looks on, or decides about the work of others, changes nothing here. */
    @Test
    void everyRoleDoesWhatIsItsOwn() {
        Map<String, Demand> demands = Endpoints.demands("org.brandstore.api.publisher");
        SoftAssertions softly = new SoftAssertions();
        for (Role role : Role.values()) {
            String token = publishers.token(publishers.person(brand, publishers.account(), role));
            DOORS.forEach((method, door) -> {
                Demand demand = demands.get(method);
                boolean may = demand.self()
                        || demand.roles().contains(role)
                        || demand.deed()
                                .filter(deed -> MAY.get(deed).contains(role))
                                .isPresent();
                int status = status(token, door, own);
                softly.assertThat(status == 403).as(method + " as " + role).isEqualTo(!may);
            });
        }
        softly.assertAll();
    }

    /**
     * Whatever is asked about a snap of another brand, by its name, its id or an upload of it, is answered in the same words
     * as if there were none.
     */
    @Test
    void aSnapOfAnotherBrandAnswersLikeOneThatDoesNotExist() {
        Brand elsewhere = publishers.brand();
        Target hidden = target(elsewhere, publishers.token(publishers.person(elsewhere, Role.PUBLISHER)));
        hidden = new Target(brand.account().value(), hidden.name(), hidden.id(), hidden.channel(), hidden.submission());
        Target absent = new Target(
                brand.account().value(),
                "app-" + UUID.randomUUID().toString().substring(0, 8),
                "A".repeat(hidden.id().length()),
                "edge",
                UUID.randomUUID().toString());
        String token = publishers.token(publishers.person(brand, Role.values()));
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, Door> door : DOORS.entrySet()) {
            boolean takesTheName =
                    List.of("POST /v1/snap", "POST /dev/api/register-name").contains(door.getKey());
            for (Map.Entry<String, String> asker : askers(token).entrySet()) {
                if (!takesTheName || asker.getValue().equals(limited)) {
                    softly.assertThat(essence(asker.getValue(), door.getValue(), hidden))
                            .as(door.getKey() + " by " + asker.getKey())
                            .isEqualTo(essence(asker.getValue(), door.getValue(), absent));
                }
            }
        }
        Target wrongName = new Target(hidden.account(), own.name(), hidden.id(), "edge", hidden.submission());
        Door sets = DOORS.get("POST /api/v2/validation-sets/build-assertion");
        softly.assertThat(essence(token, sets, wrongName))
                .as("a set with the id of another's snap under a name of one's own")
                .isEqualTo(essence(
                        token,
                        sets,
                        new Target(hidden.account(), own.name(), absent.id(), "edge", absent.submission())));
        softly.assertAll();
    }

    /** Whoever asks: who may do all, who may do little, and who gets no further than to what limits them. */
    private Map<String, String> askers(String all) {
        Map<String, String> askers = new LinkedHashMap<>();
        askers.put("everybody", all);
        askers.put("a token for one snap and channel", limited);
        for (Role role : Role.values()) {
            askers.put(role.name(), publishers.token(publishers.person(brand, role)));
        }
        return askers;
    }

    /** Status and body, with what was asked for left out. */
    private static String essence(String token, Door door, Target target) {
        Response answer = door.call().apply(as(token).contentType("application/json"), target);
        return answer.statusCode() + " " + answer.contentType() + " "
                + answer.asString()
                        .replace(target.name(), "NAME")
                        .replace(target.id(), "ID")
                        .replace(target.submission(), "SUBMISSION")
                        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME");
    }

    /** A token for one store does not know what is in another. */
    @Test
    void aTokenForAnotherStoreFindsNothing() {
        Brand second = new Brand(brand.account(), publishers.store(brand.account()));
        publishers.grant(person, second.store(), Role.PUBLISHER);
        String token = publishers
                .issue(
                        person,
                        CredentialKind.TOKEN,
                        EnumSet.allOf(Permission.class),
                        CredentialLimits.toStores(Set.of(second.store())))
                .secret();
        SoftAssertions softly = new SoftAssertions();
        Endpoints.demands("org.brandstore.api.publisher").forEach((method, demand) -> {
            if (demand.deed().isPresent()) {
                softly.assertThat(status(token, DOORS.get(method), own))
                        .as(method)
                        .isEqualTo(404);
            }
        });
        softly.assertAll();
    }

    @Test
    void aCredentialWithoutThePermissionOpensNothing() {
        String useless = publishers
                .issue(person, CredentialKind.TOKEN, EnumSet.of(Permission.PACKAGE_PURCHASE), CredentialLimits.none())
                .secret();
        SoftAssertions softly = new SoftAssertions();
        DOORS.forEach((method, door) -> {
            if (door.reach() != Reach.ITSELF) {
                softly.assertThat(status(useless, door, own)).as(method).isEqualTo(403);
            }
            softly.assertThat(status("", door, own))
                    .as(method + " without a credential")
                    .isEqualTo(401);
        });
        softly.assertAll();
    }
}
