package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.naming.SnapId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Validation sets of publishers other than the device's brand: those are there that name nothing hidden. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ForeignSetsIT {
    private static final String MODEL = "model-1";

    @Inject
    DeviceWorld world;

    @TestHTTPResource("/")
    URI url;

    private DeviceWorld.Brand brand;
    private DeviceWorld.Brand publisher;
    private SnapId shared;
    private SnapId secret;
    private StoreClient device;
    private StoreClient stranger;

    /** A brand whose store offers one snap of another brand, which has a second one. */
    @BeforeEach
    void shareASnap() {
        RawHttp http = new RawHttp(url.getPort());
        brand = world.brand();
        publisher = world.brand();
        world.model(brand.id(), MODEL, brand.store());
        shared = snap("shared-snap");
        secret = snap("secret-snap");
        world.offer(brand.store(), shared);
        device = StoreClient.device(http, world.session(brand.id(), MODEL, brand.store()));
        DeviceWorld.Brand other = world.brand();
        stranger = StoreClient.device(http, world.session(other.id(), MODEL, other.store()));
    }

    /** Released in revisions 1 and 2, with a revision 3 that nobody ever got. */
    private SnapId snap(String name) {
        SnapId id = world.snap(publisher, name);
        for (int revision = 1; revision <= 3; revision++) {
            world.revision(publisher, id, name, revision);
        }
        world.release(id, "stable", 1);
        world.release(id, "stable", 2);
        return id;
    }

    private String sharedAt(String revision) {
        return "shared-snap " + shared + " required" + revision;
    }

    private void set(String name, int sequence, String... snaps) {
        world.validationSet(publisher, name, sequence, snaps);
    }

    private String path(String name) {
        return "/v2/assertions/validation-set/16/" + publisher.id() + "/" + name;
    }

    private RawHttp.Answer bulk(StoreClient client, String name, String more) {
        return client.refresh(
                "",
                "{\"action\":\"fetch-assertions\",\"key\":\"g\",\"assertions\":[{\"type\":\"validation-set\","
                        + "\"sequence-key\":[\"16\",\"" + publisher.id() + "\",\"" + name + "\"]" + more + "}]}");
    }

    private static String sequence(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return AssertionStreamDecoder.decodeAll(answer.body()).getFirst().text("sequence");
    }

    private static String bulkSequence(StoreClient client, RawHttp.Answer answer) {
        JsonNode urls = StoreClient.json(answer).at("/results/0/assertion-stream-urls");
        assertThat(urls).as(answer.text()).hasSize(1);
        return sequence(client.getV1(urls.get(0).asText()));
    }

    private RawHttp.Answer install(StoreClient client, String set, int sequence) {
        return client.refresh(
                "",
                StoreClient.install(
                        "shared-snap",
                        ",\"validation-sets\":[[\"16\",\"" + publisher.id() + "\",\"" + set + "\",\"" + sequence
                                + "\"]]"));
    }

    /** Whatever is asked for, the answer is the one for a set that was never made. */
    private void assertAbsent(StoreClient client, String name, int sequence) {
        String absent = "x".repeat(name.length());
        for (String form : List.of("?sequence=" + sequence, "/" + sequence)) {
            assertThat(client.getV1(path(name) + form).essence().replace(name, absent))
                    .isEqualTo(client.getV1(path(absent) + form).essence());
        }
        String pinned = ",\"sequence\":" + sequence;
        assertThat(bulk(client, name, pinned).essence().replace(name, absent))
                .isEqualTo(bulk(client, absent, pinned).essence());
        assertThat(install(client, name, sequence).essence().replace(name, absent))
                .isEqualTo(install(client, absent, sequence).essence());
    }

    private void assertSequenceAbsent(StoreClient client, String name) {
        String absent = "x".repeat(name.length());
        assertThat(client.getV1(path(name) + "?sequence=latest").essence().replace(name, absent))
                .isEqualTo(client.getV1(path(absent) + "?sequence=latest").essence());
        assertThat(bulk(client, name, "").essence().replace(name, absent))
                .isEqualTo(bulk(client, absent, "").essence());
    }

    @Test
    void aSetOfAPublisherThatTheDeviceKnowsIsServedInEveryForm() {
        set("tested", 1, sharedAt(" 1"));
        world.publish();

        assertThat(sequence(device.getV1(path("tested") + "?sequence=latest"))).isEqualTo("1");
        assertThat(sequence(device.getV1(path("tested") + "?sequence=1"))).isEqualTo("1");
        assertThat(sequence(device.getV1(path("tested") + "/1"))).isEqualTo("1");
        assertThat(bulkSequence(device, bulk(device, "tested", ""))).isEqualTo("1");
        assertThat(bulkSequence(device, bulk(device, "tested", ",\"sequence\":1")))
                .isEqualTo("1");
    }

    @Test
    void whatSuchASetPinsIsGiven() {
        set("tested", 1, sharedAt(" 1"));
        world.publish();

        JsonNode result = StoreClient.json(install(device, "tested", 1)).at("/results/0");

        assertThat(result.path("result").asText()).as(result.toString()).isEqualTo("install");
        assertThat(result.at("/snap/revision").asInt()).isEqualTo(1);
    }

    @Test
    void aSetThatNamesAHiddenSnapIsAbsent() {
        set("mixed", 1, sharedAt(""), "secret-snap " + secret + " optional");
        set("forbidding", 1, sharedAt(""), "secret-snap " + secret + " invalid");
        world.publish();

        for (String name : List.of("mixed", "forbidding")) {
            assertAbsent(device, name, 1);
            assertSequenceAbsent(device, name);
        }
    }

    @Test
    void aSetThatPinsWhatWasNeverReleasedIsAbsent() {
        set("early", 1, sharedAt(" 3"));
        world.publish();

        assertAbsent(device, "early", 1);
        assertSequenceAbsent(device, "early");

        world.release(shared, "edge", 3);
        world.publish();
        assertThat(sequence(device.getV1(path("early") + "?sequence=latest"))).isEqualTo("1");
    }

    @Test
    void theLatestOfASequenceIsTheLatestThatMayBeSeen() {
        set("growing", 1, sharedAt(" 1"));
        set("growing", 2, sharedAt(" 2"));
        set("growing", 3, sharedAt(" 2"), "secret-snap " + secret + " required 1");
        world.publish();

        assertThat(sequence(device.getV1(path("growing") + "?sequence=latest"))).isEqualTo("2");
        assertThat(bulkSequence(device, bulk(device, "growing", ""))).isEqualTo("2");
        assertThat(bulkSequence(
                        device, bulk(device, "growing", ",\"if-sequence-equal-or-newer-than\":1,\"if-newer-than\":0")))
                .isEqualTo("2");
        assertAbsent(device, "growing", 3);

        world.offer(brand.store(), secret);
        world.publish();
        assertThat(sequence(device.getV1(path("growing") + "?sequence=latest"))).isEqualTo("3");
        assertThat(bulkSequence(device, bulk(device, "growing", ""))).isEqualTo("3");
    }

    @Test
    void brandsThatDoNotKnowThePublisherSeeNoneOfItsSets() {
        set("tested", 1, sharedAt(" 1"));
        world.publish();
        assertAbsent(stranger, "tested", 1);
        assertSequenceAbsent(stranger, "tested");

        world.run("delete from store_snap where store_id = ?1", brand.store());
        world.publish();
        assertAbsent(device, "tested", 1);
        assertSequenceAbsent(device, "tested");
    }

    @Test
    void theSetsOfTheOwnBrandAreAllThere() {
        world.validationSet(brand, "own", 1, "secret-snap " + secret + " optional 3");
        world.publish();

        assertThat(sequence(device.getV1("/v2/assertions/validation-set/16/" + brand.id() + "/own?sequence=latest")))
                .isEqualTo("1");
    }
}
