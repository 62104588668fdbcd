package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.person.People;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.Progressive;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.api.Test;

/** From the release to a share of the devices to what each of them is told. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ProgressiveIT {
    private static final int DEVICES = 60;
    private static final Channel EDGE = Channel.parse("latest/edge");

    @Inject
    DeviceWorld world;

    @Inject
    Releases releases;

    @Inject
    People people;

    @TestHTTPResource("/")
    URI url;

    @Test
    void moreAndMoreDevicesAreOfferedTheRevisionAndNoneLosesIt() {
        DeviceWorld.Brand brand = world.brand();
        SnapId snap = world.snap(brand, "paced");
        world.offer(brand.store(), snap);
        world.revision(brand, snap, "paced", 1);
        DeviceWorld.SnapFile second = world.revision(brand, snap, "paced", 2);
        world.release(snap, "edge", 1);
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            sessions.add(world.session(brand.id(), "model-1", brand.store()));
        }
        Person person = people.find(new PersonId(brand.person())).orElseThrow();

        share(snap, person, 30);
        List<Integer> some = offers(snap, sessions);
        share(snap, person, 80);
        List<Integer> more = offers(snap, sessions);
        share(snap, person, 100);

        assertThat(some).contains(1, 2);
        assertThat(more.stream().filter(revision -> revision == 2).count())
                .isGreaterThan(some.stream().filter(revision -> revision == 2).count());
        for (int i = 0; i < DEVICES; i++) {
            assertThat(more.get(i)).isGreaterThanOrEqualTo(some.get(i));
        }
        assertThat(offers(snap, sessions)).containsOnly(2);
        RawHttp.Answer file = new RawHttp(url.getPort())
                .get("/api/v1/snaps/download/" + snap + "_2.snap", authorization(sessions.getFirst()));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text()).hasSize(second.bytes().length);
    }

    private void share(SnapId snap, Person person, int percentage) {
        releases.release(
                snap, new Revision(2), List.of(EDGE), new Progressive(percentage, false), person, Actor.of(person));
        world.publish();
    }

    /** The revision that each device is told to have. */
    private List<Integer> offers(SnapId snap, List<String> sessions) {
        String body = ("{\"context\":[{\"snap-id\":\"%1$s\",\"instance-key\":\"%1$s\",\"revision\":1,"
                        + "\"tracking-channel\":\"edge\",\"epoch\":{\"read\":[0],\"write\":[0]}}],\"actions\":[{"
                        + "\"action\":\"refresh\",\"instance-key\":\"%1$s\",\"snap-id\":\"%1$s\"}],"
                        + "\"fields\":[\"revision\"]}")
                .formatted(snap);
        RawHttp http = new RawHttp(url.getPort());
        return sessions.stream()
                .map(session ->
                        http.post("/v2/snaps/refresh", body, authorization(session), "Snap-Device-Architecture: amd64"))
                .map(answer -> {
                    assertThat(answer.text()).containsPattern("\"revision\":[12]");
                    return answer.text().contains("\"revision\":2") ? 2 : 1;
                })
                .toList();
    }

    private static String authorization(String session) {
        return "Snap-Device-Authorization: Macaroon root=\"" + session + "\"";
    }
}
