package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publisher makes alone, replicas keep in memory and people have to look at: there is a bound to all of it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ManyOfThemIT {
    private static final int MOST = 200;
    private static final int MOST_PROPOSALS = 100;

    @Inject
    Publishers publishers;

    private Brand brand;
    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void aReleasedSnap() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = register(token, brand, name);
        push(token, name, SnapFile.app(name, "1.0"));
    }

    private static List<String> branches(String risk, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> risk + "/b" + number)
                .toList();
    }

    private Response release(List<String> channels) {
        return json(token, Map.of("name", name, "revision", "1", "channels", channels))
                .post("/dev/api/snap-release/");
    }

    @Test
    void aSnapHasNotVeryManyOpenBranches() {
        release(branches("edge", MOST + 1)).then().statusCode(409);
        assertThat(publishers.count("select count(*) from channel_pointer where snap_id = ?1", id))
                .isZero();

        release(branches("edge", MOST)).then().statusCode(200);
        release(List.of("edge/one-more")).then().statusCode(409);
        release(List.of("edge")).then().statusCode(200);
        release(List.of("edge/b7")).then().statusCode(200);
        publishers.sql(
                "insert into channel_pointer select snap_id, architecture, track, risk, 'from-before', revision, released_at,"
                        + " expires_at from channel_pointer where snap_id = ?1 and branch = 'b7'",
                id);
        release(List.of("edge/b7")).then().statusCode(200); // with more than there may be, those that are open go on
        publishers.sql("delete from channel_pointer where snap_id = ?1 and branch = 'from-before'", id);
        json(token, Map.of("channels", List.of("edge/b7")))
                .post("/dev/api/snaps/{id}/close", id)
                .then()
                .statusCode(200);
        release(List.of("edge/one-more")).then().statusCode(200);
    }

    @Test
    void notVeryManyReleasesOfASnapWait() {
        publishers.sql(
                "insert into release_request (id, snap_id, revision, track, risk, branch, percentage, paused, requested_by,"
                        + " requested_at, approvals_needed, state, version)"
                        + " select gen_random_uuid(), ?1, 1, 'latest', 'stable', 'b' || n, 100, false, ?2, now(), 1, 'waiting', 0"
                        + " from generate_series(1, 200) n",
                id,
                person.id().value());

        release(List.of("stable")).then().statusCode(409);
        assertThat(publishers.count("select count(*) from release_request where snap_id = ?1", id))
                .isEqualTo(MOST);
    }

    @Test
    void aSnapHasNotVeryManyTracks() {
        publishers.sql(
                "insert into track (snap_id, name, created_at)"
                        + " select ?1, 't' || n, now() from generate_series(1, 200) n",
                id);

        json(token, List.of(Map.of("name", "one-more")))
                .post("/v1/snap/{name}/tracks", name)
                .then()
                .statusCode(409);
        json(token, List.of(Map.of("name", "t7"))).post("/v1/snap/{name}/tracks", name);
        assertThat(publishers.count("select count(*) from track where snap_id = ?1", id))
                .isEqualTo(MOST);
    }

    /** Those who decide see the oldest first: one person could hide from them what others propose. */
    @Test
    void nobodyProposesVeryManyChanges() {
        publishers.sql(
                "insert into proposal (id, kind, subject, title, brand_id, store_id, digest, reason, author, author_id,"
                        + " proposed_at, expires_at, approvals_needed, state, decided_why, version)"
                        + " select gen_random_uuid(), 'withdraw-revision', 'snap/x/revision/' || n, 'withdraw', ?1, ?2,"
                        + " repeat('a', 64), 'test', 'person:test', ?3, now(), now() + interval '1 day', 1, 'waiting', '', 0"
                        + " from generate_series(1, 99) n",
                brand.account().value(),
                brand.store().value(),
                person.id().value());
        release(List.of("stable"));
        String decider = publishers.token(publishers.person(brand, Role.RELEASE_MANAGER));
        String request = as(decider).get("/api/admin/v1/releases").path("[0].id");
        json(decider, Map.of("reason", "tested"))
                .post("/api/admin/v1/releases/" + request + "/approve")
                .then()
                .statusCode(200);
        String stable = "/api/admin/v1/snaps/" + id;
        Map<String, String> wish = Map.of("channel", "latest/stable", "reason", "for a test");
        Map<String, String> why = Map.of("reason", "for a test");

        json(token, wish).post(stable + "/close").then().statusCode(202);
        json(token, why).post(stable + "/revisions/1/withdraw").then().statusCode(409);

        assertThat(publishers.count(
                        "select count(*) from proposal where author_id = ?1 and state = 'waiting'",
                        person.id().value()))
                .isEqualTo(MOST_PROPOSALS);
        String other = publishers.token(publishers.person(brand, Role.PUBLISHER));
        json(other, why).post(stable + "/revisions/1/withdraw").then().statusCode(202);
        as(other).get(stable + "/stops").then().statusCode(200);
    }
}
