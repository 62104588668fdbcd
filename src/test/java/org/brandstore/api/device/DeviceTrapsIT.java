package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.StoreClient.install;
import static org.brandstore.testing.StoreClient.installed;
import static org.brandstore.testing.StoreClient.json;
import static org.brandstore.testing.StoreClient.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.type.check.TypeChecks;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.store.NewStore;
import org.brandstore.store.Stores;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The traps of device-api.md (b), by number. The rest of traps 13 and 16 is in the tests of registration.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeviceTrapsIT {
    private static final String NAME = "trap-snap";
    private static final String ACCEPT_NOTHING = "Accept: ";
    private static final String JSON_TYPE = "application/json";

    @Inject
    DeviceWorld world;

    @Inject
    Stores stores;

    @Inject
    Devices devices;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private SnapId snap;
    private DeviceWorld.SnapFile file;
    private StoreClient device;

    @BeforeEach
    void releaseASnap() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        snap = world.snap(brand, NAME);
        world.offer(brand.store(), snap);
        world.revision(brand, snap, NAME, 1);
        file = world.revision(brand, snap, NAME, 2);
        world.release(snap, "stable", 1);
        world.release(snap, "stable", 2);
        world.publish();
        device = StoreClient.device(http, world.session(brand.id(), "model-1", brand.store()));
    }

    private Assertion fetch(AssertionRef ref) {
        RawHttp.Answer answer = device.getV1("/v2/assertions/" + ref.type().wireName() + "/"
                + String.join("/", ref.reduced()) + "?max-format="
                + ref.type().maxFormat());
        assertThat(answer.status()).as(ref + " " + answer.text()).isEqualTo(200);
        return AssertionStreamDecoder.decodeAll(answer.body()).getFirst();
    }

    @Test
    void trap01TheChainOfEverySnapIsServedUpToOneSelfSignedRoot() {
        Map<AssertionRef, Assertion> chain = new HashMap<>();
        Deque<AssertionRef> wanted = new ArrayDeque<>(List.of(
                AssertionRef.of(
                        AssertionType.SNAP_REVISION, file.blob().digest().base64Url()),
                AssertionRef.of(AssertionType.STORE, brand.store().value())));
        while (!wanted.isEmpty()) {
            AssertionRef ref = wanted.pop();
            if (!chain.containsKey(ref)) {
                Assertion found = fetch(ref);
                chain.put(ref, found);
                wanted.addAll(TypeChecks.prerequisites(found));
                wanted.add(AssertionRef.of(AssertionType.ACCOUNT_KEY, found.signKeyId()));
            }
        }
        List<Assertion> selfSigned = chain.values().stream()
                .filter(found -> found.type() == AssertionType.ACCOUNT_KEY
                        && found.primaryKey().equals(List.of(found.signKeyId())))
                .toList();
        assertThat(selfSigned).hasSize(1);
        String root = selfSigned.getFirst().text("account-id");
        assertThat(chain.values())
                .filteredOn(found -> List.of(
                                AssertionType.ACCOUNT,
                                AssertionType.ACCOUNT_KEY,
                                AssertionType.SNAP_DECLARATION,
                                AssertionType.SNAP_REVISION,
                                AssertionType.STORE)
                        .contains(found.type()))
                .hasSameSizeAs(chain.values())
                .allSatisfy(found -> assertThat(found.text("authority-id")).isEqualTo(root));
    }

    @Test
    void trap02TypesAreExactlyWhatClientsCompareThemWith() {
        for (String path :
                List.of("/v2/snaps/find?q=trap&architecture=amd64", "/v2/snaps/categories", "/v2/snaps/info/" + NAME)) {
            assertThat(device.get(path).header("Content-Type")).contains(JSON_TYPE);
        }
        assertThat(device.get("/api/v1/snaps/sections").header("Content-Type")).contains("application/hal+json");
        assertThat(device.get(
                                "/v2/snaps/find?q=trap",
                                "Accept-Charset: utf-8",
                                "Accept: application/json;charset=utf-8")
                        .header("Content-Type"))
                .contains(JSON_TYPE);
        assertThat(device.refresh("", "").header("Content-Type")).contains(JSON_TYPE);
    }

    @ParameterizedTest
    @EnumSource(AssertionType.class)
    void trap03AnAssertionThatIsNotThereIsNotFoundInTheOneWayThatClientsTolerate(AssertionType type) {
        String key = type.primaryKeyHeaders().stream()
                .map(header -> header.equals("sequence") || header.endsWith("revision") ? "1" : "absent")
                .collect(Collectors.joining("/"));
        StoreClient stranger = StoreClient.stranger(http, brand.store().value());
        for (StoreClient client : List.of(device, stranger)) {
            RawHttp.Answer answer = client.getV1("/v2/assertions/" + type.wireName() + "/" + key + "?max-format=1");
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).contains(JSON_TYPE);
            assertThat(json(answer).at("/error-list/0/code").asText()).isEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account/%00",
                "snap-revision/a%00b",
                "snap-declaration/%00/SNAP",
                "validation-set/16/BRAND/%00",
                "validation-set/16/BRAND/%00?sequence=latest",
                "validation-set/16/BRAND/%00?sequence=1",
                "validation-set/16/BRAND/x/%00",
                "stream/MCBhY2NvdW50LwA"
            })
    void trap03AKeyThatNoDatabaseCanLookForIsNotFoundLikeAnyOther(String key) {
        RawHttp.Answer answer = device.getV1("/v2/assertions/"
                + key.replace("SNAP", snap.value()).replace("BRAND", brand.id().value()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains(JSON_TYPE);
        assertThat(json(answer).at("/error-list/0/code").asText()).isEqualTo("not-found");
    }

    @Test
    void trap04ASnapOfTheContextWithoutActionGetsNoResult() {
        SnapId other = world.snap(brand, "trap-other");
        world.offer(brand.store(), other);
        world.revision(brand, other, "trap-other", 1);
        world.release(other, "stable", 1);
        world.publish();

        JsonNode results = device.results(installed(snap, 1) + "," + installed(other, 1), update(snap, ""));

        assertThat(results).hasSize(1);
        assertThat(results.get(0).get("snap-id").asText()).isEqualTo(snap.value());
        assertThat(device.results(installed(snap, 1), "")).isEmpty();
    }

    @Test
    void trap05KeysComeBackAsTheyWereAndErrorsNameTheirSnap() {
        String instance = snap + ":" + "A-_z".repeat(10) + "xyz";
        String context = installed(snap, 1) + ","
                + installed(snap, 1).replace("\"instance-key\":\"" + snap, "\"instance-key\":\"" + instance);
        String actions = update(snap, "") + ","
                + update(snap, "").replace("\"instance-key\":\"" + snap, "\"instance-key\":\"" + instance);

        JsonNode results = device.results(context, actions);

        assertThat(results)
                .extracting(result -> result.get("instance-key").asText())
                .containsExactly(snap.value(), instance);
        for (String action : List.of("install", "download")) {
            JsonNode error = device.results(
                            "", install("no-such-snap", "").replace("\"install\"", "\"" + action + "\""))
                    .get(0);
            assertThat(error.get("result").asText()).isEqualTo("error");
            assertThat(error.get("name").asText()).isEqualTo("no-such-snap");
            assertThat(error.get("instance-key").asText()).isEqualTo("install-1");
        }
    }

    @Test
    void trap06SuccessIs200AndNothingElse() {
        TestDevice registered = new TestDevice(http, world.model(brand.id(), "trap-model", brand.store()));
        assertThat(http.post("/api/v1/snaps/auth/request-id", "").status()).isEqualTo(200);
        Assertion serial = registered.register();
        assertThat(http.post("/api/v1/snaps/auth/nonces", "").status()).isEqualTo(200);
        assertThat(registered.askSession(serial, registered.nonce()).status()).isEqualTo(200);
        assertThat(device.refresh("", "").status()).isEqualTo(200);
        assertThat(device.post("/v2/cohorts", "{\"snaps\":[\"" + NAME + "\"]}").status())
                .isEqualTo(200);
    }

    @Test
    void trap07TheOldHeaderNamesAreHeardEverywhere() {
        assertThat(device.getV1("/v2/assertions/snap-declaration/16/" + snap).status())
                .isEqualTo(200);
        assertThat(device.getV1("/api/v1/snaps/download/" + snap + "_2.snap").status())
                .isEqualTo(200);
        assertThat(device.getV1("/api/v1/snaps/names?confinement=strict").text())
                .contains(NAME);
        assertThat(device.getV1("/v2/snaps/info/" + NAME).status()).isEqualTo(200);
    }

    @Test
    void trap08NothingIsNegotiated() {
        assertThat(device.get("/v2/snaps/info/" + NAME + "?architecture=amd64", ACCEPT_NOTHING)
                        .status())
                .isEqualTo(200);
        assertThat(device.post("/v2/cohorts", "{\"snaps\":[\"" + NAME + "\"]}", ACCEPT_NOTHING)
                        .status())
                .isEqualTo(200);
        assertThat(device.getV1("/api/v1/snaps/download/" + snap + "_2.snap", ACCEPT_NOTHING)
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/api/v1/snaps/auth/nonces", "").status()).isEqualTo(200);
        assertThat(http.post("/api/v1/snaps/auth/request-id", "").status()).isEqualTo(200);
        assertThat(device.get("/v2/snaps/find?q=x", "Accept: text/html").status())
                .isEqualTo(200);
        assertThat(device.post("/v2/snaps/refresh", "{}", "Content-Type: text/plain")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void trap09ADeviceWhoseSessionIsLostGetsANewOneWithItsDocumentsAlone() {
        TestDevice registered = new TestDevice(http, world.model(brand.id(), "trap-model", brand.store()));
        Assertion serial = registered.register();
        String stale = "X-Device-Authorization: Macaroon root=\"gone\"";

        assertThat(http.post("/api/v1/snaps/auth/nonces", "", stale, ACCEPT_NOTHING)
                        .status())
                .isEqualTo(200);
        String session = registered.session(serial);
        assertThat(StoreClient.device(http, session).refresh("", "").status()).isEqualTo(200);
    }

    @Test
    void trap10A401HealsByItsHeaderAndAFinalRefusalDoesNotAskForMore() throws InterruptedException {
        RawHttp.Answer lost = StoreClient.device(http, "lost").refresh("", "");
        assertThat(lost.status()).isEqualTo(401);
        assertThat(lost.header("WWW-Authenticate").orElseThrow()).contains("refresh_device_session=1");

        TestDevice stolen = new TestDevice(http, world.model(brand.id(), "trap-model", brand.store()));
        Assertion serial = stolen.register();
        StoreClient client = StoreClient.device(http, stolen.session(serial));
        devices.revoke(
                new DeviceRef(brand.id(), new ModelName("trap-model"), new SerialNumber(serial.text("serial"))),
                "stolen",
                Actor.system("test"));
        RawHttp.Answer refused = Eventually.becomes(() -> client.refresh("", ""), next -> next.status() != 200);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate").orElseThrow())
                .doesNotContain("refresh_device_session", "needs_refresh");
    }

    @Test
    void trap11ARecordThatClientsCannotReadDoesNotCostThemTheOthers() {
        SnapId broken = world.snap(brand, "trap-broken");
        world.offer(brand.store(), broken);
        world.revision(brand, broken, "trap-broken", 1, "7");
        world.release(broken, "stable", 1);
        world.publish();
        try {
            JsonNode results = device.results(
                    installed(snap, 1) + "," + installed(broken, 1), update(broken, "") + "," + update(snap, ""));

            assertThat(results.get(0).get("result").asText()).isEqualTo("error");
            assertThat(results.get(1).at("/snap/revision").asInt()).isEqualTo(2);
            assertThat(device.get("/v2/snaps/find?name=trap").text())
                    .contains(NAME)
                    .doesNotContain("trap-broken");
        } finally {
            world.run("update snap_revision set epoch = '{\"read\":[0],\"write\":[0]}' where snap_id = ?1", broken);
        }
    }

    @Test
    void trap12NoPlaceholderForIntegrityIsSent() {
        assertThat(device.refresh("", install(NAME, "")).text()).contains(NAME).doesNotContain("integrity");
        assertThat(device.get("/v2/snaps/info/" + NAME).text()).contains(NAME).doesNotContain("integrity");
    }

    /** Where clients send their registration is up to them; by whatever name and way it comes, it finds the same service. */
    @Test
    void trap13RegistrationIsAnsweredByEveryNameAndOnBothWays() {
        for (String host : List.of("api.snapcraft.io", "store.example", "10.0.0.7:8080")) {
            for (String path : List.of("/api/v1/snaps/auth/request-id", "/v1/request-id")) {
                for (String header : List.of("", "X-Snap-Device-Service-Url: https://elsewhere.example/svc/\r\n")) {
                    String request = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + header
                            + "User-Agent: snapd/2.77\r\nContent-Length: 0\r\n\r\n";

                    RawHttp.Answer answer = http.send(request.getBytes(StandardCharsets.US_ASCII));

                    assertThat(answer.status()).as(request).isEqualTo(200);
                    assertThat(TestDevice.field(answer, "request-id")).isNotEmpty();
                }
            }
        }
    }

    @Test
    void trap14TheUrlOfAProxyStoreEndsWithASlash() {
        StoreId proxy = new StoreId("trapproxy" + brand.store().value());
        stores.create(
                new NewStore(proxy, brand.id(), "Proxy", URI.create("https://store.example/prefix")),
                Actor.system("test"));

        assertThat(fetch(AssertionRef.of(AssertionType.STORE, proxy.value())).text("url"))
                .isEqualTo("https://store.example/prefix/");
    }

    @Test
    void trap15TheProbeAndEveryAnswerNameAHighVersion() {
        RawHttp.Answer probe = http.send("HEAD", "/", List.of("User-Agent: snapd/2.77"), new byte[0]);
        assertThat(probe.status()).isEqualTo(200);
        for (RawHttp.Answer answer : List.of(
                probe,
                device.refresh("", ""),
                device.post("/v2/snaps/refresh", "nonsense"),
                device.get("/v2/snaps/find?q=x"),
                device.getV1("/v2/assertions/store/absent"),
                device.get("/v2/no/such/path"))) {
            assertThat(Integer.parseInt(answer.header("Snap-Store-Version").orElseThrow()))
                    .isGreaterThanOrEqualTo(55);
        }
    }

    @Test
    void trap16ABulkCallIsNeverAnsweredWithAnErrorStatusForWhatItAsks() {
        String wanted = "{\"type\":\"no-such-type\",\"primary-key\":[\"x\"]},"
                + "{\"type\":\"snap-declaration\",\"primary-key\":[]},"
                + "{\"type\":\"validation-set\",\"sequence-key\":[\"16\"]},"
                + "{\"type\":\"account\",\"primary-key\":[\"" + "x".repeat(5000) + "\"]},"
                + "{\"type\":\"snap-declaration\",\"primary-key\":[\"16\",\"" + snap + "\"],\"if-newer-than\":0}";
        JsonNode result = device.results(
                        "", "{\"action\":\"fetch-assertions\",\"key\":\"\\u0000k\",\"assertions\":[" + wanted + "]}")
                .get(0);

        assertThat(result.get("result").asText()).isEqualTo("fetch-assertions");
        assertThat(result.get("key").asText()).isEqualTo("\u0000k");
        assertThat(result.get("error-list")).hasSize(4).allSatisfy(error -> {
            assertThat(error.get("code").asText()).isEqualTo("not-found");
            assertThat(error.has("primary-key") || error.has("sequence-key")).isTrue();
        });
    }

    @Test
    void trap17WhateverIsWrongWithOneSnapTheCallItselfSucceeds() {
        List<String> wrong = List.of(
                ",\"channel\":\"///\"",
                ",\"channel\":\"no-such-track/stable\"",
                ",\"revision\":2147483647",
                ",\"cohort-key\":\"nonsense\"",
                ",\"validation-sets\":[[\"16\",\"nobody\",\"nothing\",\"1\"]]",
                ",\"validation-sets\":[[]]",
                ",\"epoch\":{\"read\":[9],\"write\":[9]}");
        for (String more : wrong) {
            JsonNode results = device.results(
                    installed(snap, 1) + "," + installed("x".repeat(32), 1),
                    update(snap, more) + "," + update("x".repeat(32), more) + ","
                            + update(snap, "").replace("\"instance-key\":\"" + snap, "\"instance-key\":\"strange"));

            assertThat(results).as(more).hasSize(3);
            assertThat(results.get(1).at("/error/code").asText()).isEqualTo("id-not-found");
            assertThat(results.get(2).get("result").asText()).isEqualTo("refresh");
        }
    }

    @Test
    void trap18NothingIsAnsweredWithAnEmptyBody() {
        StoreClient stranger = StoreClient.stranger(http, "absent");
        for (StoreClient client : List.of(device, stranger)) {
            for (String path : List.of(
                    "/v2/snaps/info/" + NAME,
                    "/v2/snaps/find",
                    "/v2/snaps/find?q=nothing",
                    "/v2/snaps/categories",
                    "/api/v1/snaps/sections",
                    "/api/v1/snaps/names",
                    "/api/v1/snaps/purchases/orders",
                    "/api/v1/snaps/purchases/customers/me",
                    "/v2/assertions/account/" + brand.id(),
                    "/v2/assertions/stream/",
                    "/v2/assertions/stream/eA",
                    "/v2/repairs/canonical/1",
                    "/v2/snaps/details/x")) {
                RawHttp.Answer answer = client.get(path);
                assertThat(answer.body()).as(answer.status() + " " + path).isNotEmpty();
            }
            assertThat(client.refresh("", "").body()).isNotEmpty();
            assertThat(client.post("/v2/cohorts", "{\"snaps\":[]}").body()).isNotEmpty();
            RawHttp.Answer messages = client.post("/v2/messages", "{\"after\":\"token\",\"limit\":10}");
            assertThat(messages.status()).isEqualTo(200);
            assertThat(messages.text()).isEqualTo("{\"messages\":[],\"total-pending-messages\":0}");
        }
    }

    @Test
    void trap19TheNamesOfAThousandSnapsComeWellWithinTheTimeThatClientsHave() {
        String like = "'Names" + brand.store() + "%'";
        String id = "rpad('Names" + brand.store() + "n' || n, 32, 'x')";
        world.run(
                "insert into snap (id, name, store_id, brand_id, publisher_id, private, summary, created_at) select "
                        + id
                        + ", 'named-' || n, ?1, ?2, ?2, false, repeat('A summary of usual length. ', 3), now() from generate_series(1, 1000) n",
                brand.store(),
                brand.id());
        world.run("insert into track (snap_id, name, created_at) select id, 'latest', now() from snap where id like "
                + like);
        world.run(
                "insert into snap_revision (snap_id, revision, sha3_384, size, version, type, architectures, base, epoch,"
                        + " confinement, grade, summary, snap_yaml, plugs, slots, uploaded_by, created_at)"
                        + " select id, 1, ?1, 4096, '1', 'app', '{amd64}', 'core24', '{\"read\":[0],\"write\":[0]}', 'strict',"
                        + " 'stable', '', 'name: x', '{}', '{}', ?2, now() from snap where id like " + like,
                "ab".repeat(48),
                brand.person());
        world.run(
                "insert into channel_pointer select id, 'amd64', 'latest', 'stable', '', 1, now(), null from snap where id like "
                        + like);
        world.run(
                "insert into store_snap (store_id, snap_id) select ?1, id from snap where id like " + like,
                brand.store());
        world.publish();
        try {
            long begun = System.nanoTime();
            RawHttp.Answer answer = device.getV1("/api/v1/snaps/names?confinement=strict", "Accept-Encoding: gzip");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(json(answer).at("/_embedded/clickindex:package")).hasSize(1001);
            assertThat(answer.header("Content-Encoding")).contains("gzip");
            assertThat(answer.body().length).isLessThan(answer.text().length() / 5);
        } finally {
            world.tamper("delete from store_snap where snap_id like " + like);
            world.tamper("delete from channel_pointer where snap_id like " + like);
            world.tamper("delete from snap_revision where snap_id like " + like);
            world.tamper("delete from track where snap_id like " + like);
            world.tamper("delete from snap where id like " + like);
            world.publish();
        }
    }

    @Test
    void trap20AnIconComesWithItsLengthWhateverTheClientAccepts() {
        DeviceWorld.SnapFile icon = world.revision(brand, snap, NAME, 9);
        world.run(
                "update snap set icon_sha3_384 = ?1 where id = ?2",
                icon.blob().digest().hex(),
                snap);
        world.publish();
        String address = device.results("", install(NAME, ""))
                .get(0)
                .at("/snap/media/0/url")
                .asText();

        RawHttp.Answer answer =
                http.get(URI.create(address).getPath(), "User-Agent: Go-http-client/1.1", "Accept-Encoding: gzip");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(icon.bytes().length));
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/snaps/refresh",
                "/v2/snaps/refresh/",
                "//v2/snaps/refresh",
                "/v2//snaps/refresh",
                "/v2/snaps/refresh?x=y",
                "/v2/snaps/./refresh",
                "/v2/cohorts/",
                "/api/v1/snaps/auth/nonces/",
                "/api/v1/snaps/auth/sessions/"
            })
    void trap21NoPostIsRedirected(String path) {
        for (String proto : List.of("X-Forwarded-Proto: http", "X-Forwarded-Proto: https")) {
            RawHttp.Answer answer = device.post(path, "{\"context\":[],\"actions\":[]}", proto);

            assertThat(answer.status()).as(path).isIn(200, 400, 404, 405);
            assertThat(answer.header("Location")).isEmpty();
        }
    }

    @Test
    void trap22DigestsAreHexInJsonAndBase64InPaths() {
        String hex = device.results("", install(NAME, ""))
                .get(0)
                .at("/snap/download/sha3-384")
                .asText();

        assertThat(hex).isEqualTo(file.blob().digest().hex()).matches("[0-9a-f]{96}");
        String base64 = file.blob().digest().base64Url();
        assertThat(base64).hasSize(64).doesNotContain("=", "+", "/");
        assertThat(fetch(AssertionRef.of(AssertionType.SNAP_REVISION, base64)).text("snap-revision"))
                .isEqualTo("2");
        assertThat(device.getV1("/v2/assertions/snap-revision/" + hex).status()).isEqualTo(404);
    }

    @Test
    void trap23WhatOverridesSnapYamlIsAlwaysThere() {
        JsonNode info = json(device.get("/v2/snaps/info/" + NAME + "?architecture=amd64"));
        JsonNode found = json(device.get("/v2/snaps/find?q=" + NAME + "&architecture=amd64"));
        List<JsonNode> shown = new ArrayList<>(List.of(
                device.results("", install(NAME, "")).get(0).get("snap"),
                info.at("/channel-map/0"),
                found.at("/results/0/revision")));
        for (JsonNode entry : shown) {
            assertThat(entry.get("base").asText()).isEqualTo("core18");
            assertThat(entry.get("type").asText()).isEqualTo("app");
            assertThat(entry.get("epoch").toString()).isEqualTo("{\"read\":[0],\"write\":[0]}");
            assertThat(entry.get("architectures").toString()).isEqualTo("[\"amd64\"]");
            assertThat(entry.get("confinement").asText()).isEqualTo("strict");
        }
        assertThat(shown.getFirst().get("snap-yaml").asText())
                .isEqualTo("name: " + NAME + "\nversion: '1.2'\napps:\n  " + NAME + ":\n    command: bin/x\n");
    }

    @Test
    void trap24EverySpellingOfAKeyIsUnderstood() {
        world.validationSet(brand, "spelt", 3, NAME + " " + snap + " required 2");
        world.publish();
        String revision = "/v2/assertions/snap-revision/" + file.blob().digest().base64Url();
        String set = "/v2/assertions/validation-set/16/" + brand.id() + "/spelt";

        assertThat(device.getV1(revision).status()).isEqualTo(200);
        assertThat(device.getV1(revision + "/global-upload").status()).isEqualTo(200);
        assertThat(device.getV1(revision + "/other-provenance").status()).isEqualTo(404);
        for (String spelling : List.of("?sequence=latest", "?sequence=3", "/3", "/3?max-format=0")) {
            assertThat(device.getV1(set + spelling).text()).as(spelling).contains("sequence: 3");
        }
        assertThat(device.getV1("/api/v1/snaps/names").text()).startsWith("{\"_embedded\":{\"clickindex:package\":[");
        assertThat(device.getV1("/api/v1/snaps/sections").text())
                .startsWith("{\"_embedded\":{\"clickindex:sections\":[");
    }

    @Test
    void trap25EveryAddressIsOfOurOwnHost() {
        world.component(brand, snap, 2, "extra", 1);
        world.run(
                "update snap set icon_sha3_384 = ?1 where id = ?2",
                file.blob().digest().hex(),
                snap);
        world.publish();
        String news =
                "{\"action\":\"fetch-assertions\",\"key\":\"k\",\"assertions\":[{\"type\":\"snap-declaration\",\"primary-key\":[\"16\",\""
                        + snap + "\"]}]}";
        List<String> addresses = new ArrayList<>();
        for (RawHttp.Answer answer : List.of(
                device.refresh("", install(NAME, "") + "," + news),
                device.get("/v2/snaps/info/" + NAME),
                device.get("/v2/snaps/find?q=" + NAME))) {
            collect(json(answer), addresses);
        }

        assertThat(addresses)
                .hasSizeGreaterThan(7)
                .allSatisfy(address -> assertThat(address).startsWith("http://localhost:8080/"));
    }

    private static void collect(JsonNode node, List<String> addresses) {
        if (node.isTextual() && node.asText().matches("https?://.*")) {
            addresses.add(node.asText());
        }
        node.forEach(child -> collect(child, addresses));
    }
}
