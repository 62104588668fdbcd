package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random brands, stores, models and inclusions; random requests of every endpoint; and one rule of a few lines that says
 * who sees what ({@link World#sees}). What is hidden is answered byte for byte like what does not exist. That publishers are
 * answered so is {@code CredentialMatrixIT}'s, at every endpoint, and {@code ForeignSnapsIT}'s, with every body.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class VisibilityOracleIT {
    private static final int ROUNDS = 6;
    private static final int REQUESTS = 120;
    private static final List<String> MODELS = List.of("model-1", "model-2");
    private static final List<String> NAMES = List.of("oracle-one", "oracle-two", "oracle-six");

    @Inject
    DeviceWorld worldOfBrands;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(url.getPort());
    }

    /** A snap with all by which somebody could ask for it. */
    private record Target(String brand, String id, String name, Sha3_384 file, Sha3_384 component, boolean released) {
        /** What does not exist, spelt as long as this. */
        Target absent() {
            return new Target(
                    brand,
                    "Absent" + "q".repeat(26),
                    name.replace("oracle", "absent"),
                    new Sha3_384("0123456789ab".repeat(8)),
                    new Sha3_384("ba9876543210".repeat(8)),
                    false);
        }

        /** The text as it would be if it spoke of the other. */
        String as(Target other, String text) {
            return text.replace(id, other.id)
                    .replace(name, other.name)
                    .replace(file.base64Url(), other.file.base64Url())
                    .replace(component.base64Url(), other.component.base64Url());
        }
    }

    /** Somebody who asks, with what the signed model says. */
    private record Caller(StoreClient client, String brand, StoreId store, String model) {}

    /** By what a request names a snap. */
    private enum By {
        ID,
        NAME,
        FILE
    }

    /** A request about a snap. */
    private record Request(String name, Sender sender, By by) {
        /** Whether it asks for what not even friends get. */
        boolean isForNobody() {
            return name.contains("ID_2.snap")
                    || name.contains("ID_1_2.xdelta3")
                    || name.contains("snap-build")
                    || name.contains("snap-developer");
        }

        RawHttp.Answer send(StoreClient client, Target target) {
            return sender.send(client, target);
        }
    }

    private interface Sender {
        RawHttp.Answer send(StoreClient client, Target target);
    }

    /** Brands with their stores, and who offers what to whom, beside the server in the simplest form. */
    private final class World {
        private final Random random;
        private final List<DeviceWorld.Brand> brands = new ArrayList<>();
        private final Map<StoreId, String> owners = new HashMap<>();
        private final List<Target> targets = new ArrayList<>();
        private final Set<String> offers = new HashSet<>();

        World(long seed) {
            random = new Random(seed);
            DeviceWorld.SnapFile shared = null;
            for (int b = 0; b < 2; b++) {
                DeviceWorld.Brand brand = worldOfBrands.brand();
                brands.add(brand);
                owners.put(brand.store(), brand.id().value());
                owners.put(worldOfBrands.store(brand.id()), brand.id().value());
                for (String name : NAMES) {
                    shared = snap(brand, name, shared);
                }
            }
        }

        /** The first snap of the second brand is the same file as the last of the first. */
        private DeviceWorld.SnapFile snap(DeviceWorld.Brand brand, String name, DeviceWorld.SnapFile same) {
            SnapId id = worldOfBrands.snap(brand, name);
            boolean first = name.equals(NAMES.getFirst()) && same != null;
            DeviceWorld.SnapFile file = first
                    ? worldOfBrands.revision(brand, id, name, 1, same)
                    : worldOfBrands.revision(brand, id, name, 1);
            DeviceWorld.SnapFile component = worldOfBrands.component(brand, id, 1, "part", 1);
            worldOfBrands.validate(brand, id, id, 1, false);
            boolean released = targets.size() != 1;
            if (released) {
                worldOfBrands.release(id, "stable", 1);
            }
            targets.add(new Target(
                    brand.id().value(),
                    id.value(),
                    name,
                    file.blob().digest(),
                    component.blob().digest(),
                    released));
            return file;
        }

        void offerAtRandom() {
            offers.clear();
            for (StoreId store : owners.keySet()) {
                worldOfBrands.run("delete from store_snap where store_id = ?1", store);
                for (Target target : targets) {
                    String model = pick(MODELS);
                    switch (random.nextInt(3)) {
                        case 1 -> {
                            worldOfBrands.offer(store, new SnapId(target.id));
                            offers.add(store + "/every model/" + target.id);
                        }
                        case 2 -> {
                            worldOfBrands.offer(store, new SnapId(target.id), model);
                            offers.add(store + "/" + model + "/" + target.id);
                        }
                        default -> {
                            // not offered here
                        }
                    }
                }
            }
            worldOfBrands.publish();
        }

        /** The rule: the store of the signed model offers it to the model, and is one of the brand that signed the model. */
        boolean sees(Caller caller, Target target) {
            return caller.brand.equals(owners.get(caller.store))
                    && (offers.contains(caller.store + "/every model/" + target.id)
                            || offers.contains(caller.store + "/" + caller.model + "/" + target.id));
        }

        /** What the caller sees of all that the request could mean: two brands may have one name, and one file. */
        List<Target> meant(Caller caller, Target target, Request request) {
            return targets.stream()
                    .filter(other -> switch (request.by) {
                        case ID -> other.equals(target);
                        case NAME -> other.name.equals(target.name);
                        case FILE -> other.file.equals(target.file);
                    })
                    .filter(other -> sees(caller, other))
                    .sorted(Comparator.comparing(Target::id))
                    .toList();
        }

        Caller caller() {
            DeviceWorld.Brand brand = pick(brands);
            StoreId store = random.nextInt(8) == 0
                    ? new StoreId("no-such-store")
                    : pick(List.copyOf(new TreeSet<>(
                                    owners.keySet().stream().map(StoreId::value).toList()))
                            .stream()
                            .map(StoreId::new)
                            .toList());
            String model = random.nextInt(10) == 0 ? "model-3" : pick(MODELS);
            if (random.nextInt(8) == 0) {
                return new Caller(StoreClient.stranger(http, store.value()), "nobody", store, model);
            }
            return new Caller(
                    StoreClient.device(http, worldOfBrands.session(brand.id(), model, store)),
                    brand.id().value(),
                    store,
                    model);
        }

        <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }

    private static RawHttp.Answer refresh(StoreClient client, Target target, String context, String action) {
        return client.refresh(context.formatted(target.id), action.formatted(target.id, target.name));
    }

    private static final String IN_CONTEXT = "{\"snap-id\":\"%1$s\",\"instance-key\":\"%1$s\",\"revision\":7,"
            + "\"tracking-channel\":\"stable\",\"epoch\":{\"read\":[0],\"write\":[0]}}";

    /** Every endpoint by which a snap could be asked for. */
    private static List<Request> requests() {
        List<Request> all = new ArrayList<>();
        for (String more : List.of("", ",\"revision\":1", ",\"channel\":\"edge\"", ",\"ignore-validation\":true")) {
            all.add(new Request(
                    "refresh" + more,
                    (client, target) -> refresh(
                            client,
                            target,
                            IN_CONTEXT,
                            "{\"action\":\"refresh\",\"instance-key\":\"%1$s\",\"snap-id\":\"%1$s\"" + more + "}"),
                    By.ID));
            for (String kind : List.of("install", "download")) {
                all.add(new Request(
                        kind + more,
                        (client, target) -> refresh(
                                client,
                                target,
                                "",
                                "{\"action\":\"" + kind + "\",\"instance-key\":\"k-1\",\"name\":\"%2$s\",\"epoch\":null"
                                        + more + "}"),
                        By.NAME));
            }
        }
        for (String wanted : List.of(
                "{\"type\":\"snap-declaration\",\"primary-key\":[\"16\",\"%1$s\"]}",
                "{\"type\":\"snap-declaration\",\"primary-key\":[\"16\",\"%1$s\"],\"if-newer-than\":0}",
                "{\"type\":\"validation\",\"primary-key\":[\"16\",\"%1$s\",\"%1$s\",\"1\"]}")) {
            all.add(new Request(
                    "bulk " + wanted,
                    (client, target) -> refresh(
                            client,
                            target,
                            "",
                            "{\"action\":\"fetch-assertions\",\"key\":\"g\",\"assertions\":[" + wanted + "]}"),
                    By.ID));
        }
        for (String wanted :
                List.of("7 snap-declaration/16/ID", "0 snap-revision/FILE", "0 snap-resource-pair/ID/part/1/1")) {
            all.add(new Request(
                    "stream " + wanted,
                    (client, target) -> client.getV1("/v2/assertions/stream/"
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(path(wanted, target).getBytes(StandardCharsets.UTF_8))),
                    wanted.contains("FILE") ? By.FILE : By.ID));
        }
        all.add(new Request(
                "info",
                (client, target) -> client.get("/v2/snaps/info/" + target.name + "?architecture=amd64"),
                By.NAME));
        all.add(new Request(
                "cohort",
                (client, target) -> client.post("/v2/cohorts", "{\"snaps\":[\"" + target.name + "\"]}"),
                By.NAME));
        for (String path : List.of(
                "/v2/assertions/snap-declaration/16/ID",
                "/v2/assertions/snap-revision/FILE",
                "/v2/assertions/snap-revision/FILE/global-upload",
                "/v2/assertions/snap-resource-revision/ID/part/COMPONENT",
                "/v2/assertions/snap-resource-pair/ID/part/1/1",
                "/v2/assertions/validation/16/ID/ID/1",
                "/v2/assertions/snap-build/FILE",
                "/v2/assertions/snap-developer/ID/someone",
                "/api/v1/snaps/download/ID_1.snap",
                "/api/v1/snaps/download/ID_2.snap",
                "/api/v1/snaps/download/ID_part_1.comp",
                "/api/v1/snaps/download/deltas/ID_1_2.xdelta3")) {
            By by = path.contains("FILE") ? By.FILE : By.ID;
            all.add(new Request(path, (client, target) -> client.getV1(path(path, target)), by));
            all.add(new Request("HEAD " + path, (client, target) -> client.head(path(path, target)), by));
        }
        return all;
    }

    private static String path(String path, Target target) {
        return path.replace("ID", target.id)
                .replace("FILE", target.file.base64Url())
                .replace("COMPONENT", target.component.base64Url());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hiddenAndAbsentAreTheSameEverywhere(long seed) {
        World world = new World(seed);
        List<Request> requests = requests();
        int hidden = 0;
        int seen = 0;
        for (int round = 0; round < ROUNDS; round++) {
            world.offerAtRandom();
            for (int i = 0; i < REQUESTS; i++) {
                Caller caller = world.caller();
                Target target = world.pick(world.targets);
                Request request = world.pick(requests);
                List<Target> meant = world.meant(caller, target, request);
                RawHttp.Answer answer = request.send(caller.client, target);
                String what =
                        "seed " + seed + " round " + round + ": " + request.name + " for " + target + " by " + caller;
                if (meant.isEmpty()) {
                    String absent = request.send(caller.client, target.absent()).essence();
                    assertThat(target.as(target.absent(), answer.essence()))
                            .as(what)
                            .isEqualTo(absent);
                    hidden++;
                } else if (meant.getFirst().released && !request.isForNobody()) {
                    assertThat(answer.status()).as(what).isEqualTo(200);
                    assertThat(answer.text()).as(what).doesNotContain("-not-found\"");
                    seen++;
                }
            }
            lists(world);
        }
        assertThat(hidden).isGreaterThan(ROUNDS * REQUESTS / 4);
        assertThat(seen).isGreaterThan(ROUNDS * REQUESTS / 20);
    }

    /** Every way to ask for the model MODEL of the brand BRAND. */
    private static Map<String, BiFunction<StoreClient, UnaryOperator<String>, RawHttp.Answer>> modelRequests() {
        String key = "model/16/BRAND/MODEL";
        String item = "{\"type\":\"model\",\"primary-key\":[\"16\",\"BRAND\",\"MODEL\"]";
        Map<String, BiFunction<StoreClient, UnaryOperator<String>, RawHttp.Answer>> all = new TreeMap<>();
        all.put("get", (client, of) -> client.getV1("/v2/assertions/" + of.apply(key)));
        all.put("head", (client, of) -> client.head("/v2/assertions/" + of.apply(key)));
        all.put(
                "stream",
                (client, of) -> client.getV1("/v2/assertions/stream/"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(of.apply("0 " + key).getBytes(StandardCharsets.UTF_8))));
        for (String more : List.of("}", ",\"if-newer-than\":0}", ",\"if-newer-than\":7}")) {
            all.put(
                    "bulk " + more,
                    (client, of) -> client.refresh(
                            "",
                            "{\"action\":\"fetch-assertions\",\"key\":\"g\",\"assertions\":[" + of.apply(item + more)
                                    + "]}"));
        }
        return all;
    }

    /** A model lists the snaps of its brand. */
    @Test
    void aModelIsThereForItsBrandAndForNobodyElse() {
        World world = new World(4);
        world.brands.forEach(brand -> worldOfBrands.model(brand.id(), "model-1", brand.store()));
        worldOfBrands.publish();
        int seen = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Caller caller = world.caller();
            String brand = world.pick(world.brands).id().value();
            boolean own = caller.brand.equals(brand);
            for (var request : modelRequests().entrySet()) {
                RawHttp.Answer answer = request.getValue()
                        .apply(
                                caller.client,
                                text -> text.replace("BRAND", brand).replace("MODEL", "model-1"));
                RawHttp.Answer absent = request.getValue()
                        .apply(
                                caller.client,
                                text -> text.replace("BRAND", brand).replace("MODEL", "model-9"));
                String what = request.getKey() + " for a model of " + brand + " by " + caller;
                if (!own) {
                    assertThat(answer.essence().replace("model-1", "model-9"))
                            .as(what)
                            .isEqualTo(absent.essence());
                } else if (!request.getKey().startsWith("bulk")) {
                    assertThat(answer.status()).as(what).isEqualTo(200);
                    seen++;
                }
            }
        }
        assertThat(seen).isPositive();
    }

    /** Lists hold exactly what the rule says; and a digest that two brands share leads each to its own. */
    private void lists(World world) {
        for (int i = 0; i < 8; i++) {
            Caller caller = world.caller();
            Set<String> expected = new TreeSet<>();
            world.targets.stream()
                    .filter(target -> target.released && world.sees(caller, target))
                    .forEach(target -> expected.add(target.name));
            assertThat(values(caller.client.get("/v2/snaps/find?q=oracle&architecture=amd64"), "name"))
                    .isEqualTo(expected);
            assertThat(values(caller.client.get("/v2/snaps/find?name=oracle&architecture=amd64"), "name"))
                    .isEqualTo(expected);
            assertThat(values(caller.client.get("/v2/snaps/find?category=featured&architecture=amd64"), "name"))
                    .containsAll(expected);
            assertThat(values(caller.client.getV1("/api/v1/snaps/names"), "package_name"))
                    .isEqualTo(expected);
            for (Target target : world.targets) {
                RawHttp.Answer answer = caller.client.getV1("/v2/assertions/snap-revision/" + target.file.base64Url());
                if (answer.status() == 200) {
                    String id = AssertionStreamDecoder.decodeAll(answer.body())
                            .getFirst()
                            .text("snap-id");
                    assertThat(world.targets)
                            .anyMatch(other ->
                                    other.id.equals(id) && other.file.equals(target.file) && world.sees(caller, other));
                }
            }
        }
    }

    private static Set<String> values(RawHttp.Answer answer, String field) {
        assertThat(answer.status()).isEqualTo(200);
        Set<String> names = new TreeSet<>();
        for (JsonNode entry : StoreClient.json(answer).findParents(field)) {
            if (entry.has("snap-id") || field.equals("package_name")) {
                names.add(entry.get(field).asText());
            }
        }
        return names;
    }
}
