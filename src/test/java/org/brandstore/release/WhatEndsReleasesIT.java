package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.approval.Outcome;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.release.channel.Progressive;
import org.brandstore.snap.SubmissionReady;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WhatEndsReleasesIT extends GateCase {
    @Test
    void closingEndsWhatWaitsAndWhatIsScheduledForTheChannel() {
        UUID waits = request(rows.revision(snap, developer, "amd64"));
        UUID scheduled = scheduled(rows.revision(snap, developer, "arm64"));

        proposals.approve(waiting(close(STABLE, developer)).proposal(), "yes", Actor.of(manager));

        assertThat(requests.find(waits).orElseThrow().state()).isInstanceOf(RequestState.Superseded.class);
        assertThat(requests.find(scheduled).orElseThrow().state()).isInstanceOf(RequestState.Superseded.class);
        assertThat(requests.applyDue(scheduled, Actor.system("test"))).isFalse();
        assertThat(offered(STABLE)).isEmpty();
    }

    @Test
    void aFirstReleaseThatIsScheduledIsStoppedByClosing() {
        Channel track = Channel.parse("latest/candidate");
        UUID request = ((ReleaseOutcome.Waiting)
                        releases.release(snap, second, List.of(track), developer, Actor.of(developer))
                                .getFirst())
                .requestId();
        approvals.approve(request, manager, "yes", Instant.now().plusSeconds(3600), Actor.of(manager));

        assertThat(close(track, developer)).isInstanceOf(Outcome.Done.class);

        assertThat(requests.find(request).orElseThrow().state()).isInstanceOf(RequestState.Superseded.class);
    }

    @Test
    void oneArchitectureDoesNotEndTheShareOfAnother() {
        Revision amd64 = rows.revision(snap, developer, "amd64");
        releases.release(snap, amd64, List.of(EDGE), new Progressive(99, false), developer, Actor.of(developer));

        releases.release(snap, rows.revision(snap, developer, "arm64"), List.of(EDGE), developer, Actor.of(developer));

        assertThat(releases.phases(snap))
                .singleElement()
                .satisfies(phase -> assertThat(phase.revision()).isEqualTo(amd64));
    }

    @Test
    void aShareThatEndsLeavesARowOfHistory() {
        releases.release(snap, first, List.of(EDGE), new Progressive(50, false), developer, Actor.of(developer));
        releases.release(snap, second, List.of(EDGE), developer, Actor.of(developer));

        assertThat(releases.history(snap))
                .filteredOn(move -> move.channel().equals(EDGE))
                .extracting(move -> move.percentage().orElse(100))
                .containsExactly(0, 100, 50);
    }

    @Test
    void narrowingABadReleaseDoesNotEndTheHotfixOfSomebodyElse() {
        Revision bad = rows.revision(snap, developer, "amd64");
        UUID share = ((ReleaseOutcome.Waiting) releases.release(
                                snap, bad, List.of(STABLE), new Progressive(50, false), developer, Actor.of(developer))
                        .getFirst())
                .requestId();
        approvals.approve(share, manager, "yes", null, Actor.of(manager));
        UUID hotfix = scheduled(rows.revision(snap, developer, "amd64"));

        releases.release(snap, bad, List.of(STABLE), new Progressive(50, true), developer, Actor.of(developer));
        releases.release(snap, bad, List.of(STABLE), new Progressive(1, true), developer, Actor.of(developer));

        assertThat(requests.find(hotfix).orElseThrow().state()).isInstanceOf(RequestState.Scheduled.class);
    }

    @Test
    void anUploadThatHadToWaitDoesNotUndoALaterRelease() {
        Instant sent = Instant.now().minus(Duration.ofHours(1));
        releases.release(snap, second, List.of(EDGE), developer, Actor.of(developer));

        refused(
                ErrorCode.CONFLICT,
                () -> QuarkusTransaction.requiringNew()
                        .run(() -> submissions.fire(new SubmissionReady(
                                snaps.require(snap),
                                revisions.require(snap, first),
                                List.of(EDGE),
                                developer.id(),
                                sent))));

        assertThat(offered(EDGE)).containsExactly(second);
    }

    @Test
    void stayingOnWhatIsThereEndsWhatWasScheduledBefore() {
        UUID scheduled = scheduled(rows.revision(snap, developer, "amd64"));

        releases.release(snap, second, List.of(STABLE), developer, Actor.of(developer));

        assertThat(requests.find(scheduled).orElseThrow().state()).isInstanceOf(RequestState.Superseded.class);
    }
}
