package org.brandstore.api.device.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.assertion.Assertion;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.fleet.Fleet;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.naming.Channel;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.observation.Observations;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.refresh.question.WantedRevision;
import org.brandstore.store.Memberships;
import org.brandstore.store.Visibility;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.brandstore.testing.TestDevice;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices and image builders meet, beyond what recorded requests show. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeviceFaceIT {
    private static final Logger LOG = Logger.getLogger(DeviceFaceIT.class);
    private static final Actor ACTOR = Actor.system("test");
    private static final String NAME = "face-snap";

    @Inject
    DeviceWorld world;

    @Inject
    BlobStore blobs;

    @Inject
    Catalogs catalogs;

    @Inject
    Observations observations;

    @Inject
    Fleet fleet;

    @Inject
    Visibility visibility;

    @Inject
    Memberships memberships;

    @Inject
    Credentials credentials;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private SnapId snap;
    private DeviceWorld.SnapFile file;
    private String session;

    @BeforeEach
    void releaseASnap() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        snap = world.snap(brand, NAME);
        world.offer(brand.store(), snap);
        file = world.revision(brand, snap, NAME, 1);
        world.release(snap, "stable", 1);
        world.publish();
        session = "Macaroon root=\"" + world.session(brand.id(), "model-1", brand.store()) + "\"";
    }

    private RawHttp.Answer refresh(String body) {
        return http.post(
                "/v2/snaps/refresh",
                body,
                "Snap-Device-Authorization: " + session,
                "Snap-Device-Architecture: amd64",
                "Snap-Device-Capabilities: default-tracks");
    }

    private RawHttp.Answer download(String... headers) {
        List<String> all = new java.util.ArrayList<>(List.of("X-Device-Authorization: " + session));
        all.addAll(List.of(headers));
        return http.get("/api/v1/snaps/download/" + snap + "_1.snap", all.toArray(String[]::new));
    }

    @Test
    void trap15TheProbeOfAProxyIsGreen() {
        RawHttp.Answer answer = http.send("HEAD", "/", List.of("User-Agent: snapd/2.77"), new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Snap-Store-Version")).contains("60");
    }

    @Test
    void aPartOfAFileIsSentAsAsked() {
        RawHttp.Answer part = download("Range: bytes=10-19");

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(file.bytes(), 10, 20));
        assertThat(part.header("Content-Range")).contains("bytes 10-19/" + file.bytes().length);
        RawHttp.Answer suffix = download("Range: bytes=-7");
        assertThat(suffix.status()).isEqualTo(206);
        assertThat(suffix.body())
                .isEqualTo(Arrays.copyOfRange(file.bytes(), file.bytes().length - 7, file.bytes().length));
    }

    @Test
    void aPartBehindTheEndIsRefused() {
        RawHttp.Answer answer = download("Range: bytes=" + file.bytes().length + "-");

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).contains("bytes */" + file.bytes().length);
    }

    @Test
    void anAnswerWithoutABodyHasNoCoding() {
        String tag = download().header("ETag").orElseThrow();
        String path = "/api/v1/snaps/download/" + snap + "_1.snap";
        List<String> asSnapdAsks = List.of("X-Device-Authorization: " + session, "Accept-Encoding: gzip");
        for (RawHttp.Answer answer : List.of(
                http.send("HEAD", path, asSnapdAsks, new byte[0]),
                http.send("HEAD", "/", List.of("Accept-Encoding: gzip"), new byte[0]),
                http.send("HEAD", "/console/assets/console.css", List.of("Accept-Encoding: gzip"), new byte[0]),
                download("Accept-Encoding: gzip", "If-None-Match: " + tag),
                download("Accept-Encoding: gzip", "Range: bytes=" + file.bytes().length + "-"),
                download("Range: bytes=" + file.bytes().length + "-"),
                http.get("/", "Accept-Encoding: gzip"),
                download("Accept-Encoding: gzip", "Range: bytes=0-9"),
                http.get("/api/v1/snaps/download/" + snap + "_7.snap", "Accept-Encoding: gzip"))) {
            assertThat(answer.header("Content-Encoding")).as(answer.toString()).isNotEqualTo(Optional.of("identity"));
        }
    }

    @Test
    void aTrackedTrackThatDoesNotExistIsToldWithTheChannelsThatThereAre() {
        RawHttp.Answer answer = refresh("""
                {"context":[{"snap-id":"%1$s","instance-key":"%1$s","revision":7,"tracking-channel":"9.9/stable",
                  "epoch":{"read":[0],"write":[0]}}],
                 "actions":[{"action":"refresh","instance-key":"%1$s","snap-id":"%1$s"}]}""".formatted(snap));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(StoreClient.json(answer).at("/results/0/error/code").asText())
                .isEqualTo("revision-not-found");
        assertThat(StoreClient.json(answer)
                        .at("/results/0/error/extra/releases/0/channel")
                        .asText())
                .isEqualTo("latest/stable");
    }

    @Test
    void aFileCanBeKeptForEverAndIsNotSentTwice() {
        RawHttp.Answer first = download("Accept-Encoding: gzip");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(first.header("Content-Encoding")).isEmpty();
        assertThat(first.header("Accept-Ranges")).contains("bytes");
        String tag = first.header("ETag").orElseThrow();
        assertThat(download("If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(download("If-None-Match: \"other\"").status()).isEqualTo(200);
        assertThat(download("Range: bytes=5-", "If-Range: " + tag).status()).isEqualTo(206);
        assertThat(download("Range: bytes=5-", "If-Range: \"other\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "_1.snap",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e/_1.snap",
                "SNAP_0.snap",
                "SNAP_01.snap",
                "SNAP_-1.snap",
                "SNAP_99999999999.snap",
                "SNAP_1.snap.snap",
                "SNAP_1",
                "SNAP%00_1.snap"
            })
    void aFileNameThatIsNoneIsNotFound(String name) {
        RawHttp.Answer answer = http.get(
                "/api/v1/snaps/download/" + name.replace("SNAP", snap.value()), "X-Device-Authorization: " + session);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("root:");
    }

    @Test
    void trap20AnIconComesWithItsLengthAndUncompressed() {
        byte[] icon = ("<svg xmlns=\"http://www.w3.org/2000/svg\">" + " ".repeat(9000) + "</svg>")
                .getBytes(StandardCharsets.UTF_8);
        BlobId blob = blobs.put(new ByteArrayInputStream(icon), icon.length);
        world.run(
                "update snap set icon_sha3_384 = ?1 where id = ?2",
                blob.digest().hex(),
                snap);
        world.publish();

        String address = StoreClient.json(refresh(install(NAME)))
                .at("/results/0/snap/media/0/url")
                .asText();
        String path = URI.create(address).getPath();
        RawHttp.Answer answer = http.get(path, "User-Agent: Go-http-client/1.1", "Accept-Encoding: gzip");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(icon.length));
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo(icon);
        String tag = answer.header("ETag").orElseThrow();
        assertThat(http.get(path, "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(path)
                .startsWith("/api/v1/snaps/icons/")
                .doesNotContain(blob.digest().hex());
        for (String guess : List.of(blob.digest().hex(), blob.digest().base64Url(), path + "A", "x")) {
            assertThat(http.get("/api/v1/snaps/icons/" + guess).status()).isEqualTo(404);
        }
    }

    @Test
    void aFileThatIsNoIconIsNotServedAsOne() {
        assertThat(http.get("/api/v1/snaps/icons/" + file.blob().digest().hex()).status())
                .isEqualTo(404);
    }

    private static String install(String name) {
        return "{\"context\":[],\"actions\":[{\"action\":\"install\",\"instance-key\":\"install-1\",\"name\":\"" + name
                + "\",\"channel\":\"stable\",\"epoch\":null}]}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"context\":{}}",
                "{\"context\":[1]}",
                "{\"context\":[{\"snap-id\":\"x\"}]}",
                "{\"context\":[],\"actions\":\"x\"}",
                "{\"actions\":[{\"action\":\"refresh\",\"instance-key\":\"x\"}]}",
                "{\"actions\":[{\"action\":\"install\",\"name\":\"x\"}]}",
                "{\"actions\":[{\"action\":\"destroy\",\"instance-key\":\"x\"}]}",
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"x\",\"name\":7}]}",
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"x\",\"name\":\"x\",\"revision\":\"7\"}]}",
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"x\",\"name\":\"x\",\"revision\":7.5}]}",
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"x\",\"name\":\"x\",\"revision\":99999999999}]}",
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"x\",\"name\":\"x\",\"revision\":-1}]}",
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"x\",\"name\":\"x\",\"epoch\":7}]}",
                "{\"actions\":[{\"action\":\"fetch-assertions\",\"assertions\":[]}]}",
                "{\"actions\":[{\"action\":\"fetch-assertions\",\"key\":\"k\",\"assertions\":[{\"type\":\"model\"}]}]}",
                "{\"context\":[],\"actions\":[",
                "{\"context\":[],\"actions\":[]"
            })
    void aBodyThatCannotBeReadIsRefusedWithARelevantVersion(String body) {
        RawHttp.Answer answer = refresh(body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("Snap-Store-Version")).contains("60");
        assertThat(answer.text()).startsWith("{\"error-list\":[{\"code\":\"invalid-");
        assertThat(answer.text()).doesNotContain("Exception");
    }

    @Test
    void unknownFieldsArePassedOver() {
        String body = "{\"context\":[],\"new\":{\"a\":[1,{}]},\"actions\":[{\"action\":\"install\",\"extra\":[[]],"
                + "\"instance-key\":\"install-1\",\"name\":\"" + NAME + "\",\"epoch\":null}],\"fields\":null}";

        assertThat(refresh(body).text()).contains("\"result\":\"install\"");
    }

    @Test
    void trap05AStrangeInstanceKeyComesBackAsItCame() {
        String key = "\"\\u0001\\\"\\\\/\\u00e9\\ud83d\\ude00\"";
        String body = "{\"actions\":[{\"action\":\"install\",\"instance-key\":" + key + ",\"name\":\"" + NAME + "\"}]}";

        RawHttp.Answer answer = refresh(body);

        assertThat(answer.text()).contains("\"instance-key\":\"\\u0001\\\"\\\\/é😀\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"\\ud800\",\"name\":\"x\"}]}",
                "{\"actions\":[{\"action\":\"install\",\"instance-key\":\"k\",\"name\":\"x\\ude00y\"}]}",
                "{\"actions\":[{\"action\":\"fetch-assertions\",\"key\":\"\\ude00\\ud83d\",\"assertions\":[]}]}",
                "{\"actions\":[{\"action\":\"fetch-assertions\",\"key\":\"k\",\"assertions\":["
                        + "{\"type\":\"account\",\"primary-key\":[\"\\ud83d\"]}]}]}"
            })
    void halfACharacterIsEchoedAsSomethingThatCanBeWritten(String body) {
        RawHttp.Answer answer = refresh(body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("?");
    }

    @Test
    void aBrokenRecordIsLeftOutAndCountedWhileTheOthersAreServed() {
        SnapId broken = world.snap(brand, "broken-snap");
        world.offer(brand.store(), broken);
        world.revision(brand, broken, "broken-snap", 1, "no epoch");
        world.release(broken, "stable", 1);
        int before = catalogs.current().state().brokenRows();
        world.publish();

        assertThat(catalogs.current().state().brokenRows()).isGreaterThan(before);
        assertThat(refresh(install("broken-snap")).text()).contains("name-not-found");
        assertThat(refresh(install(NAME)).text()).contains("\"result\":\"install\"");
        world.run("delete from store_snap where snap_id = ?1", broken);
        world.run("delete from channel_pointer where snap_id = ?1", broken);
        world.run("update snap_revision set epoch = '{\"read\":[0],\"write\":[0]}' where snap_id = ?1", broken);
        world.publish();
    }

    @Test
    void anAnswerThatNobodyCouldReadIsRefusedBeforeItIsWritten() {
        world.tamper("update snap_revision set description = repeat('long ', 60000) where snap_id = ?1", snap);
        world.publish();
        String actions = IntStream.range(0, 9_000)
                .mapToObj(i -> action(NAME).replace("\"x\"", "\"x" + i + "\""))
                .collect(Collectors.joining(","));

        RawHttp.Answer answer = refresh("{\"context\":[],\"actions\":[" + actions + "]}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
    }

    private static String action(String name) {
        return "{\"action\":\"download\",\"instance-key\":\"x\",\"name\":\"" + name + "\"}";
    }

    @Test
    void whereASnapIsToBeHadInsteadCountsAsPartOfTheAnswer() {
        CatalogSnap shown =
                catalogs.current().view(brand.store()).findByName(NAME).orElseThrow();
        List<CatalogSnap.Release> releases =
                Collections.nCopies(1_000, new CatalogSnap.Release("ppc64el", "t".repeat(28) + "/candidate"));
        SnapAction action = new SnapAction(ActionKind.INSTALL, "k", null, NAME, WantedRevision.DEFAULT, null);
        Described refused = Described.of(
                new RefreshDecision.Refused(
                        shown, ErrorCode.REVISION_NOT_FOUND, "none", releases, RefreshDecision.Reason.NO_RELEASE),
                Optional.empty());
        RefreshAnswer answer = new RefreshAnswer(64);
        answer.add(action, refused, new byte[0]);

        assertThat(RefreshAnswer.length(List.of(refused)))
                .isGreaterThanOrEqualTo(answer.finish().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "{\"contact\": \"a@b.example\"}", "{\"contact\": [{}]}"})
    void brokenAddressesOfOneSnapDoNotKeepOtherChangesFromDevices(String links) {
        SnapId broken = world.snap(brand, "broken-links");
        world.tamper(
                "insert into snap_listing (snap_id, links, updated_at) values (?1, cast(?2 as jsonb), now())",
                broken,
                links);
        try {
            int before = catalogs.current().state().brokenRows();
            world.revision(brand, snap, NAME, 2);
            world.release(snap, "stable", 2);
            world.publish();

            assertThat(catalogs.current().state().brokenRows()).isGreaterThan(before);
            assertThat(refresh(install(NAME)).text()).contains("\"revision\":2,");
        } finally {
            world.tamper("delete from snap_listing where snap_id = ?1", broken);
            world.publish();
        }
    }

    @Test
    void aChangeIsSeenWithoutAnybodyAskingForIt() {
        visibility.withdraw(brand.store(), snap, ACTOR);

        Eventually.holds(() -> assertThat(refresh(install(NAME)).text()).contains("name-not-found"));
    }

    private String inventory(String tracking, int revision) {
        return "{\"context\":[{\"snap-id\":\"%1$s\",\"instance-key\":\"%1$s\",\"revision\":%3$d,\"tracking-channel\":\"%2$s\","
                        .formatted(snap, tracking, revision)
                + "\"epoch\":{\"read\":[0],\"write\":[0]},\"refreshed-date\":\"2026-08-01T00:00:00Z\","
                + "\"held\":{\"by\":[\"system\",\"other\"]}},{\"snap-id\":\"bad id\\u0000\",\"instance-key\":\"bad\","
                + "\"revision\":1,\"tracking-channel\":\"stable\",\"epoch\":null}],\"actions\":[]}";
    }

    @Test
    void whatADeviceRunsIsKnownFromItsRequests() {
        Assertion model = world.model(brand.id(), "model-1", brand.store());
        TestDevice device = new TestDevice(http, model);
        Assertion serial = device.register();
        session = "Macaroon root=\"" + device.session(serial) + "\"";
        DeviceRef ref = new DeviceRef(brand.id(), new ModelName("model-1"), new SerialNumber(serial.text("serial")));

        assertThat(refresh(inventory("stable", 1)).status()).isEqualTo(200);
        observations.flush();

        assertThat(fleet.installed(ref))
                .containsExactly(new InstalledSnap(
                        snap.value(),
                        snap.value(),
                        1,
                        "latest/stable",
                        "2026-08-01T00:00:00Z",
                        List.of("system", "other")));
        assertThat(fleet.devicesTracking(snap, Channel.parse("stable"), brand.store()))
                .isEqualTo(1);
        assertThat(fleet.devicesTracking(snap, Channel.parse("edge"), brand.store()))
                .isZero();

        refresh(inventory("edge", 2));
        observations.flush();

        assertThat(fleet.installed(ref).getFirst().revision()).isEqualTo(2);
        assertThat(fleet.devicesTracking(snap, Channel.parse("edge"), brand.store()))
                .isEqualTo(1);

        refresh("{\"context\":[],\"actions\":[{\"action\":\"fetch-assertions\",\"key\":\"A\",\"assertions\":[]}]}");
        observations.flush();

        assertThat(fleet.installed(ref)).hasSize(1);
        assertThat(fleet.find(ref, brand.store())).hasValueSatisfying(file -> {
            assertThat(file.identity().ref()).isEqualTo(ref);
            assertThat(file.lastSeenAt()).isPresent();
        });
        assertThat(fleet.find(ref, new StoreId("another-store"))).isEmpty();
    }

    private String builder(StoreId store, CredentialKind kind) {
        return credentials
                .issue(
                        new NewCredential(
                                new PersonId(brand.person()),
                                kind,
                                "test",
                                Set.of(),
                                CredentialLimits.toStores(Set.of(store)),
                                null),
                        ACTOR)
                .secret();
    }

    private RawHttp.Answer build(String... headers) {
        List<String> all = new java.util.ArrayList<>(List.of("Snap-Device-Architecture: amd64"));
        all.addAll(List.of(headers));
        return http.post("/v2/snaps/refresh", install(NAME), all.toArray(String[]::new));
    }

    @Test
    void anImageBuilderSeesTheStoreOfItsCredential() {
        memberships.grant(new PersonId(brand.person()), brand.store(), Role.VIEWER, ACTOR);
        String secret = builder(brand.store(), CredentialKind.IMAGE_BUILDER);
        String store = "Snap-Device-Store: " + brand.store();

        assertThat(build("Authorization: Bearer " + secret, store).text()).contains("\"result\":\"install\"");
        assertThat(build("Authorization: Macaroon " + secret, store).text()).contains("\"result\":\"install\"");
        assertThat(build("Authorization: Macaroon root=\"" + secret + "\", discharge=\"x\"", store)
                        .text())
                .contains("\"result\":\"install\"");
        assertThat(build("Authorization: Bearer " + secret).text()).contains("\"result\":\"install\"");
        assertThat(http.get(
                                "/v2/assertions/snap-declaration/16/" + snap,
                                "Authorization: Bearer " + secret,
                                "X-Ubuntu-Store: " + brand.store())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anImageBuilderSeesNoStoreThatIsNotItsOwn() {
        StoreId second = world.store(brand.id());
        world.offer(second, snap);
        world.publish();
        memberships.grant(new PersonId(brand.person()), brand.store(), Role.VIEWER, ACTOR);
        String secret = builder(brand.store(), CredentialKind.IMAGE_BUILDER);

        assertThat(build("Authorization: Bearer " + secret, "Snap-Device-Store: " + second)
                        .text())
                .contains("name-not-found");
        assertThat(build("Authorization: Bearer " + secret, "Snap-Device-Store: no such store")
                        .text())
                .contains("name-not-found");
        String other = builder(second, CredentialKind.IMAGE_BUILDER);
        assertThat(build("Authorization: Bearer " + other, "Snap-Device-Store: " + second)
                        .text())
                .contains("name-not-found");
    }

    @Test
    void aCredentialForSomethingElseBuildsNoImages() {
        memberships.grant(new PersonId(brand.person()), brand.store(), Role.ADMIN, ACTOR);
        String token = builder(brand.store(), CredentialKind.TOKEN);

        RawHttp.Answer answer = build("Authorization: Bearer " + token, "Snap-Device-Store: " + brand.store());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("invalid-credentials");
        assertThat(build("Authorization: Bearer nonsense").status()).isEqualTo(401);
        assertThat(build("Authorization: nonsense").status()).isEqualTo(401);
    }

    @Test
    void trap07ASessionUnderItsOldNameIsGoodEverywhere() {
        assertThat(http.get("/v2/assertions/snap-declaration/16/" + snap, "X-Device-Authorization: " + session)
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/v2/snaps/info/" + NAME + "?architecture=amd64", "X-Device-Authorization: " + session)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyKeySpellingFindsARevision() {
        String path = "/v2/assertions/snap-revision/" + file.blob().digest().base64Url();
        String authorization = "X-Device-Authorization: " + session;

        assertThat(http.get(path + "?max-format=0", authorization).status()).isEqualTo(200);
        assertThat(http.get(path + "/global-upload?max-format=0", authorization).status())
                .isEqualTo(200);
        assertThat(http.get(path, authorization).status()).isEqualTo(200);
        assertThat(http.get(path + "/other", authorization).status()).isEqualTo(404);
        assertThat(http.get(path + "/global-upload/more", authorization).status())
                .isEqualTo(404);
        assertThat(http.get("/v2/assertions/nonsense/a", authorization).status())
                .isEqualTo(404);
        assertThat(http.get(path + "?max-format=x", authorization).status()).isEqualTo(400);
    }

    @Test
    void trap22JsonHasTheDigestInHexAndTheAssertionInBase64() {
        assertThat(refresh(install(NAME)).text())
                .contains("\"sha3-384\":\"" + file.blob().digest().hex() + "\"");
    }

    @Test
    void trap25UrlsAreOfOurOwnHost() {
        assertThat(refresh(install(NAME)).text())
                .contains("\"url\":\"http://localhost:8080/api/v1/snaps/download/" + snap + "_1.snap\"");
    }

    /** With snap.yaml and description of usual size, since they are most of an answer. */
    @Test
    void anAnswerForTwentySnapsIsAsLargeAsWhatItDescribesAndQuick() {
        StringBuilder context = new StringBuilder();
        StringBuilder actions = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            SnapId one = world.snap(brand, "face-many-" + i);
            world.offer(brand.store(), one);
            world.revision(brand, one, "face-many-" + i, 1);
            world.revision(brand, one, "face-many-" + i, 2);
            world.tamper(
                    "update snap_revision set description = repeat('A description of fifty characters, more or less.', 20),"
                            + " snap_yaml = snap_yaml || repeat(E'# a comment as long as other lines of the file\\n', 60)"
                            + " where snap_id = ?1",
                    one);
            world.release(one, "stable", 2);
            context.append(i == 0 ? "" : ",").append(StoreClient.installed(one, 1));
            actions.append(i == 0 ? "" : ",").append(StoreClient.update(one, ""));
        }
        world.publish();
        String body = "{\"context\":[" + context + "],\"actions\":[" + actions + "]}";
        long best = Long.MAX_VALUE;
        RawHttp.Answer answer = refresh(body);
        for (int i = 0; i < 200; i++) {
            long begun = System.nanoTime();
            answer = refresh(body);
            best = Math.min(best, System.nanoTime() - begun);
        }
        LOG.infof("refresh of 20 snaps: %d bytes in %d us at best", answer.body().length, best / 1000);

        assertThat(StoreClient.json(answer).get("results")).hasSize(20);
        assertThat(answer.body().length).isBetween(20 * 4000, 20 * 6000);
        assertThat(best).isLessThan(50_000_000);
    }

    @Test
    void aDeviceThatAsksTooOftenIsSentAwayUntilItsNextTime() {
        RawHttp.Answer answer = refresh("{\"context\":[],\"actions\":[]}");
        for (int i = 0; i < 5_000 && answer.status() == 200; i++) {
            answer = refresh("{\"context\":[],\"actions\":[]}");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).contains("60");
        assertThat(answer.text()).contains("\"code\":\"too-many-requests\"");
    }
}
