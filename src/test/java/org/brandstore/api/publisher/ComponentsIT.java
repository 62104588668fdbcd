package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.awaitProcessed;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.SubmissionNote;
import org.brandstore.snap.Submissions;
import org.brandstore.snap.resource.ResourcePair;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.resource.Resources;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.testing.Components;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads with {@code --component} (publisher-api.md 4.6, assertions.md 3.11). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ComponentsIT {
    private static final String DECLARED = "architectures: [amd64]\nbase: core24\n"
            + "components: {extra: {type: standard}, more: {type: standard}}\n";

    @Inject
    Publishers publishers;

    @Inject
    Resources resources;

    @Inject
    Submissions submissions;

    @Inject
    AssertionDatabase assertions;

    private Brand brand;
    private String token;
    private String name;
    private SnapId id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        Person person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = new SnapId(register(token, brand, name));
    }

    @Test
    void aComponentIsSignedAndPairedWithTheRevisionItCameWith() {
        byte[] extra = component("extra", "version: '7'\n");

        push(SnapFile.of(name, "1.0", DECLARED), Map.of("extra", extra, "more", component("more", "")))
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1));

        List<ResourceRevision> paired = resources.of(id, new Revision(1));
        assertThat(paired).extracting(revision -> revision.name().value()).containsExactly("extra", "more");
        ResourceRevision revision = paired.getFirst();
        assertThat(revision.revision()).isEqualTo(new Revision(1));
        assertThat(revision.size()).isEqualTo(extra.length);
        assertThat(revision.version()).isEqualTo("7");
        assertThat(paired.getLast().version()).as("that of the snap").isEqualTo("1.0");
        Assertion file = assertions
                .find(AssertionRef.of(
                        AssertionType.SNAP_RESOURCE_REVISION,
                        id.value(),
                        "extra",
                        revision.digest().base64Url(),
                        SnapRevision.DEFAULT_PROVENANCE))
                .orElseThrow();
        assertThat(file.text("resource-revision")).isEqualTo("1");
        assertThat(file.text("resource-size")).isEqualTo(Integer.toString(extra.length));
        assertThat(file.text("developer-id")).isEqualTo(brand.account().value());
        Assertion pair = pair("extra", "1", "1");
        assertThat(pair.text("developer-id")).isEqualTo(brand.account().value());
    }

    @Test
    void theSameFileWithAnotherRevisionGoesAsAFileOfItsOwn() {
        byte[] extra = component("extra", "");
        push(SnapFile.of(name, "1.0", DECLARED), Map.of("extra", extra)).then().body("revision", equalTo(1));
        push(SnapFile.of(name, "2.0", DECLARED), Map.of("extra", extra)).then().body("revision", equalTo(2));
        push(SnapFile.of(name, "3.0", DECLARED), Map.of("extra", component("extra", "version: '3'\n")))
                .then()
                .body("revision", equalTo(3));

        List<ResourcePair> expected = resources.pairs(id);
        assertThat(expected)
                .extracting(pair -> pair.snapRevision() + "+" + pair.resource().revision())
                .containsExactly("3+3", "2+2", "1+1");
        assertThat(expected)
                .extracting(pair -> pair.resource().copyOf())
                .containsExactly(Optional.empty(), Optional.of(new Revision(1)), Optional.empty());
        assertThat(resources.allPairs()).containsAll(expected);
        assertThat(pair("extra", "2", "2").text("snap-revision")).isEqualTo("2");
        assertThat(submissions.findings(publishers.newestSubmission(id)))
                .extracting(SubmissionNote::code)
                .doesNotContain("component-copied");
    }

    @Test
    void whatComesWithoutItsComponentsGoesWithoutThem() {
        push(SnapFile.of(name, "1.0", DECLARED), Map.of()).then().body("revision", equalTo(1));

        assertThat(resources.of(id, new Revision(1))).isEmpty();
    }

    /** Devices drop what does not come along with a refresh, so a new revision brings what the one before it had. */
    @Test
    void whatIsNotUploadedAnewIsCarriedOverAndSigned() {
        byte[] extra = component("extra", "");
        push(SnapFile.of(name, "1.0", DECLARED), Map.of("extra", extra, "more", component("more", "")));
        push(SnapFile.of(name, "2.0", DECLARED), Map.of("more", component("more", "version: '2'\n")))
                .then()
                .body("revision", equalTo(2));
        push(SnapFile.of(name, "3.0", DECLARED), Map.of()).then().body("revision", equalTo(3));

        assertThat(missing()).as("nothing is missing").isEmpty();
        assertThat(pairs()).containsExactly("3+extra 3", "3+more 3", "2+extra 2", "2+more 2", "1+extra 1", "1+more 1");
        assertThat(pair("extra", "3", "3").text("developer-id"))
                .isEqualTo(brand.account().value());
        assertThat(pair("more", "3", "3").text("resource-revision")).isEqualTo("3");
        assertThat(submissions.findings(publishers.newestSubmission(id)))
                .extracting(SubmissionNote::message)
                .containsExactly(
                        "component extra goes with this revision as revision 3, a file of its own with the content of"
                                + " revision 1",
                        "component more goes with this revision as revision 3, a file of its own with the content of"
                                + " revision 2");
    }

    @Test
    void onlyWhatStillFitsIsCarriedOver() {
        push(
                SnapFile.of(name, "1.0", DECLARED),
                Map.of("extra", component("extra", ""), "more", component("more", "")));
        String without = "architectures: [amd64]\nbase: core24\ncomponents: {more: {type: test}}\n";
        push(SnapFile.of(name, "2.0", without), Map.of()).then().body("revision", equalTo(2));
        assertThat(resources.of(id, new Revision(2)))
                .as("one is not declared, the other of another type")
                .isEmpty();

        String elsewhere = DECLARED.replace("amd64", "arm64");
        push(SnapFile.of(name, "3.0", elsewhere), Map.of()).then().body("revision", equalTo(3));
        assertThat(resources.of(id, new Revision(3)))
                .as("files for other machines")
                .isEmpty();
        push(SnapFile.of(name, "4.0", elsewhere), Map.of("extra", component("extra", "version: 'arm'\n")))
                .then()
                .body("revision", equalTo(4));
        push(SnapFile.of(name, "5.0", DECLARED), Map.of()).then().body("revision", equalTo(5));
        assertThat(resources.of(id, new Revision(5)))
                .as("the one before for these machines has none")
                .isEmpty();
    }

    @Test
    void aWithdrawnRevisionIsPassedOver() {
        push(SnapFile.of(name, "1.0", DECLARED), Map.of("extra", component("extra", "")));
        push(SnapFile.of(name, "2.0", DECLARED), Map.of("extra", component("extra", "version: 'bad'\n")));
        publishers.sql("update snap_revision set withdrawn_at = now() where snap_id = ?1 and revision = 2", id.value());

        push(SnapFile.of(name, "3.0", DECLARED), Map.of()).then().body("revision", equalTo(3));

        assertThat(pairs()).containsExactly("3+extra 3", "2+extra 2", "1+extra 1");
    }

    /** Modules fit the kernel that they were built with, and no other. */
    @Test
    void modulesOfAKernelAreNotCarriedOver() {
        publishers.letPass(brand, ReviewCheck.KERNEL);
        String kernel = "type: kernel\narchitectures: [amd64]\ncomponents: {wifi: {type: kernel-modules}}\n";
        push(SnapFile.of(name, "1.0", kernel), Map.of("wifi", Components.of(name, "wifi", "kernel-modules", "")))
                .then()
                .body("revision", equalTo(1));
        push(SnapFile.of(name, "2.0", kernel), Map.of()).then().body("revision", equalTo(2));

        assertThat(pairs()).containsExactly("1+wifi 1");
        assertThat(missing()).containsExactly("wifi");
    }

    /** It has the number of its turn, so it takes over what was there before it and not what came meanwhile. */
    @Test
    void whatWasHeldIsToldOfTheComponentsOfItsOwnTurn() {
        push(SnapFile.of(name, "1.0", DECLARED), Map.of("extra", component("extra", "")));
        push(SnapFile.of(name, "2.0", DECLARED + "plugs: {snapd-control: {}}\n"), Map.of())
                .then()
                .body("code", equalTo("need_manual_review"));
        UUID submission = publishers.newestSubmission(id);
        assertThat(missing(submission)).containsExactly("more");
        push(SnapFile.of(name, "3.0", DECLARED), Map.of("more", component("more", "")));
        assertThat(missing()).as("extra is carried over").isEmpty();

        String reviewer = publishers.token(publishers.person(brand, Role.REVIEWER));
        json(reviewer, Map.of("reason", "looked at it"))
                .post("/api/admin/v1/reviews/{id}/approve", submission)
                .then()
                .statusCode(200);
        awaitProcessed(token, "/dev/api/submissions/" + submission);

        assertThat(missing(submission)).as("more came with a later number").containsExactly("more");
        assertThat(pairs()).containsExactly("3+extra 2", "3+more 1", "2+extra 3", "1+extra 1");
    }

    /** The components that the newest upload is told it goes without. */
    private List<String> missing() {
        return missing(publishers.newestSubmission(id));
    }

    private List<String> missing(UUID submission) {
        return submissions.findings(submission).stream()
                .filter(note -> note.code().equals("missing-component"))
                .map(note -> note.message().replaceFirst(".*the component (\\S+), which was neither .*", "$1"))
                .toList();
    }

    private List<String> pairs() {
        return resources.pairs(id).stream()
                .map(pair -> pair.snapRevision() + "+" + pair.resource().name() + " "
                        + pair.resource().revision())
                .toList();
    }

    @Test
    void aComponentThatDoesNotBelongToTheSnapIsRefusedAndNothingIsKept() {
        assertRejected(Map.of("other", component("other", "")), "declares no component of this name");
        assertRejected(Map.of("extra", component("more", "")), "component: " + name + "+more");
        assertRejected(
                Map.of("extra", Components.of("other-snap", "extra", "standard", "")), "component: other-snap+extra");
        assertRejected(Map.of("extra", Components.of(name, "extra", "test", "")), "it is of type test");
        assertRejected(Map.of("extra", component("extra", "provenance: factory\n")), "its provenance is factory");
        assertRejected(Map.of("extra", "no squashfs".getBytes()), "cannot use the file of component extra");
        assertRejected(Map.of("extra", SnapFile.app(name, "1.0")), "no meta/component.yaml");

        assertThat(resources.of(id)).isEmpty();
    }

    @Test
    void allThatIsWrongWithTheComponentsIsToldAtOnce() {
        push(
                        SnapFile.of(name, "1.0", DECLARED),
                        Map.of("other", component("other", ""), "extra", Components.of(name, "extra", "test", "")))
                .then()
                .body("code", equalTo("processing_error"))
                .body("errors.size()", equalTo(2));
    }

    @Test
    void anUploadOfAComponentMustExistAndBelongToNothingElse() {
        String extra = upload(component("extra", ""));
        submit(SnapFile.of(name, "1.0", DECLARED), Map.of("extra", "x".repeat(43)))
                .then()
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"));
        submit(SnapFile.of(name, "1.0", DECLARED), Map.of("extra", extra))
                .then()
                .statusCode(202);
        submit(SnapFile.of(name, "2.0", DECLARED), Map.of("extra", extra))
                .then()
                .statusCode(400)
                .body("error_list[0].message", containsString("claimed for something else"));
        submit(SnapFile.of(name, "2.0", DECLARED), Map.of("Bad Name", extra))
                .then()
                .statusCode(400)
                .body("error_list[0].message", containsString("no name of a component"));
    }

    private void assertRejected(Map<String, byte[]> components, String words) {
        push(SnapFile.of(name, publishers.unique("1"), DECLARED), components)
                .then()
                .body("code", equalTo("processing_error"))
                .body("errors[0].message", containsString(words));
    }

    private Response push(byte[] snap, Map<String, byte[]> components) {
        Map<String, String> uploads = new HashMap<>();
        components.forEach((component, file) -> uploads.put(component, upload(file)));
        String url = submit(snap, uploads).then().statusCode(202).extract().path("status_details_url");
        return awaitProcessed(token, url.substring(url.indexOf("/dev/api")));
    }

    private Response submit(byte[] snap, Map<String, String> components) {
        Map<String, Object> body = Map.of(
                "name", name, "updown_id", upload(snap), "binary_filesize", snap.length, "components", components);
        return json(token, body).post("/dev/api/snap-push/");
    }

    private byte[] component(String component, String more) {
        return Components.of(name, component, "standard", more);
    }

    private Assertion pair(String component, String resource, String revision) {
        return assertions
                .find(AssertionRef.of(
                        AssertionType.SNAP_RESOURCE_PAIR,
                        id.value(),
                        component,
                        resource,
                        revision,
                        SnapRevision.DEFAULT_PROVENANCE))
                .orElseThrow();
    }
}
