package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.authority.Authority;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.session.TestSessions;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.store.Memberships;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of real clients, byte for byte as they left them, against a store that has what they ask for. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireReplayIT {
    private static final Path WIRE = Path.of("src/test/resources/wire");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO = "HelloVectorSnapId000000000000001";
    private static final String TOOLS = "ToolsVectorSnapId000000000000002";
    private static final String GATE = "GatedVectorSnapId000000000000003";
    private static final String CORE18 = "CSO04Jhav2yK0uz97cr0ipQRyqg0qQL6";
    private static final String SNAPD = "PMrrV4ml8uWuEUDBT8dSGnKUYbevVhc4";
    private static final String CORE = "99T7MUlRhtI3U0QFgl5mXXESAiSwt776";
    private static final String EPOCH_01 = "{\"read\":[0,1],\"write\":[1]}";
    private static final DeviceWorld.Brand BRAND =
            new DeviceWorld.Brand(new AccountId("vectorbrand"), new StoreId("vectorstoreid"), UUID.randomUUID());

    @Inject
    DeviceWorld world;

    @Inject
    TestSessions sessions;

    @Inject
    TrustAnchors anchors;

    @Inject
    AssertionDatabase assertions;

    @Inject
    Authority authority;

    @TestHTTPResource("/")
    URI url;

    @Inject
    Memberships memberships;

    @Inject
    Credentials credentials;

    private byte[] helloFile;
    private String token;
    private String bearer;

    @BeforeAll
    void recreateTheRecordedWorld() throws IOException {
        QuarkusTransaction.requiringNew().run(() -> {
            anchors.add(assertion("root.account"), false);
            anchors.add(assertion("root.account-key"), false);
            assertions.addAll(
                    Stream.of("store.account-key", "brand.account", "brand.account-key", "store", "model", "serial")
                            .map(WireReplayIT::assertion)
                            .toList());
        });
        world.run("insert into account values ('vectorbrand', 'Vector brand', 'vectorbrand', 'verified', now())");
        world.run("insert into store values ('vectorstoreid', 'vectorbrand', 'Vector store', null, now())");
        world.run(
                "insert into person (id, account_id, email, display_name, created_at)"
                        + " values (?1, 'vectorbrand', 'vector@example.org', 'Vector', now())",
                BRAND.person());
        helloFile = snap(HELLO, "vec-hello", Map.of(9, "latest/beta", 11, "latest/candidate", 12, "latest/stable"));
        snap(TOOLS, "vec-tools", Map.of(8, "2.0/candidate", 9, "latest/stable"));
        snap(GATE, "vec-gate", Map.of(3, "latest/stable"));
        snap(CORE18, "core18", Map.of(2846, "latest/stable"));
        snap(SNAPD, "snapd", Map.of(12, "latest/stable"));
        snap(CORE, "core", Map.of(5, "latest/stable"));
        pinByTheRecordedSet();
        world.publish();
        PersonId person = new PersonId(BRAND.person());
        Actor actor = Actor.system("test");
        memberships.grant(person, BRAND.store(), Role.VIEWER, actor);
        bearer = credentials
                .issue(
                        new NewCredential(
                                person,
                                CredentialKind.IMAGE_BUILDER,
                                "images",
                                Set.of(),
                                CredentialLimits.toStores(Set.of(BRAND.store())),
                                null),
                        actor)
                .secret();
        token = sessions.open(new DeviceIdentity(
                BRAND.id(),
                new ModelName("vector-model"),
                new SerialNumber("7c1e5b9a-0000-4000-8000-0000000000aa"),
                BRAND.store(),
                new KeyId("O-6dLw36qbhnkrfIceT_VAoLuyf8QQzyKphm5vqnpjIq7BSJ4GV4Zz1my-Ep70x4"),
                Instant.now()));
    }

    /** The set that the recorded device obeys, signed with a key of ours since the brand's own was not recorded. */
    private void pinByTheRecordedSet() {
        RsaAssertionSigner key = TestDevice.newKey();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Headers set = Headers.builder()
                .put("authority-id", BRAND.id().value())
                .put("series", "16")
                .put("account-id", BRAND.id().value())
                .put("name", "vector-set")
                .put("sequence", "4")
                .put(
                        "snaps",
                        HeaderValue.items(List.of(HeaderValue.entries(Map.of(
                                "name", HeaderValue.text("vec-hello"),
                                "id", HeaderValue.text(HELLO),
                                "revision", HeaderValue.text("12"))))))
                .put("timestamp", now.toString())
                .build();
        QuarkusTransaction.requiringNew().run(() -> {
            authority.issueAccountKey(BRAND.id(), new KeyName("sets"), key.publicKey(), now, null, null);
            assertions.addAll(List.of(Assertions.sign(AssertionType.VALIDATION_SET, set, new byte[0], key, now)));
        });
    }

    /** Returns the last revision's file. */
    private byte[] snap(String id, String name, Map<Integer, String> releases) {
        SnapId snap = new SnapId(id);
        world.snap(BRAND, snap, name);
        world.offer(BRAND.store(), snap);
        byte[] last = {};
        for (int revision : releases.keySet().stream().sorted().toList()) {
            String epoch = id.equals(TOOLS) ? EPOCH_01 : "{\"read\":[0],\"write\":[0]}";
            last = world.revision(BRAND, snap, name, revision, epoch).bytes();
            world.release(snap, releases.get(revision), revision);
        }
        return last;
    }

    private static Assertion assertion(String name) {
        try {
            return AssertionDecoder.decode(Files.readAllBytes(WIRE.resolve(name + ".assert")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The bytes of a request, with our session in the place of the recorded one. */
    private byte[] request(String name) throws IOException {
        byte[] recorded = Files.readAllBytes(WIRE.resolve(name));
        String text = new String(recorded, StandardCharsets.ISO_8859_1);
        int headEnd = text.indexOf("\r\n\r\n");
        String head = text.substring(0, headEnd)
                .replace("vector-session-0002", token)
                .replace("vector-session-0001", token)
                .replace("Bearer vector-token", "Bearer " + bearer);
        return (head + text.substring(headEnd)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private RawHttp.Answer replay(String name) throws IOException {
        return new RawHttp(url.getPort()).send(request(name));
    }

    /** Whether the request comes from the device, or from somebody who may build images for its store. */
    private boolean isKnown(byte[] request) {
        return text(request).contains("root=\"" + token) || text(request).contains("Bearer " + bearer);
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.UTF_8);
    }

    static List<String> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(WIRE)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    static List<String> refreshCalls() throws IOException {
        return having("POST /v2/snaps/refresh ");
    }

    static List<String> assertionCalls() throws IOException {
        return having("GET /v2/assertions/");
    }

    static List<String> blobCalls() throws IOException {
        return having("GET /api/v1/snaps/download/");
    }

    private static List<String> having(String start) throws IOException {
        return files(".*\\.http").stream()
                .filter(name -> {
                    try {
                        return text(Files.readAllBytes(WIRE.resolve(name))).startsWith(start);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("refreshCalls")
    void everyRefreshCallGetsOneResultForEachActionAndNoOther(String name) throws IOException {
        byte[] request = request(name);
        RawHttp.Answer answer = new RawHttp(url.getPort()).send(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("Content-Length")).contains(Integer.toString(answer.body().length));
        JsonNode asked = JSON.readTree(text(request).split("\r\n\r\n", 2)[1]).get("actions");
        JsonNode results = JSON.readTree(answer.body()).get("results");
        assertThat(keys(results)).containsExactlyInAnyOrderElementsOf(keys(asked));
        for (JsonNode result : results) {
            String kind = result.get("result").asText();
            JsonNode action = byKey(asked).get(key(result));
            assertThat(kind).isIn(action.get("action").asText(), "error");
            if (kind.equals("refresh") || kind.equals("install") || kind.equals("download")) {
                assertSound(result);
            }
        }
        if (!isKnown(request)) {
            results.forEach(
                    result -> assertThat(result.at("/error/code").asText()).isIn("name-not-found", "id-not-found"));
        }
    }

    /** The rows of device-api.md 1.5: one value of another type would fail the client's whole call. */
    private static void assertSound(JsonNode result) {
        JsonNode snap = result.get("snap");
        assertThat(snap.get("revision").isInt()).isTrue();
        assertThat(snap.get("type").asText()).isIn("app", "gadget", "kernel", "os", "base", "snapd");
        assertThat(snap.at("/epoch/read").size()).isPositive();
        assertThat(snap.at("/epoch/write").size()).isPositive();
        assertThat(snap.get("architectures").isArray()).isTrue();
        assertThat(snap.at("/download/url").asText()).startsWith("http");
        assertThat(snap.at("/download/size").isIntegralNumber()).isTrue();
        assertThat(snap.at("/download/sha3-384").asText()).matches("[0-9a-f]{96}");
        assertThat(snap.at("/download/deltas").isArray()).isTrue();
        assertThat(snap.get("snap-yaml").asText()).startsWith("name: ");
        assertThat(snap.get("prices")).isEmpty();
        assertThat(snap.has("integrity")).isFalse();
        for (String text : List.of("title", "summary", "description", "name", "snap-id", "version", "confinement")) {
            assertThat(snap.get(text).isTextual()).as(text).isTrue();
        }
        assertThat(result.get("snap-id")).isEqualTo(snap.get("snap-id"));
        assertThat(result.get("name")).isEqualTo(snap.get("name"));
    }

    private static String key(JsonNode node) {
        return node.has("instance-key")
                ? node.get("instance-key").asText()
                : node.get("key").asText();
    }

    private static List<String> keys(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(WireReplayIT::key)
                .toList();
    }

    private static Map<String, JsonNode> byKey(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .collect(Collectors.toMap(WireReplayIT::key, Function.identity()));
    }

    private Map<String, JsonNode> results(String name) throws IOException {
        return byKey(JSON.readTree(replay(name).body()).get("results"));
    }

    @Test
    void threeSnapsGetTheirChannelsAndTheSecondItsEpoch() throws IOException {
        Map<String, JsonNode> results = results("04-refresh-three.http");

        assertThat(results.get(HELLO).at("/snap/revision").asInt()).isEqualTo(12);
        assertThat(results.get(HELLO).get("effective-channel").asText()).isEqualTo("latest/stable");
        assertThat(results.get(TOOLS).at("/snap/revision").asInt()).isEqualTo(8);
        assertThat(results.get(TOOLS).get("effective-channel").asText()).isEqualTo("2.0/candidate");
        assertThat(results.get(CORE18).at("/snap/revision").asInt()).isEqualTo(2846);
    }

    @Test
    void trap05ParallelInstancesGetTheirOwnKeysBackByteForByte() throws IOException {
        Map<String, JsonNode> results = results("05-refresh-full-context.http");

        assertThat(results.get(HELLO).at("/snap/revision").asInt()).isEqualTo(12);
        JsonNode parallel = results.get(HELLO + ":VLHaW70qO7Rb5BM3BBLnMd4NOFP3bPAbY-7WGEb_HuY");
        assertThat(parallel.at("/snap/revision").asInt()).isEqualTo(9);
        assertThat(parallel.get("effective-channel").asText()).isEqualTo("latest/beta");
        assertThat(results.get(GATE).at("/snap/revision").asInt()).isEqualTo(3);
    }

    @Test
    void anOldClientIsAnsweredByTheChannelsOfItsContext() throws IOException {
        Map<String, JsonNode> results = results("v2.57-store-04-refresh-three.http");

        assertThat(results.get(HELLO).at("/snap/revision").asInt()).isEqualTo(12);
        assertThat(results.get(TOOLS).at("/snap/revision").asInt()).isEqualTo(8);
    }

    @Test
    void trap04SnapsOfTheContextWithoutActionGetNoResult() throws IOException {
        assertThat(results("09-refresh-one-channel.http")).hasSize(1);
    }

    @Test
    void aRevisionPinnedByAValidationSetIsGivenWhateverItsChannel() throws IOException {
        assertThat(results("10-refresh-one-pinned-validation-set.http")
                        .get(HELLO)
                        .at("/snap/revision")
                        .asInt())
                .isEqualTo(12);
    }

    @Test
    void aMissingTrackIsRefusedWithTheReleasesThereAre() throws IOException {
        JsonNode error = results("13-install-by-channel.http").get("install-1").get("error");

        assertThat(error.get("code").asText()).isEqualTo("revision-not-found");
        assertThat(error.at("/extra/releases"))
                .contains(JSON.readTree("{\"architecture\":\"amd64\",\"channel\":\"latest/stable\"}"));
    }

    @Test
    void anInstallByRevisionGetsThatRevision() throws IOException {
        assertThat(results("14-install-by-revision.http")
                        .get("install-1")
                        .at("/snap/revision")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void bulkNewsNameUrlsOfOurOwnThatServeThem() throws IOException {
        JsonNode results = JSON.readTree(
                        replay("20-assertions-bulk-declarations.http").body())
                .get("results");
        int fetched = 0;
        for (JsonNode result : results) {
            for (JsonNode address : result.get("assertion-stream-urls")) {
                String path = URI.create(address.asText()).getRawPath();
                RawHttp.Answer answer =
                        new RawHttp(url.getPort()).get(path, "X-Device-Authorization: Macaroon root=\"" + token + "\"");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Content-Type")).contains("application/x.ubuntu.assertion");
                assertThat(answer.text()).startsWith("type: ");
                fetched++;
            }
        }
        assertThat(fetched).isPositive();
    }

    @ParameterizedTest
    @MethodSource("assertionCalls")
    void everyAssertionIsServedOrNotFoundInTheOneWayThatClientsKnow(String name) throws IOException {
        byte[] request = request(name);
        RawHttp.Answer answer = new RawHttp(url.getPort()).send(request);
        String path = text(request).split(" ")[1].split("\\?")[0].substring("/v2/assertions/".length());
        boolean there = Set.of(
                                "account/vectorbrand",
                                "account-key/UMcRhcorgK-qERzO4v9eKPUptn7twaLHg_sdj4lr5gKmZkCtotbIoSqC31tHJ_K7",
                                "store/vectorstoreid")
                        .contains(path)
                || isKnown(request)
                        && Set.of(
                                        "model/16/vectorbrand/vector-model",
                                        "snap-declaration/16/" + HELLO,
                                        "validation-set/16/vectorbrand/vector-set")
                                .contains(path)
                || text(request).contains("root=\"" + token)
                        && path.equals("serial/vectorbrand/vector-model/7c1e5b9a-0000-4000-8000-0000000000aa");
        if (there) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).contains("application/x.ubuntu.assertion");
            assertThat(answer.text()).startsWith("type: " + path.split("/")[0] + "\n");
        } else {
            trap03(answer);
        }
    }

    private static void trap03(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"error-list\":[{\"code\":\"not-found\",\"message\":\"assertion not found\"}]}");
    }

    @ParameterizedTest
    @MethodSource("blobCalls")
    void everyFileIsServedToTheDeviceAndToNobodyElse(String name) throws IOException {
        byte[] request = request(name);
        RawHttp.Answer answer = new RawHttp(url.getPort()).send(request);

        if (!isKnown(request) || !text(request).contains(HELLO + "_12.snap")) {
            assertThat(answer.status()).isEqualTo(404);
        } else if (text(request).contains("Range: ")) {
            assertThat(answer.status()).isEqualTo(206);
            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(helloFile, 4096, helloFile.length));
            assertThat(answer.header("Content-Range"))
                    .contains("bytes 4096-" + (helloFile.length - 1) + "/" + helloFile.length);
            assertThat(answer.header("Content-Encoding")).isEmpty();
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(helloFile);
            assertThat(answer.header("Content-Length")).contains(Integer.toString(helloFile.length));
            assertThat(answer.header("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void theRecordedSessionRequestsFailForNothingButTheirNonce() throws IOException {
        for (String name : files(".*-session(-refresh)?\\.http")) {
            RawHttp.Answer answer = replay(name);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).as(name).contains("\"code\":\"invalid-nonce\"");
        }
    }

    @Test
    void trap08NoncesAndRequestIdsNeedNeitherBodyNorType() throws IOException {
        for (String name : files(".*(nonce|80-registration-request-id|85-registration-proxy-request-id)\\.http")) {
            RawHttp.Answer answer = replay(name);
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.header("Content-Type")).contains("application/json");
            assertThat(answer.text()).matches("\\{\"(nonce|request-id)\":\"[-_A-Za-z0-9]+\"}");
        }
    }

    @Test
    void informationComesThoughAcceptIsEmpty() throws IOException {
        for (String name : files(".*-info(-exists|-user)?\\.http")) {
            if (name.contains("connectivity")) {
                continue;
            }
            RawHttp.Answer answer = replay(name);
            assertThat(answer.status()).as(name).isEqualTo(200);
            JsonNode info = JSON.readTree(answer.body());
            assertThat(info.get("name").asText()).isEqualTo("vec-hello");
            assertThat(info.get("default-track").isNull()).isTrue();
            JsonNode first = info.get("channel-map").get(0);
            assertThat(first.at("/channel/name").asText()).isEqualTo("stable");
            assertThat(first.at("/channel/track").asText()).isEqualTo("latest");
            assertThat(first.at("/channel/risk").asText()).isEqualTo("stable");
            assertThat(first.at("/channel/released-at").asText()).endsWith("Z");
            assertThat(first.get("revision").asInt()).isEqualTo(12);
            assertThat(info.at("/snap/publisher/id").asText()).isEqualTo("vectorbrand");
        }
    }

    @Test
    void theConnectivityCheckIsGreen() throws IOException {
        for (String name : files(".*connectivity-info\\.http")) {
            JsonNode info = JSON.readTree(replay(name).body());
            assertThat(info.at("/channel-map/0/download/url").asText()).contains("/api/v1/snaps/download/");
        }
        for (String name : files(".*connectivity-head\\.http")) {
            RawHttp.Answer answer = replay(name);
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(Integer.parseInt(answer.header("Content-Length").orElseThrow()))
                    .isPositive();
        }
    }

    @Test
    void searchIsAnsweredInExactlyOneType() throws IOException {
        for (String name : files(".*-find-.*\\.http")) {
            RawHttp.Answer answer = replay(name);
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.header("Content-Type")).contains("application/json");
            assertThat(JSON.readTree(answer.body()).get("results").isArray()).isTrue();
        }
        assertThat(replay("32-find-name-prefix.http").text()).contains("vec-hello");
        assertThat(replay("34-find-category-featured.http").text()).contains("vec-tools");
    }

    @Test
    void trap24TheDailyListsBeginAsTheirReadersNeed() throws IOException {
        for (String name : files(".*-(names|sections)(-.*)?\\.http")) {
            RawHttp.Answer answer = replay(name);
            String list = name.contains("names") ? "package" : "sections";
            assertThat(answer.header("Content-Type")).as(name).contains("application/hal+json");
            assertThat(answer.text()).startsWith("{\"_embedded\":{\"clickindex:" + list + "\":[");
        }
        assertThat(replay("41-names.http").text())
                .contains("\"package_name\":\"vec-hello\"")
                .contains("\"apps\":[\"vec-hello\"]");
        RawHttp.Answer categories = replay("39-categories.http");
        assertThat(categories.header("Content-Type")).contains("application/json");
        assertThat(categories.text()).isEqualTo("{\"categories\":[{\"name\":\"featured\"}]}");
    }

    @Test
    void cohortsAreMadeForAllSnapsAndKeepThemWhereTheyAre() throws IOException {
        RawHttp.Answer answer = replay("44-cohorts.http");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode keys = JSON.readTree(answer.body()).get("cohort-keys");
        assertThat(keys.get("vec-hello").asText()).matches("[-_A-Za-z0-9]+");
        assertThat(keys.get("vec-tools").asText()).matches("[-_A-Za-z0-9]+");
    }

    @Test
    void nothingIsSold() throws IOException {
        assertThat(replay("28-orders.http").text()).isEqualTo("{\"orders\":[]}");
        assertThat(replay("29-buy-ready.http").status()).isEqualTo(404);
        RawHttp.Answer buy = replay("30-buy.http");
        assertThat(buy.status()).isEqualTo(404);
        assertThat(buy.header("Content-Type")).contains("application/json");
    }

    @Test
    void foreignPathsAreNotFoundAsJsonAndMessagesAreAnEmptyExchange() throws IOException {
        RawHttp.Answer foreign = replay("69-icon-first.http");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.header("Content-Type")).contains("application/json");
        for (String name : List.of("71-messages-poll.http", "72-messages-ack-and-reply.http")) {
            RawHttp.Answer answer = replay(name);
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.header("Content-Type")).as(name).contains("application/json");
        }
    }

    @Test
    void theRecordedRegistrationFailsForItsRequestIdBeforeAnythingElseIsLookedAt() throws IOException {
        RawHttp.Answer answer = replay("81-registration-serial.http");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("cannot use the request id: it is not one of this store");
    }

    @Test
    void everyAnswerNamesTheVersionOfTheStore() throws IOException {
        for (String name : files("[0-9].*\\.http")) {
            assertThat(replay(name).header("Snap-Store-Version")).as(name).contains("60");
        }
    }
}
