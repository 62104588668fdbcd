package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Validation sets, gating snaps and components, from what was signed to what a device gets (device-api.md 6, 10, 13.3). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeviceRulesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "ruled-snap";

    @Inject
    DeviceWorld world;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private SnapId snap;
    private SnapId gate;
    private String session;

    @BeforeEach
    void releaseThreeRevisions() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        snap = world.snap(brand, NAME);
        gate = world.snap(brand, "gate-snap");
        world.offer(brand.store(), snap);
        world.offer(brand.store(), gate);
        for (int revision = 1; revision <= 3; revision++) {
            world.revision(brand, snap, NAME, revision);
            world.release(snap, "stable", revision);
        }
        world.revision(brand, gate, "gate-snap", 1);
        world.release(gate, "stable", 1);
        world.publish();
        session = "Macaroon root=\"" + world.session(brand.id(), "model-1", brand.store()) + "\"";
    }

    private JsonNode post(String body) {
        RawHttp.Answer answer = http.post(
                "/v2/snaps/refresh", body, "Snap-Device-Authorization: " + session, "Snap-Device-Architecture: amd64");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode json(RawHttp.Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (IOException e) {
            throw new AssertionError(answer.text(), e);
        }
    }

    private String context(SnapId id, int revision, String extra) {
        return "{\"snap-id\":\"%1$s\",\"instance-key\":\"%1$s\",\"revision\":%2$d,\"tracking-channel\":\"stable\",\"epoch\":{\"read\":[0],\"write\":[0]}%3$s}"
                .formatted(id, revision, extra);
    }

    /** One refresh of the snap from revision 1, with the gating snap on the device too. */
    private JsonNode refresh(String inContext, String inAction) {
        return post("{\"context\":[" + context(snap, 1, inContext) + "," + context(gate, 1, "")
                        + "],\"actions\":[{\"action\":\"refresh\",\"instance-key\":\"" + snap + "\",\"snap-id\":\""
                        + snap + "\""
                        + inAction + "}]}")
                .get("results")
                .get(0);
    }

    private static int revision(JsonNode result) {
        assertThat(result.get("result").asText()).as(result.toString()).isEqualTo("refresh");
        return result.get("snap").get("revision").asInt();
    }

    private String inSet(String name, int sequence) {
        return ",\"validation-sets\":[[\"16\",\"" + brand.id() + "\",\"" + name + "\",\"" + sequence + "\"]]";
    }

    private RawHttp.Answer assertion(String path) {
        return http.get("/v2/assertions/" + path, "X-Device-Authorization: " + session);
    }

    @Test
    void aValidationSetDecidesWhichRevisionADeviceGets() {
        world.validationSet(brand, "base", 1, NAME + " " + snap + " required 2");
        world.validationSet(brand, "base", 2, NAME + " " + snap + " required 3");
        world.validationSet(brand, "base", 3, NAME + " " + snap + " invalid");
        world.publish();

        assertThat(revision(refresh("", inSet("base", 1) + ",\"revision\":2"))).isEqualTo(2);
        assertThat(revision(refresh("", inSet("base", 2)))).isEqualTo(3);
        assertThat(revision(refresh(inSet("base", 1), ""))).isEqualTo(2);
        JsonNode forbidden = refresh("", inSet("base", 3));
        assertThat(forbidden.get("result").asText()).isEqualTo("error");
        assertThat(forbidden.get("error").get("code").asText()).isEqualTo("revision-not-found");
        assertThat(forbidden.get("instance-key").asText()).isEqualTo(snap.value());
        JsonNode unknown = refresh("", inSet("base", 9));
        assertThat(unknown.get("error").get("message").asText()).contains("base/9 is not known");
        assertThat(revision(refresh("", inSet("base", 1) + ",\"ignore-validation\":true")))
                .isEqualTo(3);
    }

    @Test
    void aValidationSetIsServedPinnedAndLatestAndInBulk() {
        world.validationSet(brand, "fetched", 1, NAME + " " + snap + " required 2");
        world.validationSet(brand, "fetched", 4, NAME + " " + snap + " required 3");
        world.publish();
        String key = "validation-set/16/" + brand.id() + "/fetched";

        assertThat(assertion(key + "?sequence=latest&max-format=0").text()).contains("sequence: 4");
        assertThat(assertion(key + "?sequence=1").text()).contains("sequence: 1");
        assertThat(assertion(key + "/1").text()).contains("sequence: 1");
        assertThat(assertion(key + "?sequence=2").status()).isEqualTo(404);
        JsonNode news = bulk("\"sequence-key\":[\"16\",\"" + brand.id() + "\",\"fetched\"]");
        assertThat(stream(news)).containsExactly("4");
        JsonNode pinned = bulk("\"sequence\":1,\"sequence-key\":[\"16\",\"" + brand.id() + "\",\"fetched\"]");
        assertThat(stream(pinned)).containsExactly("1");
        JsonNode none = bulk("\"if-sequence-equal-or-newer-than\":4,\"if-newer-than\":0,\"sequence-key\":[\"16\",\""
                + brand.id() + "\",\"fetched\"]");
        assertThat(none.get("assertion-stream-urls")).isEmpty();
    }

    private JsonNode bulk(String wanted) {
        return post("{\"context\":[],\"actions\":[{\"action\":\"fetch-assertions\",\"key\":\"vs\",\"assertions\":[{"
                        + "\"type\":\"validation-set\"," + wanted + "}]}]}")
                .get("results")
                .get(0);
    }

    private List<String> stream(JsonNode result) {
        String path = result.get("assertion-stream-urls").get(0).asText().replaceFirst("https?://[^/]*", "");
        return AssertionStreamDecoder.decodeAll(
                        http.get(path, "X-Device-Authorization: " + session).body())
                .stream()
                .map(found -> found.text("sequence"))
                .toList();
    }

    @Test
    void aGatingSnapLimitsWhatIsOffered() {
        world.declare(
                brand,
                gate,
                "gate-snap",
                Headers.builder()
                        .put("refresh-control", HeaderValue.texts(List.of(snap.value())))
                        .build());
        world.publish();
        assertThat(revision(refresh("", ""))).isEqualTo(1);
        assertThat(assertion("validation/16/" + gate + "/" + snap + "/2").status())
                .isEqualTo(404);

        world.validate(brand, gate, snap, 2, false);
        world.publish();
        assertThat(revision(refresh("", ""))).isEqualTo(2);
        assertThat(assertion("validation/16/" + gate + "/" + snap + "/2?max-format=0")
                        .status())
                .isEqualTo(200);

        world.validate(brand, gate, snap, 3, false);
        world.publish();
        assertThat(revision(refresh("", ""))).isEqualTo(3);
        world.validate(brand, gate, snap, 3, true);
        world.publish();
        assertThat(revision(refresh("", ""))).isEqualTo(2);
        assertThat(revision(refresh(",\"ignore-validation\":true", ""))).isEqualTo(3);
        assertThat(revision(refresh(",\"ignore-validation\":true", ",\"ignore-validation\":false")))
                .isEqualTo(2);
    }

    @Test
    void aComponentIsNamedServedAndVouchedFor() {
        DeviceWorld.SnapFile second = world.component(brand, snap, 2, "extra", 1);
        DeviceWorld.SnapFile third = world.component(brand, snap, 3, "extra", 2);
        world.publish();

        JsonNode result = refresh("", "");
        JsonNode resource = result.get("snap").get("resources").get(0);
        assertThat(result.get("snap").get("resources")).hasSize(1);
        assertThat(resource.get("name").asText()).isEqualTo("extra");
        assertThat(resource.get("type").asText()).isEqualTo("component/standard");
        assertThat(resource.get("revision").isInt()).isTrue();
        assertThat(resource.get("revision").asInt()).isEqualTo(2);
        assertThat(resource.get("version").asText()).isEqualTo("1.2");
        JsonNode download = resource.get("download");
        assertThat(download.get("size").asLong()).isEqualTo(third.bytes().length);
        assertThat(download.get("sha3-384").asText())
                .isEqualTo(third.blob().digest().hex());
        assertThat(get(download.get("url").asText()).body()).isEqualTo(third.bytes());
        assertThat(revision(refresh("", ",\"revision\":2"))).isEqualTo(2);
        assertThat(get("/api/v1/snaps/download/" + snap + "_extra_1.comp").body())
                .isEqualTo(second.bytes());

        Assertion vouched = vouched("snap-resource-revision/" + snap + "/extra/"
                + third.blob().digest().base64Url() + "?max-format=0");
        assertThat(vouched.text("resource-revision")).isEqualTo("2");
        Assertion pair = vouched("snap-resource-pair/" + snap + "/extra/2/3?max-format=0");
        assertThat(pair.text("snap-revision")).isEqualTo("3");
        assertThat(assertion("snap-resource-pair/" + snap + "/extra/1/3").status())
                .isEqualTo(404);
    }

    private RawHttp.Answer get(String address) {
        return http.get(address.replaceFirst("https?://[^/]*", ""), "X-Device-Authorization: " + session);
    }

    private Assertion vouched(String path) {
        RawHttp.Answer answer = assertion(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return AssertionStreamDecoder.decodeAll(answer.body()).getFirst();
    }

    @Test
    void aComponentOfARevisionThatWasNeverReleasedIsNotThere() {
        world.revision(brand, snap, NAME, 4);
        DeviceWorld.SnapFile file = world.component(brand, snap, 4, "extra", 9);
        world.publish();

        assertThat(get("/api/v1/snaps/download/" + snap + "_extra_9.comp").essence())
                .isEqualTo(
                        get("/api/v1/snaps/download/" + snap + "_extra_77.comp").essence());
        assertThat(assertion("snap-resource-revision/" + snap + "/extra/"
                                + file.blob().digest().base64Url())
                        .status())
                .isEqualTo(404);
        assertThat(assertion("snap-resource-pair/" + snap + "/extra/9/4").status())
                .isEqualTo(404);
    }

    @Test
    void aDeclarationWithARuleThatDevicesWouldPassOverIsNotPublished() {
        Headers misspelt = Headers.builder()
                .put(
                        "plugs",
                        HeaderValue.entries(Map.of(
                                "home",
                                HeaderValue.entries(Map.of(
                                        "allow-installation",
                                        HeaderValue.entries(Map.of(
                                                "on-sotre",
                                                HeaderValue.texts(
                                                        List.of(brand.store().value())))))))))
                .build();

        assertThatThrownBy(() -> world.declare(brand, gate, "gate-snap", misspelt))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("on-sotre");
    }
}
