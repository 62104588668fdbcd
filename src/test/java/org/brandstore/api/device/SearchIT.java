package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.naming.SnapId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Search by words (device-api.md 8): what is found, in which order, and that what is hidden counts for nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SearchIT {
    private static final String MODEL = "model-1";
    private static final String WORDS = "alpha beta gamma delta running runs sensor Sensoren the of";

    @Inject
    DeviceWorld world;

    @Inject
    EntityManager database;

    @Inject
    Catalogs catalogs;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI url;

    private DeviceWorld.Brand brand;
    private StoreClient device;

    @BeforeEach
    void makeBrand() {
        brand = world.brand();
        world.model(brand.id(), MODEL, brand.store());
        device = StoreClient.device(new RawHttp(url.getPort()), world.session(brand.id(), MODEL, brand.store()));
    }

    private SnapId snap(DeviceWorld.Brand owner, String name, String title, String summary, String description) {
        SnapId id = world.snap(owner, name);
        world.run(
                "update snap set title = ?2, summary = ?3, description = ?4 where id = ?1",
                id,
                title,
                summary,
                description);
        world.revision(owner, id, name, 1);
        world.release(id, "stable", 1);
        return id;
    }

    private SnapId seen(String name, String title, String summary, String description) {
        SnapId id = snap(brand, name, title, summary, description);
        world.offer(brand.store(), id);
        return id;
    }

    private RawHttp.Answer ask(String words, String more) {
        RawHttp.Answer answer = device.get(
                "/v2/snaps/find?architecture=amd64&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more);
        assertThat(answer.status()).as(words).isEqualTo(200);
        return answer;
    }

    private List<String> find(String words) {
        return find(words, "");
    }

    private List<String> find(String words, String more) {
        List<String> names = new ArrayList<>();
        for (JsonNode result : StoreClient.json(ask(words, more)).path("results")) {
            names.add(result.path("name").asText());
        }
        return names;
    }

    @Test
    void wordsAreFoundByTheirStemWhereverTheyStand() {
        seen("one", "Reads sensors", "s", "d");
        seen("two", "t", "Monitoring of rooms", "d");
        seen("three", "t", "s", "It calibrates what it monitored");
        world.publish();

        assertThat(find("sensor")).containsExactly("one");
        assertThat(find("monitors")).containsExactly("two", "three");
        assertThat(find("CALIBRATION")).containsExactly("three");
    }

    @Test
    void wordsOfAnyLanguageAreFoundByTheirBeginning() {
        seen("eins", "Temperaturfühler", "s", "d");
        seen("deux", "t", "Mesure d'humidité", "d");
        seen("tri", "t", "s", "Датчики температуры");
        world.publish();

        assertThat(find("temperatur")).containsExactly("eins");
        assertThat(find("humid")).containsExactly("deux");
        assertThat(find("датчик")).containsExactly("tri");
    }

    @Test
    void theNameCountsMoreThanTheTitleThatMoreThanTheSummaryAndThatMoreThanTheRest() {
        seen("only-described", "t", "s", "valve valves valve valve valve valve valve valve valve valve valve");
        seen("only-summarised", "t", "Opens a valve", "d");
        seen("only-entitled", "Valve control", "s", "d");
        seen("my-valve-box", "t", "s", "d");
        seen("valve", "t", "s", "d");
        seen("submarine-twinvalve", "t", "s", "d");
        world.publish();

        assertThat(find("valve"))
                .containsExactly(
                        "valve",
                        "my-valve-box",
                        "only-entitled",
                        "only-summarised",
                        "only-described",
                        "submarine-twinvalve");
    }

    @Test
    void ofSeveralWordsAllMustBeFoundInWhateverPlaces() {
        seen("pump-driver", "t", "Drives pumps", "d");
        seen("pump-monitor", "Watches the flow", "s", "d");
        seen("other", "t", "Watching the flow of pumps", "d");
        world.publish();

        assertThat(find("pump flow")).containsExactly("pump-monitor", "other");
        assertThat(find("the flow for pumps")).containsExactly("pump-monitor", "other");
        assertThat(find("pump driver")).containsExactly("pump-driver");
        assertThat(find("pump-driver")).containsExactly("pump-driver");
        assertThat(find("driver-pump")).containsExactly("pump-driver");
        assertThat(find("pump flow driver")).isEmpty();
    }

    @Test
    void aWordThatSaysNothingInEnglishIsFoundIfItIsAllThatIsAskedFor() {
        seen("can", "CAN bus", "s", "d");
        seen("bus-stop", "t", "s", "You can wait here");
        world.publish();

        assertThat(find("can")).containsExactly("can", "bus-stop");
        assertThat(find("can bus")).startsWith("can");
    }

    @Test
    void aPieceOfAWordIsFoundIfNothingElseIs() {
        seen("one", "t", "s", "An electrothermometer");
        seen("two", "温度センサー", "s", "d");
        world.publish();

        assertThat(find("thermo")).containsExactly("one");
        assertThat(find("センサー")).containsExactly("two");
    }

    @Test
    void thePublisherIsFoundByItsName() {
        seen("one", "t", "s", "d");
        world.run("update account set display_name = 'Zephyr Instruments' where id = ?1", brand.id());
        world.publish();

        assertThat(find("zephyr instrument")).containsExactly("one");
    }

    @Test
    void whatIsFoundByWordsIsNarrowedByWhatIsOffered() {
        SnapId edge = world.snap(brand, "valve-edge");
        world.offer(brand.store(), edge);
        world.revision(brand, edge, "valve-edge", 1);
        world.release(edge, "edge", 1);
        seen("valve-stable", "t", "s", "d");
        world.publish();

        assertThat(find("valve")).containsExactly("valve-edge", "valve-stable");
        assertThat(find("valve", "&channel=stable")).containsExactly("valve-stable");
        assertThat(find("valve", "&confinement=classic")).isEmpty();
        assertThat(find("valve", "&category=featured")).containsExactly("valve-edge", "valve-stable");
        assertThat(find("valve", "&category=games")).isEmpty();
        assertThat(find("valve", "&common-id=org.example.none")).isEmpty();
        assertThat(find("valve", "&name=valve-st")).containsExactly("valve-stable");
    }

    @Test
    void whatWasNeverReleasedIsNotFoundAndWhatWasIsAsSoonAsItIs() {
        SnapId id = seen("one", "", "s", "d");
        world.revision(brand, id, "one", 2);
        world.run("update snap_revision set title = 'Carburettor' where snap_id = ?1 and revision = 2", id);
        world.publish();
        assertThat(find("carburettor")).isEmpty();

        world.release(id, "edge", 2);
        world.publish();
        assertThat(find("carburettors")).containsExactly("one");

        world.run("update snap set title = 'Injection' where id = ?1", id);
        world.publish();
        assertThat(find("carburettor")).isEmpty();
        assertThat(find("inject")).containsExactly("one");
    }

    @Test
    void hiddenSnapsCountForNothing() {
        seen("one", "Valve control", "s", "d");
        seen("two", "t", "Control of a valve", "valve");
        seen("three", "t", "s", "d");
        world.publish();
        List<String> searches = List.of("valve", "control valve", "valv", "hiddenword", "three");
        List<String> before =
                searches.stream().map(words -> ask(words, "").essence()).toList();

        DeviceWorld.Brand other = world.brand();
        world.model(other.id(), MODEL, other.store());
        for (int i = 0; i < 5; i++) {
            SnapId foreign = snap(other, "valve-" + i, "Valve control hiddenword", "valve", "three valve control");
            world.offer(other.store(), foreign);
        }
        SnapId elsewhere = snap(brand, "valve-elsewhere", "Valve hiddenword", "valve", "three control");
        world.offer(world.store(brand.id()), elsewhere);
        SnapId otherModel = snap(brand, "valve-other-model", "Valve hiddenword", "valve", "three control");
        world.offer(brand.store(), otherModel, "model-2");
        snap(brand, "valve-nowhere", "Valve hiddenword", "valve", "three control");
        world.publish();

        assertThat(searches.stream().map(words -> ask(words, "").essence())).isEqualTo(before);
        assertThat(find("hiddenword")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "\\",
                "a:*|b & !c",
                "(",
                "!",
                "&",
                "<->",
                ":*",
                "one'",
                "\u0000",
                "one\u0000",
                "%",
                "_",
                "one:*A",
                "\"",
                "--",
                ";",
                "\ud83d\ude00",
                "$$",
                "'''';drop table snap_search;--",
                "   "
            })
    void whateverIsTypedIsAnsweredByTheDatabase(String words) {
        seen("one", "t", "s", "d");
        world.publish();
        double before = fallbacks();

        ask(words, "");

        assertThat(find("one")).containsExactly("one");
        assertThat(fallbacks()).isEqualTo(before);
    }

    @Test
    void aVeryLongSearchIsAnsweredToo() {
        seen("one", "t", "s", "d");
        world.publish();
        double before = fallbacks();

        assertThat(find("one ".repeat(700))).containsExactly("one");
        assertThat(find("x".repeat(3_000))).isEmpty();
        assertThat(fallbacks()).isEqualTo(before);
    }

    private double fallbacks() {
        return meters.get("brandstore.search.fallbacks").counter().count();
    }

    /** Whatever was changed, and in whichever order, the index holds the words that devices are shown. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theIndexHoldsWhatIsShown(long seed) {
        Random random = new Random(seed);
        List<SnapId> snaps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            snaps.add(seen("snap-" + i, "", "", ""));
        }
        int[] revisions = {1, 1, 1};
        for (int step = 0; step < 60; step++) {
            int at = random.nextInt(3);
            SnapId id = snaps.get(at);
            switch (random.nextInt(6)) {
                case 0 -> world.run("update snap set title = ?2 where id = ?1", id, text(random));
                case 1 ->
                    world.run("update snap set summary = ?2, description = ?3 where id = ?1", id, text(random), "");
                case 2 -> {
                    revisions[at]++;
                    world.revision(brand, id, "snap-" + at, revisions[at]);
                    world.run(
                            "update snap_revision set title = ?2, description = ?3 where snap_id = ?1 and revision = "
                                    + revisions[at],
                            id,
                            text(random),
                            text(random));
                }
                case 3 ->
                    world.release(id, random.nextBoolean() ? "stable" : "edge", 1 + random.nextInt(revisions[at]));
                case 4 -> world.run("delete from channel_pointer where snap_id = ?1", id);
                default ->
                    world.run("update account set display_name = ?2 where id = ?1", brand.id(), "B" + text(random));
            }
        }
        world.publish();

        List<CatalogSnap> shown = catalogs.current().view(brand.store()).snaps();
        assertThat(shown).hasSize(3);
        for (CatalogSnap snap : shown) {
            CatalogSnap.Facts facts = snap.facts();
            assertThat(database.createNativeQuery(
                                    "select document = search_document(?2, ?3, ?4, ?5, ?6) from snap_search where snap_id = ?1",
                                    Boolean.class)
                            .setParameter(1, snap.id())
                            .setParameter(2, facts.name())
                            .setParameter(3, facts.texts().title())
                            .setParameter(4, facts.texts().summary())
                            .setParameter(5, facts.texts().description())
                            .setParameter(
                                    6,
                                    facts.publisher().displayName() + " "
                                            + facts.publisher().username())
                            .getSingleResult())
                    .isEqualTo(true);
        }
    }

    private static String text(Random random) {
        String[] words = WORDS.split(" ", -1);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(words[random.nextInt(words.length)]).append(' ');
        }
        return text.toString().strip();
    }
}
