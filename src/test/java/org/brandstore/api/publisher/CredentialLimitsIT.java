package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A credential that is limited can do nothing else, at any door (publisher-api.md 3.7). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CredentialLimitsIT {
    /** One request of the tools on a snap, with the permission that it needs. */
    private record Door(Permission permission, Function<RequestSpecification, Response> call) {}

    @Inject
    Publishers publishers;

    private Brand brand;
    private Person person;
    private String name;
    private String other;
    private String id;
    private String otherId;

    @BeforeEach
    void releaseTwoSnaps() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        String token = publishers.token(person);
        name = publishers.unique("app");
        other = publishers.unique("app");
        id = register(token, brand, name);
        otherId = register(token, brand, other);
        push(token, name, SnapFile.app(name, "1.0"));
        push(token, other, SnapFile.app(other, "1.0"));
    }

    private static Map<String, Door> doors(String name, String id) {
        Map<String, Door> doors = new LinkedHashMap<>();
        doors.put(
                "push",
                new Door(
                        Permission.PACKAGE_PUSH,
                        as -> as.body(Map.of("name", name, "dry_run", true)).post("/dev/api/snap-push/")));
        doors.put(
                "submit",
                new Door(
                        Permission.PACKAGE_PUSH,
                        as -> as.body(Map.of("upload-id", upload(SnapFile.app(name, "1.0"))))
                                .post("/v1/snap/{name}/revisions", name)));
        doors.put(
                "release",
                new Door(
                        Permission.PACKAGE_RELEASE,
                        as -> as.body(Map.of("name", name, "revision", "1", "channels", List.of("edge")))
                                .post("/dev/api/snap-release/")));
        doors.put(
                "gateway release",
                new Door(
                        Permission.PACKAGE_RELEASE,
                        as -> as.body(List.of(Map.of("revision", 1, "channel", "edge")))
                                .post("/v1/snap/{name}/releases", name)));
        doors.put(
                "close",
                new Door(
                        Permission.PACKAGE_RELEASE,
                        as -> as.body(Map.of("channels", List.of("edge"))).post("/dev/api/snaps/{id}/close", id)));
        doors.put(
                "state", new Door(Permission.PACKAGE_ACCESS, as -> as.get("/dev/api/snaps/{id}/state?series=16", id)));
        doors.put(
                "channel-map",
                new Door(Permission.PACKAGE_ACCESS, as -> as.get("/api/v2/snaps/{name}/channel-map", name)));
        doors.put("releases", new Door(Permission.PACKAGE_ACCESS, as -> as.get("/api/v2/snaps/{name}/releases", name)));
        doors.put(
                "gateway releases",
                new Door(Permission.PACKAGE_ACCESS, as -> as.get("/v1/snap/{name}/releases", name)));
        doors.put(
                "gateway revisions",
                new Door(Permission.PACKAGE_ACCESS, as -> as.get("/v1/snap/{name}/revisions", name)));
        return doors;
    }

    private Map<String, Integer> statuses(String token, Map<String, Door> doors) {
        Map<String, Integer> statuses = new TreeMap<>();
        doors.forEach((title, door) -> statuses.put(
                title,
                door.call().apply(as(token).contentType("application/json")).statusCode()));
        return statuses;
    }

    private String token(Set<Permission> permissions, CredentialLimits limits) {
        return publishers
                .issue(person, CredentialKind.TOKEN, permissions, limits)
                .secret();
    }

    @Test
    void withoutLimitsEveryDoorIsOpen() {
        String token = publishers.token(person);

        assertThat(statuses(token, doors(name, id)).values()).containsOnly(200, 202);
        assertThat(statuses(token, doors(other, otherId)).values()).containsOnly(200, 202);
    }

    @Test
    void aCredentialForOneSnapOpensNoDoorOfAnother() {
        CredentialLimits limits =
                new CredentialLimits(Optional.of(Set.of(new SnapName(name))), Optional.empty(), Optional.empty());
        String token = token(EnumSet.allOf(Permission.class), limits);

        assertThat(statuses(token, doors(name, id)).values()).containsOnly(200, 202);
        assertThat(statuses(token, doors(other, otherId)).values()).containsOnly(403);
        assertThat(as(token).get("/dev/api/account").jsonPath().<String, Object>getMap("snaps.'16'"))
                .containsOnlyKeys(name);
        assertThat(json(token, Map.of("snap_name", publishers.unique("new")))
                        .post("/dev/api/register-name/")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCredentialForOneChannelMovesNoOther() {
        CredentialLimits limits = new CredentialLimits(Optional.empty(), Optional.of(Set.of("edge")), Optional.empty());
        String token = token(EnumSet.allOf(Permission.class), limits);

        for (String channel : List.of("beta", "latest/beta", "beta/fix", "2.0/edge")) {
            assertThat(json(token, Map.of("name", name, "revision", "1", "channels", List.of("edge", channel)))
                            .post("/dev/api/snap-release/")
                            .statusCode())
                    .as(channel)
                    .isEqualTo(403);
            assertThat(json(token, List.of(Map.of("revision", 1, "channel", channel)))
                            .post("/v1/snap/{name}/releases", name)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(json(token, Map.of("channels", List.of(channel)))
                            .post("/dev/api/snaps/{id}/close", id)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(json(token, Map.of("name", name, "updown_id", "x", "channels", List.of(channel)))
                            .post("/dev/api/snap-push/")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(as(token).get("/api/v2/snaps/{name}/channel-map", name).<List<?>>path("channel-map"))
                .isEmpty();
        assertThat(statuses(token, doors(name, id)).values()).containsOnly(200, 202);
    }

    @Test
    void aCredentialForAnotherStoreFindsNothing() {
        String token =
                token(EnumSet.allOf(Permission.class), CredentialLimits.toStores(Set.of(new StoreId("another-store"))));

        assertThat(statuses(token, doors(name, id)).values()).containsOnly(404);
        assertThat(as(token).get("/dev/api/account").jsonPath().<String, Object>getMap("snaps.'16'"))
                .isEmpty();
        assertThat(json(token, Map.of("snap_name", publishers.unique("new")))
                        .post("/dev/api/register-name/")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyDoorAsksForItsPermission() {
        for (Permission permission : List.of(
                Permission.PACKAGE_ACCESS,
                Permission.PACKAGE_PUSH,
                Permission.PACKAGE_RELEASE,
                Permission.PACKAGE_REGISTER,
                Permission.MODIFY_ACCOUNT_KEY)) {
            String token = token(EnumSet.of(permission), CredentialLimits.none());
            doors(name, id).forEach((title, door) -> {
                int status = door.call()
                        .apply(as(token).contentType("application/json"))
                        .statusCode();
                assertThat(status < 300).as(title + " with " + permission).isEqualTo(door.permission() == permission);
            });
            assertThat(json(token, Map.of("snap_name", "x"))
                            .post("/dev/api/register-name/")
                            .statusCode())
                    .isEqualTo(permission == Permission.PACKAGE_REGISTER ? 400 : 403);
            assertThat(json(token, Map.of("account_key_request", "x"))
                            .post("/dev/api/account/account-key")
                            .statusCode())
                    .isEqualTo(permission == Permission.MODIFY_ACCOUNT_KEY ? 400 : 403);
        }
    }

    @Test
    void uploadingWithAReleaseNeedsThePermissionToRelease() {
        String token = token(EnumSet.of(Permission.PACKAGE_PUSH), CredentialLimits.none());

        json(token, Map.of("name", name, "updown_id", "x", "channels", List.of("edge")))
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(403);
    }

    @Test
    void withoutACredentialEveryDoorIsShut() {
        doors(name, id).forEach((title, door) -> {
            assertThat(door.call()
                            .apply(given().contentType("application/json"))
                            .statusCode())
                    .as(title)
                    .isEqualTo(401);
            assertThat(door.call()
                            .apply(as("wrong").contentType("application/json"))
                            .statusCode())
                    .as(title)
                    .isEqualTo(401);
        });
    }
}
