package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.ChannelMove;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.ReleaseLock;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.SubmissionQueue;
import org.brandstore.snap.SubmissionReady;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReleasesIT {
    private static final Channel EDGE = Channel.parse("latest/edge");
    private static final Channel STABLE = Channel.parse("latest/stable");
    private static final Actor SYSTEM = Actor.system("test");

    @Inject
    Releases releases;

    @Inject
    Closings closings;

    @Inject
    ReleaseRequests requests;

    @Inject
    Tracks tracks;

    @Inject
    SnapRows rows;

    @Inject
    Snaps snaps;

    @Inject
    Revisions revisions;

    @Inject
    ReleaseLock lock;

    @Inject
    SubmissionQueue queue;

    @Inject
    EntityManager database;

    @Inject
    ChangeLog log;

    @Inject
    Event<SubmissionReady> submissions;

    private BrandStore store;
    private Person developer;
    private SnapId snap;

    @BeforeEach
    void aSnap() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        snap = rows.snap(store);
    }

    @Test
    void aReleaseThatNeedsNoApprovalIsSeenAtOnce() {
        Revision revision = rows.revision(snap, developer, "amd64", "armhf");

        assertThat(release(revision, EDGE)).containsExactly(new ReleaseOutcome.Applied(EDGE));

        assertThat(releases.channelMap(snap))
                .extracting(pointer -> pointer.architecture().value(), Pointer::channel, Pointer::revision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("amd64", EDGE, revision),
                        org.assertj.core.groups.Tuple.tuple("armhf", EDGE, revision));
        assertThat(releases.history(snap)).hasSize(2).allSatisfy(move -> {
            assertThat(move.revision()).contains(revision);
            assertThat(move.by()).contains(developer.id());
        });
        RecordedChange change = log.ofBrand(store.brand(), Long.MAX_VALUE, 1).getFirst();
        assertThat(change.action()).isEqualTo("release.applied");
        assertThat(change.actor()).isEqualTo("person:" + developer.email());
        assertThat(change.subject()).isEqualTo("snap/" + snap + "/channel/latest/edge");
        assertThat(change.before()).isEqualTo("{\"revisions\":{}}");
        assertThat(change.after()).contains("\"revisions\":{\"amd64\":1,\"armhf\":1}");
    }

    @Test
    void theSameReleaseAgainChangesNothing() {
        Revision revision = rows.revision(snap, developer, "amd64");
        release(revision, EDGE);
        Pointer before = releases.channelMap(snap).getFirst();

        assertThat(release(revision, EDGE)).containsExactly(new ReleaseOutcome.Applied(EDGE));

        assertThat(releases.channelMap(snap)).containsExactly(before);
        assertThat(releases.history(snap)).hasSize(1);
    }

    @Test
    void aShareOfTheDevicesStandsBesideWhatTheOthersGet() {
        Revision first = rows.revision(snap, developer, "amd64");
        Revision second = rows.revision(snap, developer, "amd64");
        release(first, EDGE);

        progressive(second, EDGE, 10, false);
        progressive(second, EDGE, 40, true);

        assertThat(releases.channelMap(snap))
                .singleElement()
                .satisfies(pointer -> assertThat(pointer.revision()).isEqualTo(first));
        assertThat(releases.phases(snap)).singleElement().satisfies(phase -> {
            assertThat(phase.revision()).isEqualTo(second);
            assertThat(phase.share()).isEqualTo(new Progressive(40, true));
        });
        assertThat(releases.history(snap))
                .extracting(move -> move.percentage().orElse(100))
                .containsExactly(40, 10, 100);
        RecordedChange change = log.ofBrand(store.brand(), Long.MAX_VALUE, 1).getFirst();
        assertThat(change.before()).contains("\"percentage\":10");
        assertThat(change.after()).contains("\"percentage\":40", "\"paused\":true");
    }

    @Test
    void aReleaseToAllEndsTheShareAndSoDoesClosing() {
        Revision first = rows.revision(snap, developer, "amd64");
        Revision second = rows.revision(snap, developer, "amd64");
        release(first, EDGE);
        progressive(second, EDGE, 10, false);

        release(second, EDGE);

        assertThat(releases.phases(snap)).isEmpty();
        assertThat(releases.channelMap(snap))
                .singleElement()
                .satisfies(pointer -> assertThat(pointer.revision()).isEqualTo(second));

        progressive(first, EDGE, 10, false);
        closings.close(snap, List.of(EDGE), "it is old", Actor.cli());
        assertThat(releases.phases(snap)).isEmpty();
        assertThat(releases.channelMap(snap)).isEmpty();
    }

    @Test
    void releasingWhatAllHadBeforeEndsTheShareToo() {
        Revision first = rows.revision(snap, developer, "amd64");
        release(first, EDGE);
        progressive(rows.revision(snap, developer, "amd64"), EDGE, 10, false);

        release(first, EDGE);

        assertThat(releases.phases(snap)).isEmpty();
    }

    @Test
    void aShareWantsApprovalWhereTheWholeDoesButLessOfItDoesNot() {
        Revision revision = rows.revision(snap, developer, "amd64");
        UUID ten = ((ReleaseOutcome.Waiting)
                        progressive(revision, STABLE, 10, false).getFirst())
                .requestId();
        UUID twenty = ((ReleaseOutcome.Waiting)
                        progressive(revision, STABLE, 20, false).getFirst())
                .requestId();
        assertThat(twenty).isNotEqualTo(ten);
        assertThat(requests.find(ten).orElseThrow().state().word()).isEqualTo("superseded");
        assertThat(requests.find(twenty).orElseThrow().share()).isEqualTo(new Progressive(20, false));

        QuarkusTransaction.requiringNew().run(() -> requests.apply(twenty, SYSTEM));

        assertThat(releases.phases(snap))
                .singleElement()
                .satisfies(phase -> assertThat(phase.share()).isEqualTo(new Progressive(20, false)));
        assertThat(progressive(revision, STABLE, 20, true)).containsExactly(new ReleaseOutcome.Applied(STABLE));
        assertThat(progressive(revision, STABLE, 5, true)).containsExactly(new ReleaseOutcome.Applied(STABLE));
        assertThat(progressive(revision, STABLE, 5, false).getFirst()).isInstanceOf(ReleaseOutcome.Waiting.class);
        assertThat(progressive(revision, STABLE, 30, true).getFirst()).isInstanceOf(ReleaseOutcome.Waiting.class);
    }

    @Test
    void aBranchGoesToAllOfItsDevices() {
        Revision revision = rows.revision(snap, developer, "amd64");

        assertThatThrownBy(() -> progressive(revision, Channel.parse("latest/edge/fix"), 10, false))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD));
    }

    private List<ReleaseOutcome> progressive(Revision revision, Channel channel, int percentage, boolean paused) {
        return releases.release(
                snap, revision, List.of(channel), new Progressive(percentage, paused), developer, Actor.of(developer));
    }

    @Test
    void aReleaseToStableWaitsAndDevicesSeeNothing() {
        Revision revision = rows.revision(snap, developer, "amd64");

        UUID request = waiting(revision, STABLE);

        assertThat(releases.channelMap(snap)).isEmpty();
        assertThat(requests.open(List.of(store.id()))).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo(request);
            assertThat(found.revision()).isEqualTo(revision);
            assertThat(found.channel()).isEqualTo(STABLE);
            assertThat(found.requestedBy()).isEqualTo(developer.id());
            assertThat(found.approvalsNeeded()).isEqualTo(1);
            assertThat(found.state().word()).isEqualTo("waiting");
        });
        assertThat(waiting(revision, STABLE)).isEqualTo(request);
        assertThat(requests.open(List.of(rows.store().id()))).isEmpty();
    }

    @Test
    void nothingIsReleasedAnywhereIfOneChannelIsWrong() {
        Revision revision = rows.revision(snap, developer, "amd64");

        assertThatThrownBy(() -> release(revision, EDGE, Channel.parse("3.0/edge")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
                .hasMessageContaining("has no track 3.0");

        assertThat(releases.channelMap(snap)).isEmpty();
    }

    @Test
    void aTrackThatWasMadeCanBeReleasedTo() {
        Revision revision = rows.revision(snap, developer, "amd64");
        Channel channel = Channel.parse("3.0/edge");

        tracks.create(snap, new Track("3.0"), SYSTEM);
        tracks.create(snap, new Track("3.0"), SYSTEM);

        assertThat(tracks.of(snap)).extracting(track -> track.name().value()).containsExactly("latest", "3.0");
        assertThat(release(revision, channel)).containsExactly(new ReleaseOutcome.Applied(channel));
    }

    @Test
    void aRevisionOfGradeDevelStaysOutOfStable() {
        Revision revision = rows.revision(snap, developer, "amd64");
        rows.run("update snap_revision set grade = 'devel' where snap_id = ?1", snap);

        assertThatThrownBy(() -> release(revision, STABLE)).hasMessageContaining("grade is devel");
        assertThat(release(revision, Channel.parse("beta"))).hasSize(1);
    }

    @Test
    void aWithdrawnRevisionIsNotReleased() {
        Revision revision = rows.revision(snap, developer, "amd64");
        rows.run("update snap_revision set withdrawn_at = now() where snap_id = ?1", snap);

        assertThatThrownBy(() -> release(revision, EDGE))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_NOT_READY));
    }

    @Test
    void aRevisionForAllArchitecturesReplacesThoseForOne() {
        Revision one = rows.revision(snap, developer, "amd64", "armhf");
        Revision all = rows.revision(snap, developer, "all");
        Revision later = rows.revision(snap, developer, "amd64");
        release(one, EDGE);

        release(all, EDGE);
        assertThat(releases.channelMap(snap)).singleElement().satisfies(pointer -> {
            assertThat(pointer.architecture().value()).isEqualTo("all");
            assertThat(pointer.revision()).isEqualTo(all);
        });

        release(later, EDGE);
        assertThat(releases.channelMap(snap)).extracting(Pointer::revision).containsExactly(all, later);
    }

    @Test
    void aClosedChannelOffersNothingAndTheHistorySaysSo() {
        Revision revision = rows.revision(snap, developer, "amd64");
        release(revision, EDGE);

        closings.close(snap, List.of(EDGE, STABLE), "it is old", Actor.cli());

        assertThat(releases.channelMap(snap)).isEmpty();
        assertThat(releases.history(snap))
                .extracting(ChannelMove::revision)
                .containsExactly(java.util.Optional.empty(), java.util.Optional.of(revision));
    }

    @Test
    void aBranchClosesByItselfAfterThirtyDaysUnlessItIsRenewed() {
        Revision revision = rows.revision(snap, developer, "amd64");
        Channel branch = Channel.parse("latest/edge/fix-1");
        release(revision, branch);
        Pointer pointer = releases.channelMap(snap).getFirst();
        assertThat(Duration.between(pointer.releasedAt(), pointer.expiresAt().orElseThrow()))
                .isEqualTo(Duration.ofDays(30));

        rows.run("update channel_pointer set expires_at = now() - interval '1 second' where snap_id = ?1", snap);
        assertThat(releases.channelMap(snap)).isEmpty();
        assertThat(releases.history(snap)).hasSize(1);
        closeExpiredBranches();
        closeExpiredBranches();
        assertThat(releases.history(snap)).hasSize(2);

        release(revision, branch);
        closeExpiredBranches();
        assertThat(releases.channelMap(snap)).hasSize(1);
    }

    @Test
    void anAppliedRequestOvertakesOlderOnesForTheSameDevicesOnly() {
        UUID older = waiting(rows.revision(snap, developer, "amd64"), STABLE);
        UUID otherArchitecture = waiting(rows.revision(snap, developer, "armhf"), STABLE);
        UUID otherChannel = waiting(rows.revision(snap, developer, "amd64"), Channel.parse("candidate"));
        Revision revision = rows.revision(snap, developer, "amd64");
        UUID applied = waiting(revision, STABLE);
        UUID newer = waiting(rows.revision(snap, developer, "amd64"), STABLE);

        QuarkusTransaction.requiringNew().run(() -> requests.apply(applied, SYSTEM));

        assertThat(state(applied)).isEqualTo("applied");
        assertThat(state(older)).isEqualTo("superseded");
        assertThat(state(otherArchitecture)).isEqualTo("waiting");
        assertThat(state(otherChannel)).isEqualTo("waiting");
        assertThat(state(newer)).isEqualTo("waiting");
        assertThat(releases.channelMap(snap)).extracting(Pointer::revision).containsExactly(revision);
        assertThat(requests.decided(List.of(store.id()), 10))
                .extracting(ReleaseRequest::id)
                .containsExactlyInAnyOrder(applied, older);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> requests.apply(older, SYSTEM)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

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

    @Test
    void aSubmissionIsReleasedInItsOwnTransaction() {
        Revision revision = rows.revision(snap, developer, "amd64");

        QuarkusTransaction.requiringNew().run(() -> submissions.fire(ready(revision, EDGE)));

        assertThat(releases.channelMap(snap)).extracting(Pointer::revision).containsExactly(revision);
    }

    @Test
    void aSubmissionWithAWrongChannelCanStillBeRecorded() {
        Revision revision = rows.revision(snap, developer, "amd64");

        QuarkusTransaction.requiringNew().run(() -> {
            assertThatThrownBy(() -> submissions.fire(ready(revision, Channel.parse("9/edge"))))
                    .isInstanceOf(StoreException.class);
            rows.run("update snap set title = 'recorded' where id = ?1", snap);
        });

        assertThat(snaps.require(snap).title()).isEqualTo("recorded");
    }

    /** Locks are taken in one order, the channels' first: otherwise two who release would wait for each other. */
    @Test
    void anUploadThatWaitsForItsReleaseDoesNotHoldTheRowOfItsSnap() {
        Revision revision = rows.revision(snap, developer, "amd64");
        signed(revision, EDGE);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            QuarkusTransaction.requiringNew().run(() -> {
                lock.take(snap);
                other.submit(queue::workOff);
                awaitWhoWaits();
                rows.run("set local lock_timeout = '300ms'");
                snaps.setPrivate(snap, true, SYSTEM);
            });
        }

        assertThat(snaps.require(snap).isPrivate()).isTrue();
        assertThat(releases.channelMap(snap)).extracting(Pointer::revision).containsExactly(revision);
    }

    /** As an upload is that was signed and is to be released next. */
    private void signed(Revision revision, Channel channel) {
        String upload = UUID.randomUUID().toString();
        rows.run(
                "insert into upload values (?1, ?2, 1, 'x.snap', now(), now(), now())",
                upload,
                String.format("%096x", revision.value()));
        rows.run(
                "insert into submission (id, snap_id, upload_id, person_id, state, channels, revision, created_at)"
                        + " values (?1, ?2, ?3, ?4, 'signed', cast(?5 as text[]), ?6, now())",
                UUID.randomUUID(),
                snap,
                upload,
                developer.id().value(),
                "{" + channel + "}",
                revision.value());
    }

    private void awaitWhoWaits() {
        for (int i = 0; i < 200; i++) {
            Number waiting = (Number) database.createNativeQuery(
                            "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .getSingleResult();
            if (waiting.intValue() > 0) {
                return;
            }
            Publishers.pause();
        }
        throw new AssertionError("nobody waits for the lock");
    }

    private SubmissionReady ready(Revision revision, Channel channel) {
        return new SubmissionReady(
                snaps.require(snap),
                revisions.require(snap, revision),
                List.of(channel),
                developer.id(),
                Instant.now());
    }

    private List<ReleaseOutcome> release(Revision revision, Channel... channels) {
        return releases.release(snap, revision, List.of(channels), developer, Actor.of(developer));
    }

    private UUID waiting(Revision revision, Channel channel) {
        return ((ReleaseOutcome.Waiting) release(revision, channel).getFirst()).requestId();
    }

    private void schedule(UUID request, Instant at) {
        QuarkusTransaction.requiringNew().run(() -> requests.schedule(request, at, SYSTEM));
    }

    private String state(UUID request) {
        return requests.find(request).orElseThrow().state().word();
    }

    private void closeExpiredBranches() {
        releases.expiredBranches().forEach(expired -> releases.close(expired, SYSTEM));
    }
}
