package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.StoreClient.install;
import static org.brandstore.testing.StoreClient.installed;
import static org.brandstore.testing.StoreClient.json;
import static org.brandstore.testing.StoreClient.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.naming.SnapId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of device-api.md 1.5, by their first column: one value of another type, and a client throws away the whole
 * answer. What cannot be told in the right type is not told at all.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeviceRowsIT {
    private static final String NAME = "row-snap";
    private static final Set<String> INTEGERS = Set.of("revision", "size", "source", "target", "width", "height");

    @Inject
    DeviceWorld world;

    @Inject
    Catalogs catalogs;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI url;

    private DeviceWorld.Brand brand;
    private SnapId snap;
    private StoreClient device;

    @BeforeEach
    void releaseASnap() {
        brand = world.brand();
        snap = world.snap(brand, NAME);
        world.offer(brand.store(), snap);
        world.revision(brand, snap, NAME, 1);
        world.release(snap, "stable", 1);
        world.component(brand, snap, 1, "extra", 1);
        world.publish();
        device = StoreClient.device(new RawHttp(url.getPort()), world.session(brand.id(), "model-1", brand.store()));
    }

    @AfterEach
    void mendWhatWasBroken() {
        world.tamper(
                "update snap_revision set epoch = '{\"read\":[0],\"write\":[0]}', snap_yaml = 'name: x' where snap_id = ?1",
                snap);
    }

    private void change(String assignment) {
        world.tamper("update snap_revision set " + assignment + " where snap_id = ?1", snap);
        world.publish();
    }

    /** Everything that a client reads of a snap: from refresh, info and find. */
    private List<JsonNode> answers() {
        return List.of(
                json(device.refresh(installed(snap, 7), install(NAME, "") + "," + update(snap, ""))),
                json(device.get("/v2/snaps/info/" + NAME + "?architecture=amd64")),
                json(device.get("/v2/snaps/find?name=" + NAME + "&architecture=amd64")));
    }

    private List<JsonNode> fields(String name) {
        List<JsonNode> found = new ArrayList<>();
        answers().forEach(answer -> found.addAll(answer.findValues(name)));
        return found;
    }

    private static void walk(String name, JsonNode node, java.util.function.BiConsumer<String, JsonNode> visitor) {
        visitor.accept(name, node);
        if (node.isObject()) {
            node.properties().forEach(field -> walk(field.getKey(), field.getValue(), visitor));
        } else {
            node.forEach(child -> walk(name, child, visitor));
        }
    }

    @Test
    void integersAreWrittenAsIntegers() {
        List<String> seen = new ArrayList<>();
        answers()
                .forEach(answer -> walk("", answer, (name, node) -> {
                    if (INTEGERS.contains(name) && node.isValueNode()) {
                        assertThat(node.isIntegralNumber())
                                .as(name + ": " + node)
                                .isTrue();
                        seen.add(name);
                    }
                }));
        assertThat(seen).contains("revision", "size").hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "gadget", "kernel", "os", "base", "snapd"})
    void typeIsOneOfThoseThatClientsKnow(String type) {
        change("type = '" + type + "'");

        assertThat(fields("type").stream().map(JsonNode::asText).filter(value -> !value.startsWith("component/")))
                .hasSize(4)
                .containsOnly(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"read\":[0],\"write\":[0]}; {\"read\":[0],\"write\":[0]}",
                "\"0\"; {\"read\":[0],\"write\":[0]}",
                "\"1*\"; {\"read\":[0,1],\"write\":[1]}",
                "null; {\"read\":[0],\"write\":[0]}",
                "{\"read\":[3,4,4294967295],\"write\":[4]}; {\"read\":[3,4,4294967295],\"write\":[4]}"
            })
    void epochIsWrittenAsTwoLists(String kept, String written) {
        change("epoch = '" + kept + "'");

        assertThat(json(device.refresh("", install(NAME, "")))
                        .at("/results/0/snap/epoch")
                        .toString())
                .isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1.5",
                "true",
                "[]",
                "",
                "{\"read\":[],\"write\":[0]}",
                "{\"read\":[0],\"write\":[]}",
                "{\"read\":[0,1,2,3,4,5,6,7,8,9,10],\"write\":[0]}",
                "{\"read\":[1,0],\"write\":[0]}",
                "{\"read\":[0,0],\"write\":[0]}",
                "{\"read\":[0],\"write\":[1]}",
                "{\"read\":[\"0\"],\"write\":[0]}",
                "{\"read\":[0.5],\"write\":[0]}",
                "{\"read\":[99999999999999999999],\"write\":[0]}"
            })
    void epochThatClientsRejectCostsItsSnapAlone(String kept) {
        SnapId sound = world.snap(brand, "row-sound");
        world.offer(brand.store(), sound);
        world.revision(brand, sound, "row-sound", 1);
        world.release(sound, "stable", 1);
        change("epoch = '" + kept + "'");

        JsonNode results = device.results("", install(NAME, "") + "," + install("row-sound", ""));

        assertThat(results.get(0).at("/error/code").asText()).isEqualTo("name-not-found");
        assertThat(results.get(1).get("result").asText()).isEqualTo("install");
        assertThat(device.get("/v2/snaps/find?name=row").text())
                .contains("row-sound")
                .doesNotContain(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no: [closed", "just text", "a: 2001-99-99\\nb: {{", "- a\\n- b", ""})
    void snapYamlThatCannotBeReadCostsItsSnapAloneAndIsCounted(String yaml) {
        int before = catalogs.current().state().brokenRows();
        change("snap_yaml = E'" + yaml + "'");

        assertThat(json(device.refresh("", install(NAME, "")))
                        .at("/results/0/error/code")
                        .asText())
                .isEqualTo("name-not-found");
        int broken = catalogs.current().state().brokenRows();
        assertThat(broken).isGreaterThan(before);
        assertThat(meters.get("brandstore.catalog.broken.records").gauge().value())
                .isEqualTo(broken);
    }

    @Test
    void releasedAtHasAnOffset() {
        List<JsonNode> times = fields("released-at");

        assertThat(times)
                .isNotEmpty()
                .allSatisfy(
                        time -> assertThat(OffsetDateTime.parse(time.asText())).isAfter("2026-01-01T00:00:00Z"));
    }

    @Test
    void createdAtIsAText() {
        assertThat(fields("created-at")).isNotEmpty().allMatch(JsonNode::isTextual);
    }

    @Test
    void pricesAreAnEmptyMap() {
        assertThat(fields("prices"))
                .isNotEmpty()
                .allSatisfy(prices -> assertThat(prices.toString()).isEqualTo("{}"));
    }

    @Test
    void linksAreAMapOfLists() {
        change(
                "snap_yaml = E'name: x\\nlinks:\\n  website: https://a.example\\n  contact: [b@example.org, c@example.org]\\n"
                        + "  odd: {a: b}\\n  mixed: [1, d]\\n  none: []\\n'");

        assertThat(fields("links"))
                .hasSize(4)
                .allSatisfy(links -> assertThat(links.toString())
                        .isEqualTo("{\"contact\":[\"b@example.org\",\"c@example.org\"],\"mixed\":[\"d\"],"
                                + "\"website\":[\"https://a.example\"]}"));
        assertThat(fields("website"))
                .filteredOn(JsonNode::isTextual)
                .hasSize(4)
                .allMatch(site -> site.asText().equals("https://a.example"));
        assertThat(fields("contact")).filteredOn(JsonNode::isTextual).hasSize(4);
    }

    @Test
    void titleSummaryAndDescriptionAreTexts() {
        change("title = '', summary = E'\\\\ \" \\u0001 \\U0001F600', description = E'a\\nb'");
        for (String name : List.of("title", "summary", "description")) {
            assertThat(fields(name)).isNotEmpty().allMatch(JsonNode::isTextual);
        }
        assertThat(json(device.refresh("", install(NAME, "")))
                        .at("/results/0/snap/description")
                        .asText())
                .isEqualTo("a\nb");
    }

    @Test
    void integrityIsLeftOut() {
        assertThat(fields("integrity")).isEmpty();
    }

    @Test
    void sha3IsInLowerCaseHex() {
        assertThat(fields("sha3-384"))
                .hasSizeGreaterThan(3)
                .allSatisfy(digest -> assertThat(digest.asText()).matches("[0-9a-f]{96}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "architectures = '{}'",
                "sha3_384 = upper(sha3_384)",
                "size = -1",
                "type = 'application'",
                "revision = 0",
                "confinement = 'none'"
            })
    void whatThisTableForbidsTheDatabaseRefusesToKeep(String assignment) {
        try {
            world.run("update snap_revision set " + assignment + " where snap_id = ?1", snap);
        } catch (RuntimeException refused) {
            assertThat(answers().toString()).contains(NAME);
            return;
        }
        world.publish();
        assertThat(json(device.refresh("", install(NAME, "")))
                        .at("/results/0/error/code")
                        .asText())
                .isEqualTo("name-not-found");
        world.run("update snap_revision set sha3_384 = lower(sha3_384) where snap_id = ?1", snap);
    }

    @Test
    void absentTextsAreWrittenAsClientsTakeThem() {
        change("base = null");

        for (Map.Entry<String, Boolean> field :
                Map.of("base", true, "license", false).entrySet()) {
            assertThat(fields(field.getKey())).allMatch(value -> value.isNull() || value.isTextual());
        }
    }
}
