package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.awaitProcessed;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.resource.Resources;
import org.brandstore.testing.Components;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A submission that a crash left between two steps goes on from there: what is in the database is all that is needed. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UploadResumeIT {
    @Inject
    Publishers publishers;

    @Inject
    DeviceWorld world;

    @Inject
    Revisions revisions;

    @Inject
    Resources resources;

    private Brand brand;
    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = register(token, brand, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "scanned"})
    void whatWasCutBeforeTheSignatureIsSignedAndReleasedOnce(String state) {
        byte[] file = SnapFile.of(name, "1.0", "base: core24\ncomponents: {extra: {type: standard}}\n");
        UUID submission = left(state, file, Components.of(name, "extra", "standard", ""));

        awaitProcessed(token, "/dev/api/submissions/" + submission)
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("state", equalTo("ready"))
                .body("errors", empty())
                .body("revision", equalTo(1));

        assertThat(revisions.of(new SnapId(id))).hasSize(1);
        assertThat(resources.of(new SnapId(id), new Revision(1))).hasSize(1);
        as(token).get("/api/v2/snaps/{name}/channel-map", name).then().body("channel-map.revision", contains(1));
    }

    @Test
    void whatWasCutBetweenSignatureAndReleaseIsReleasedAndNotSignedAgain() {
        push(token, name, SnapFile.app(name, "1.0"), "edge").then().body("revision", equalTo(1));
        byte[] file = SnapFile.app(name, "2.0");
        push(token, name, file).then().body("revision", equalTo(2));
        UUID submission = newest();
        world.tamper(
                "update submission set state = 'signed', channels = '{latest/edge}', finished_at = null where id = ?1",
                submission);

        awaitProcessed(token, "/dev/api/submissions/" + submission)
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(2));

        assertThat(revisions.of(new SnapId(id))).hasSize(2);
        as(token).get("/api/v2/snaps/{name}/channel-map", name).then().body("channel-map.revision", contains(2));
    }

    @Test
    void whatAPersonApprovedBeforeTheCrashIsNotHeldAgain() {
        byte[] file = SnapFile.of(name, "1.0", "type: kernel\narchitectures: [amd64]\n");
        Person reviewer = publishers.person(brand, Role.REVIEWER);
        UUID submission = insert("review", file);
        publishers.sql(
                "insert into submission_decision (submission_id, person_id, verdict, reason, at)"
                        + " values (?1, ?2, 'approved', 'fine', now())",
                submission,
                reviewer.id().value());
        publishers.sql("update submission set state = 'scanned' where id = ?1", submission);

        awaitProcessed(token, "/dev/api/submissions/" + submission)
                .then()
                .body("code", equalTo("ready_to_release"))
                .body("revision", equalTo(1));
    }

    @Test
    void whatWaitsForAPersonGoesOnWaiting() {
        UUID submission = insert("review", SnapFile.app(name, "1.0"));
        publishers.sql(
                "update submission set errors = '[{\"code\":\"every-upload\",\"message\":\"wait\"}]' where id = ?1",
                submission);

        awaitProcessed(token, "/dev/api/submissions/" + submission)
                .then()
                .body("code", equalTo("need_manual_review"))
                .body("state", equalTo("review"))
                .body("errors.message", contains("wait"));
        assertThat(revisions.of(new SnapId(id))).isEmpty();
    }

    private UUID left(String state, byte[] file, byte[] component) {
        UUID submission = insert("review", file); // where nobody takes it up before it is complete
        String upload = claimed(component);
        publishers.sql("insert into submission_component values (?1, 'extra', ?2)", submission, upload);
        publishers.sql("update submission set state = ?2 where id = ?1", submission, state);
        return submission;
    }

    private UUID insert(String state, byte[] file) {
        UUID submission = UUID.randomUUID();
        publishers.sql(
                "insert into submission (id, snap_id, upload_id, person_id, state, channels, created_at)"
                        + " values (?1, ?2, ?3, ?4, ?5, '{latest/edge}', now())",
                submission,
                id,
                claimed(file),
                person.id().value(),
                state);
        return submission;
    }

    private String claimed(byte[] file) {
        String upload = upload(file);
        publishers.sql("update upload set claimed_at = now() where id = ?1", upload);
        return upload;
    }

    private UUID newest() {
        return publishers.newestSubmission(new SnapId(id));
    }
}
