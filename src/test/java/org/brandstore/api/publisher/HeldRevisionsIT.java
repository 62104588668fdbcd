package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.awaitProcessed;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.jcajce.provider.digest.SHA3;
import org.brandstore.account.Role;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the developer sees of files that wait for a person (publisher-api.md 4.8, 4.12 and 5). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HeldRevisionsIT {
    private static final String KERNEL = "type: kernel\narchitectures: [arm64]\n";

    /** The words that the tool knows; any other is fatal. */
    private static final Set<String> KNOWN = Set.of(
            "Published",
            "Unpublished",
            "ManualReviewPending",
            "NeedsInformation",
            "AutomaticallyRejected",
            "Rejected",
            "ReviewInProgress",
            "ReviewQueued",
            "released",
            "approved",
            "rejected");

    @Inject
    Publishers publishers;

    @Inject
    Snaps snaps;

    private Brand brand;
    private String token;
    private String reviewer;
    private String name;
    private SnapId id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        reviewer = publishers.token(publishers.person(brand, Role.REVIEWER));
        name = publishers.unique("app");
        id = new SnapId(register(token, brand, name));
    }

    private UUID hold(String version) {
        push(token, name, SnapFile.of(name, version, KERNEL)).then().body("code", equalTo("need_manual_review"));
        return publishers.newestSubmission(id);
    }

    private void decide(UUID submission, String what) {
        json(reviewer, Map.of("reason", "looked at it"))
                .post("/api/admin/v1/reviews/{id}/{what}", submission, what)
                .then()
                .statusCode(200);
        awaitProcessed(token, "/dev/api/submissions/" + submission);
    }

    private List<Map<String, Object>> revisions(String path) {
        List<Map<String, Object>> found = as(token)
                .get(path, name)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("revisions");
        assertThat(found).allSatisfy(revision -> assertThat(KNOWN).contains((String) revision.get("status")));
        return found;
    }

    private List<String> statuses(String path) {
        return revisions(path).stream()
                .map(revision -> revision.get("revision") + " " + revision.get("status"))
                .toList();
    }

    @Test
    void aHeldFileIsListedInBothModesWithTheNumberThatItKeeps() {
        byte[] file = SnapFile.of(name, "1.0", KERNEL);
        UUID held = hold("1.0");
        publishers.letPass(brand, ReviewCheck.KERNEL);
        push(token, name, SnapFile.of(name, "2.0", KERNEL), "edge").then().body("revision", equalTo(2));

        assertThat(statuses("/api/v2/snaps/{name}/releases")).containsExactly("2 Published", "1 ManualReviewPending");
        assertThat(statuses("/v1/snap/{name}/revisions")).containsExactly("2 released", "1 ManualReviewPending");
        as(token)
                .get("/v1/snap/{name}/revisions?revision=1", name)
                .then()
                .body("revisions.status", contains("ManualReviewPending"));
        Map<String, Object> waiting = revisions("/api/v2/snaps/{name}/releases").getLast();
        assertThat(waiting)
                .containsEntry("architectures", List.of("arm64"))
                .containsEntry("confinement", "strict")
                .containsEntry("grade", "stable")
                .containsEntry("version", "1.0")
                .containsEntry("size", file.length)
                .containsEntry("sha3-384", sha3(file))
                .containsEntry("build_url", null);
        assertThat(waiting.keySet())
                .isEqualTo(revisions("/api/v2/snaps/{name}/releases").getFirst().keySet());

        decide(held, "approve");

        assertThat(statuses("/api/v2/snaps/{name}/releases")).containsExactly("2 Published", "1 Unpublished");
        assertThat(snaps.require(id).summary())
                .as("of the revision that was first")
                .isNotEmpty();
        as(token)
                .get("/dev/api/submissions/{id}", held)
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1));
    }

    @Test
    void theNumberOfARejectedFileIsNeverGivenAway() {
        decide(hold("1.0"), "reject");
        UUID second = hold("2.0");

        assertThat(statuses("/api/v2/snaps/{name}/releases")).containsExactly("2 ManualReviewPending", "1 Rejected");
        decide(second, "approve");
        assertThat(statuses("/v1/snap/{name}/revisions")).containsExactly("2 approved", "1 Rejected");
    }

    @Test
    void lookingAgainKeepsTheNumber() {
        UUID held = hold("1.0");

        as(token).post("/api/admin/v1/reviews/{id}/again", held).then().statusCode(200);
        awaitProcessed(token, "/dev/api/submissions/" + held);

        assertThat(statuses("/api/v2/snaps/{name}/releases")).containsExactly("1 ManualReviewPending");
    }

    /** 4.8: that it is there and not ready is something else than that there is none. */
    @Test
    void whatIsHeldCannotBeReleased() {
        UUID held = hold("1.0");

        release(1).then().statusCode(409).body("error_list.code", contains("resource-not-ready"));
        json(token, List.of(Map.of("revision", 1, "channel", "edge")))
                .post("/v1/snap/{name}/releases", name)
                .then()
                .statusCode(409)
                .body("'error-list'[0].code", equalTo("resource-not-ready"))
                .body("'error-list'[0].message", containsString("waits for its review"));
        decide(held, "reject");
        release(1).then().statusCode(404).body("error_list.code", contains("revision-not-found"));
    }

    /** Neither the status nor the devices know anything of it. */
    @Test
    void whatIsHeldStandsInNoChannelMap() {
        hold("1.0");

        as(token)
                .get("/api/v2/snaps/{name}/channel-map", name)
                .then()
                .body("revisions.size()", equalTo(0))
                .body("'channel-map'.size()", equalTo(0));
        as(token).get("/v1/snap/{name}/releases", name).then().body("revisions.size()", equalTo(0));
    }

    private Response release(int revision) {
        return json(token, Map.of("name", name, "revision", "" + revision, "channels", List.of("edge")))
                .post("/dev/api/snap-release/");
    }

    private static String sha3(byte[] file) {
        MessageDigest digest = new SHA3.Digest384();
        return HexFormat.of().formatHex(digest.digest(file));
    }
}
