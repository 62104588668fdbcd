package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What publishers mean by the channels that they name, when the snap's default track is another than {@code latest}. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ChannelsIT {
    @Inject
    Publishers publishers;

    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void aSnapWithAnotherDefaultTrack() {
        Brand brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = Publishers.register(token, brand, name);
        push(token, name, SnapFile.app(name, "1.0"));
        json(token, List.of(Map.of("name", "2.0")))
                .post("/v1/snap/{name}/tracks", name)
                .then()
                .statusCode(201);
        release(token, "2.0/edge").then().statusCode(200);
        publishers.sql("update snap set default_track = '2.0' where id = ?1", id);
    }

    private Response release(String with, String channel) {
        return json(with, Map.of("name", name, "revision", "1", "channels", List.of(channel)))
                .post("/dev/api/snap-release/");
    }

    private Response close(String channel) {
        return json(token, Map.of("channels", List.of(channel))).post("/dev/api/snaps/{id}/close", id);
    }

    @Test
    void aChannelWithoutATrackIsThatOfLatest() {
        release(token, "beta").then().statusCode(200).body("opened_channels", hasItem("latest/beta"));
        json(token, List.of(Map.of("revision", 1, "channel", "edge")))
                .post("/v1/snap/{name}/releases", name)
                .then()
                .statusCode(200)
                .body("released[0].channel", containsString("latest/edge"));

        close("edge").then().statusCode(200).body("closed_channels", hasItem("latest/edge"));

        assertThat(publishers.count(
                        "select count(*) from channel_pointer where snap_id = ?1 and track = '2.0' and risk = 'edge'",
                        id))
                .isPositive();
    }

    @Test
    void aCredentialForAChannelWorksWhateverTheDefaultTrackIs() {
        String edge = publishers
                .issue(
                        person,
                        CredentialKind.TOKEN,
                        EnumSet.allOf(Permission.class),
                        new CredentialLimits(Optional.empty(), Optional.of(Set.of("edge")), Optional.empty()))
                .secret();

        release(edge, "edge").then().statusCode(200).body("opened_channels", hasItem("latest/edge"));
        release(edge, "edge/fix-1").then().statusCode(200);
        release(edge, "2.0/edge").then().statusCode(403);
    }

    @Test
    void aTrackThatDoesNotExistIsSaidBeforeAnythingIsMade() {
        close("edgy").then().statusCode(400).body("error_list[0].message", containsString("edgy"));
        close("3.0/edge").then().statusCode(400);
        json(token, Map.of("name", name, "updown_id", upload(SnapFile.app(name, "2.0")), "channels", List.of("edgy")))
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(400)
                .body("error_list[0].message", containsString("edgy"));

        assertThat(publishers.count("select count(*) from submission where snap_id = ?1", id))
                .isEqualTo(1);
        assertThat(publishers.count("select count(*) from channel_pointer where snap_id = ?1 and track = '2.0'", id))
                .isPositive();
    }
}
