package org.brandstore.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.delta.DeltaDemand;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.ReleaseOutcome;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.release.RequestState;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that always fails, and much of it, before work that does not. A trigger stands for a fault that no time mends. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PoisonedWorkIT {
    private static final Actor SYSTEM = Actor.system("test");
    /** More than one look for due requests finds. */
    private static final int MANY = 230;

    @Inject
    SnapRows rows;

    @Inject
    Releases releases;

    @Inject
    ReleaseRequests requests;

    @Inject
    ReleaseJobs jobs;

    @Inject
    DeltaDemand demand;

    @Inject
    EntityManager database;

    private BrandStore store;
    private Person developer;
    private SnapId snap;
    private Revision revision;

    @BeforeEach
    void aSnap() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        snap = rows.snap(store);
        revision = rows.revision(snap, developer, "amd64");
        rows.run("""
                create or replace function fail_poisoned() returns trigger language plpgsql as $$ begin
                    raise exception 'a fault of the program' using errcode = 'XX000'; end $$""");
    }

    @AfterEach
    void mend() {
        rows.run("drop function if exists fail_poisoned() cascade");
    }

    @Test
    void noNumberOfReleasesThatAlwaysFailKeepsOneThatIsDueFromBeingApplied() {
        rows.run("create trigger fail_poisoned before update on release_request for each row"
                + " when (new.branch like 'poison-%' and new.state <> 'rejected') execute function fail_poisoned()");
        UUID poisoned = poison();
        UUID good = scheduled(Channel.parse("latest/stable"));

        Eventually.holds(
                () -> assertThat(requests.find(good).orElseThrow().state()).isInstanceOf(RequestState.Applied.class));

        requests.giveUpDue(poisoned, new IllegalStateException("a fault of the program"), SYSTEM);
        assertThat(requests.find(poisoned).orElseThrow().state())
                .isInstanceOfSatisfying(
                        RequestState.Rejected.class,
                        rejected ->
                                assertThat(rejected.reason()).contains("again and again", "a fault of the program"));
        assertThat(requests.due(Set.of())).doesNotContain(poisoned);
        rows.run("update release_request set state = 'rejected', decided_at = now() where branch like 'poison-%'");
    }

    @Test
    void noNumberOfBranchesThatCannotBeClosedKeepsOneFromBeingClosed() {
        rows.run("create trigger fail_poisoned before delete on channel_pointer for each row"
                + " when (old.branch like 'poison-%') execute function fail_poisoned()");
        for (int i = 0; i < 20; i++) {
            release(Channel.parse("latest/edge/poison-" + i));
        }
        release(Channel.parse("latest/edge/sound"));
        rows.run("update channel_pointer set expires_at = now() - interval '1 second' where snap_id = ?1", snap);

        jobs.closeExpiredBranches();

        Eventually.holds(() -> assertThat(branches()).hasSize(20).doesNotContain("sound"));
        rows.run("drop function fail_poisoned() cascade");
        releases.expiredBranches().forEach(branch -> releases.close(branch, SYSTEM));
        assertThat(branches()).isEmpty();
    }

    @Test
    void noNumberOfDeltasThatCannotBeWantedKeepsOneFromBeingWanted() {
        for (int i = 0; i < 30; i++) {
            rows.revision(snap, developer, "amd64");
        }
        rows.run("create trigger fail_poisoned before insert on snap_delta for each row when (new.snap_id = '" + snap
                + "' and new.source < 30) execute function fail_poisoned()");
        for (int source = 1; source < 31; source++) {
            demand.ask(snap.value(), source, 31);
        }

        demand.passOn(); // or the store's own work

        Eventually.holds(() -> {
            List<?> sources = database.createNativeQuery(
                            "select source from snap_delta where snap_id = ?1", Integer.class)
                    .setParameter(1, snap.value())
                    .getResultList();
            assertThat(sources).isEqualTo(List.of(30));
        });
    }

    /** All of them due, and longer than whatever else is; the id of one. */
    private UUID poison() {
        UUID one = scheduled(Channel.parse("latest/stable/poison-0"));
        rows.run("""
                insert into release_request (id, snap_id, revision, track, risk, branch, state, requested_by,
                    requested_at, approvals_needed, effective_at)
                select gen_random_uuid(), r.snap_id, r.revision, r.track, r.risk, 'poison-' || n, 'scheduled',
                    r.requested_by, r.requested_at, 0, now() - interval '1 day'
                from release_request r, generate_series(1, ?2) n where r.id = ?1""", one, MANY);
        return one;
    }

    private UUID scheduled(Channel channel) {
        UUID id = UUID.randomUUID();
        rows.run(
                """
                insert into release_request (id, snap_id, revision, track, risk, branch, state, requested_by,
                    requested_at, approvals_needed, effective_at)
                values (?1, ?2, ?3, 'latest', ?4, ?5, 'scheduled', ?6, now(), 1, now() - interval '1 second')""",
                id,
                snap,
                revision.value(),
                channel.risk().wireName(),
                channel.branch() == null ? "" : channel.branch().value(),
                developer.id().value());
        rows.run(
                "insert into release_decision values (?1, ?2, 'approved', 'tested', now())",
                id,
                rows.person(store, Role.ADMIN).id().value());
        return id;
    }

    private void release(Channel channel) {
        assertThat(releases.release(snap, revision, List.of(channel), developer, Actor.of(developer)))
                .containsExactly(new ReleaseOutcome.Applied(channel));
    }

    private List<String> branches() {
        List<?> branches = database.createNativeQuery(
                        "select branch from channel_pointer where snap_id = ?1", String.class)
                .setParameter(1, snap.value())
                .getResultList();
        return branches.stream().map(String.class::cast).toList();
    }
}
