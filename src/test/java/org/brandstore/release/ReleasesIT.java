package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.brandstore.account.Actor;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.ChannelMove;
import org.brandstore.release.channel.Pointer;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReleasesIT extends ReleaseCase {
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
    void aBranchGoesToAllOfItsDevices() {
        Revision revision = rows.revision(snap, developer, "amd64");

        assertThatThrownBy(() -> progressive(revision, Channel.parse("latest/edge/fix"), 10, false))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD));
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
}
