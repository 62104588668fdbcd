package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may not see a snap gets, everywhere, byte for byte what there is for a snap that does not exist. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StrangersIT {
    private static final String ABSENT_ID = "A".repeat(32);
    private static final String ABSENT_DIGEST = new Sha3_384("ab".repeat(48)).base64Url();

    @Inject
    DeviceWorld world;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private SnapId snap;
    private DeviceWorld.SnapFile file;
    private List<String> strangers;
    private String friend;

    @BeforeEach
    void makeASnapForOneModelOfOneStore() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        snap = world.snap(brand, "secret-snap");
        world.offer(brand.store(), snap, "model-1");
        file = world.revision(brand, snap, "secret-snap", 1);
        world.revision(brand, snap, "secret-snap", 2);
        world.release(snap, "stable", 1);
        DeviceWorld.Brand other = world.brand();
        StoreId second = world.store(brand.id());
        world.publish();
        friend = "Snap-Device-Authorization: Macaroon root=\"" + world.session(brand.id(), "model-1", brand.store())
                + "\"";
        strangers = List.of(
                session(world.session(brand.id(), "model-2", brand.store())),
                session(world.session(brand.id(), "model-1", second)),
                session(world.session(brand.id(), "model-1", null)),
                session(world.session(other.id(), "model-1", other.store())),
                session(world.session(other.id(), "model-1", brand.store())),
                session(world.session(other.id(), "model-1", new StoreId("no-such-store"))),
                "Snap-Device-Store: " + brand.store());
    }

    private String session(String token) {
        return "Snap-Device-Authorization: Macaroon root=\"" + token + "\"\r\nSnap-Device-Store: " + brand.store()
                + "\r\nX-Ubuntu-Store: " + brand.store();
    }

    private RawHttp.Answer get(String path, String caller) {
        return http.get(path, caller, "Snap-Device-Architecture: amd64", "X-Ubuntu-Architecture: amd64");
    }

    private RawHttp.Answer refresh(String body, String caller) {
        return http.post("/v2/snaps/refresh", body, caller, "Snap-Device-Architecture: amd64");
    }

    private void alike(String hidden, String absent) {
        assertThat(get(hidden, friend).status()).as("for a friend: %s", hidden).isEqualTo(200);
        for (String stranger : strangers) {
            RawHttp.Answer answer = get(hidden, stranger);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.essence())
                    .as(stranger)
                    .isEqualTo(get(absent, stranger).essence());
        }
    }

    private void alikeRefresh(String hidden, String absent) {
        assertThat(refresh(hidden, friend).text()).doesNotContain("not-found");
        for (String stranger : strangers) {
            RawHttp.Answer answer = refresh(hidden, stranger);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("not-found");
            String expected = refresh(absent, stranger)
                    .text()
                    .replace(ABSENT_ID, snap.value())
                    .replace("absent-snap", "secret-snap");
            assertThat(answer.text()).as(stranger).isEqualTo(expected);
        }
    }

    @Test
    void refreshById() {
        String body = "{\"context\":[{\"snap-id\":\"%1$s\",\"instance-key\":\"%1$s\",\"revision\":9,"
                + "\"tracking-channel\":\"stable\",\"epoch\":{\"read\":[0],\"write\":[0]}}],\"actions\":[{"
                + "\"action\":\"refresh\",\"instance-key\":\"%1$s\",\"snap-id\":\"%1$s\"}]}";

        alikeRefresh(body.formatted(snap), body.formatted(ABSENT_ID));
    }

    @Test
    void installAndDownloadByName() {
        for (String kind : List.of("install", "download")) {
            String body = "{\"context\":[],\"actions\":[{\"action\":\"" + kind
                    + "\",\"instance-key\":\"k-1\",\"name\":\"%s\",\"channel\":\"stable\",\"epoch\":null}]}";

            alikeRefresh(body.formatted("secret-snap"), body.formatted("absent-snap"));
        }
    }

    @Test
    void bulkAssertions() {
        String body = "{\"context\":[],\"actions\":[{\"action\":\"fetch-assertions\",\"key\":\"AAA\",\"assertions\":[{"
                + "\"type\":\"snap-declaration\",\"primary-key\":[\"16\",\"%s\"]}]}]}";

        alikeRefresh(body.formatted(snap), body.formatted(ABSENT_ID));
    }

    @Test
    void informationByName() {
        alike("/v2/snaps/info/secret-snap?architecture=amd64", "/v2/snaps/info/absent-snap?architecture=amd64");
    }

    @Test
    void theDeclarationByItsSnapId() {
        alike(
                "/v2/assertions/snap-declaration/16/" + snap + "?max-format=7",
                "/v2/assertions/snap-declaration/16/" + ABSENT_ID + "?max-format=7");
    }

    @Test
    void theRevisionByItsDigest() {
        alike(
                "/v2/assertions/snap-revision/" + file.blob().digest().base64Url() + "?max-format=0",
                "/v2/assertions/snap-revision/" + ABSENT_DIGEST + "?max-format=0");
    }

    @Test
    void theSameFileOfTwoBrandsHasARevisionForEach() {
        DeviceWorld.Brand twin = world.brand();
        SnapId other = world.snap(twin, "secret-snap");
        world.offer(twin.store(), other);
        world.revision(twin, other, "secret-snap", 7, file);
        world.release(other, "stable", 7);
        world.publish();
        String digest = file.blob().digest().base64Url();
        String twinSession = session(world.session(twin.id(), "model-1", twin.store()));

        for (String path : List.of(
                "/v2/assertions/snap-revision/" + digest,
                "/v2/assertions/snap-revision/" + digest + "/global-upload?max-format=0")) {
            assertThat(get(path, friend).text())
                    .contains("snap-id: " + snap + "\n", "snap-revision: 1\n", "developer-id: " + brand.id() + "\n");
            assertThat(get(path, twinSession).text())
                    .contains("snap-id: " + other + "\n", "snap-revision: 7\n", "developer-id: " + twin.id() + "\n");
        }
    }

    @Test
    void theFileByItsUrl() {
        alike("/api/v1/snaps/download/" + snap + "_1.snap", "/api/v1/snaps/download/" + ABSENT_ID + "_1.snap");
    }

    @Test
    void searchAndNames() {
        assertThat(get("/v2/snaps/find?q=secret&architecture=amd64", friend).text())
                .contains("secret-snap");
        assertThat(get("/api/v1/snaps/names?confinement=strict", friend).text()).contains("secret-snap");
        for (String stranger : strangers) {
            assertThat(get("/v2/snaps/find?q=secret&architecture=amd64", stranger)
                            .essence())
                    .isEqualTo(get("/v2/snaps/find?q=absent&architecture=amd64", stranger)
                            .essence());
            assertThat(get("/api/v1/snaps/names?confinement=strict", stranger).text())
                    .isEqualTo("{\"_embedded\":{\"clickindex:package\":[]}}");
        }
    }

    @Test
    void cohorts() {
        assertThat(http.post("/v2/cohorts", "{\"snaps\":[\"secret-snap\"]}", friend)
                        .status())
                .isEqualTo(200);
        for (String stranger : strangers) {
            assertThat(http.post("/v2/cohorts", "{\"snaps\":[\"secret-snap\"]}", stranger)
                            .essence())
                    .isEqualTo(http.post("/v2/cohorts", "{\"snaps\":[\"absent-snap\"]}", stranger)
                            .essence());
        }
    }

    @Test
    void aRevisionThatWasNeverReleasedIsHiddenEvenFromFriends() {
        String absent =
                get("/api/v1/snaps/download/" + snap + "_77.snap", friend).essence();

        assertThat(get("/api/v1/snaps/download/" + snap + "_2.snap", friend).essence())
                .isEqualTo(absent);
        assertThat(refresh(install(2), friend).text())
                .isEqualTo(refresh(install(77), friend).text().replace("revision 77", "revision 2"));
    }

    private static String install(int revision) {
        return "{\"context\":[],\"actions\":[{\"action\":\"install\",\"instance-key\":\"k-1\",\"name\":\"secret-snap\","
                + "\"revision\":" + revision + ",\"epoch\":null}]}";
    }

    @Test
    void anotherDevicesSerialIsNotThere() {
        assertThat(get("/v2/assertions/serial/" + brand.id() + "/model-1/some-serial", friend)
                        .essence())
                .isEqualTo(get("/v2/assertions/serial/" + brand.id() + "/model-1/no-serial", friend)
                        .essence());
    }
}
