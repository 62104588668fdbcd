package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.brandstore.account.Role;
import org.brandstore.naming.Revision;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ScheduledReleasesIT extends ReleaseCase {
    @Test
    void aScheduledRequestAppliesOnceItsTimeHasComeWhoeverLooks() throws Exception {
        Revision revision = rows.revision(snap, developer, "amd64");
        UUID request = waiting(revision, STABLE);
        rows.run(
                "insert into release_decision values (?1, ?2, 'approved', 'tested', now())",
                request,
                rows.person(store, Role.ADMIN).id().value());
        schedule(request, Instant.now().plusSeconds(3600));
        assertThat(requests.applyDue(request, SYSTEM)).isFalse();
        rows.run("update release_request set effective_at = now() - interval '1 second' where id = ?1", request);

        List<Boolean> answers;
        try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
            answers = replicas
                    .invokeAll(IntStream.range(0, 6)
                            .<java.util.concurrent.Callable<Boolean>>mapToObj(
                                    i -> () -> requests.applyDue(request, SYSTEM))
                            .toList())
                    .stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
        }

        // None if the store's own job was first.
        assertThat(answers).filteredOn(done -> done).hasSizeLessThanOrEqualTo(1);
        assertThat(state(request)).isEqualTo("applied");
        assertThat(releases.history(snap)).hasSize(1);
        assertThat(requests.due(Set.of())).doesNotContain(request);
    }

    @Test
    void aScheduledRequestForAWithdrawnRevisionEndsWithoutEffect() {
        UUID request = waiting(rows.revision(snap, developer, "amd64"), STABLE);
        rows.run("update snap_revision set withdrawn_at = now() where snap_id = ?1", snap);
        schedule(request, Instant.now().minusSeconds(1));

        requests.applyDue(request, SYSTEM);

        assertThat(requests.find(request).orElseThrow().state())
                .isInstanceOfSatisfying(
                        RequestState.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("withdrawn"));
        assertThat(releases.channelMap(snap)).isEmpty();
    }
}
