package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposal;
import org.brandstore.approval.ProposalReviews;
import org.brandstore.approval.ProposalState;
import org.brandstore.approval.Proposals;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.SubmissionReady;
import org.brandstore.snap.review.ReviewAction;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.snap.review.ReviewPolicies;
import org.brandstore.snap.review.ReviewPolicy;
import org.brandstore.snap.review.ReviewPolicyChanges;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.brandstore.update.Approvals;
import org.brandstore.update.ReleasePolicies;
import org.brandstore.update.ReleasePolicy;
import org.brandstore.update.ReleasePolicyChanges;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not happen: that one person alone changes what devices of a gated channel get. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GateIT {
    private static final Channel EDGE = Channel.parse("latest/edge");
    private static final Channel STABLE = Channel.parse("latest/stable");

    @Inject
    Releases releases;

    @Inject
    ReleaseRequests requests;

    @Inject
    Approvals approvals;

    @Inject
    Closings closings;

    @Inject
    RevisionWithdrawals withdrawals;

    @Inject
    DefaultTracks defaultTracks;

    @Inject
    Tracks tracks;

    @Inject
    Stops stops;

    @Inject
    Proposals proposals;

    @Inject
    ProposalReviews reviews;

    @Inject
    ReleasePolicies releasePolicies;

    @Inject
    ReleasePolicyChanges releasePolicyChanges;

    @Inject
    ReviewPolicies reviewPolicies;

    @Inject
    ReviewPolicyChanges reviewPolicyChanges;

    @Inject
    Memberships memberships;

    @Inject
    People people;

    @Inject
    Snaps snaps;

    @Inject
    Revisions revisions;

    @Inject
    ChangeLog log;

    @Inject
    SnapRows rows;

    @Inject
    Event<SubmissionReady> submissions;

    private BrandStore store;
    private Person developer;
    private Person manager;
    private Person admin;
    private SnapId snap;
    private Revision first;
    private Revision second;

    @BeforeEach
    void aSnapInStable() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        manager = rows.person(store, Role.RELEASE_MANAGER);
        admin = rows.person(store, Role.ADMIN);
        snap = rows.snap(store);
        first = rows.revision(snap, developer, "amd64");
        second = rows.revision(snap, developer, "amd64");
        releasedToStable(first);
        releasedToStable(second);
    }

    @Test
    void aPublisherAloneDoesNotCloseStable() {
        Outcome.Waiting waiting = waiting(close(STABLE, developer));

        assertThat(offered(STABLE)).containsExactly(second);
        assertThat(waiting(close(STABLE, developer)).proposal())
                .as("asked again")
                .isEqualTo(waiting.proposal());
        refused(
                ErrorCode.RESOURCE_FORBIDDEN,
                () -> proposals.approve(waiting.proposal(), "mine", Actor.of(rows.person(store, Role.VIEWER))));

        proposals.approve(waiting.proposal(), "it is broken", Actor.of(manager));
        assertThat(offered(STABLE)).isEmpty();
        assertThat(log.ofBrand(store.brand(), Long.MAX_VALUE, 20))
                .extracting(RecordedChange::action)
                .contains("proposal.made", "proposal.approved", "channel.closed", "proposal.applied");
    }

    @Test
    void aStrangerIsNotToldOfAProposal() {
        Outcome.Waiting waiting = waiting(close(STABLE, developer));
        Person stranger = rows.person(rows.store(), Role.ADMIN);

        refused(ErrorCode.RESOURCE_NOT_FOUND, () -> proposals.approve(waiting.proposal(), "mine", Actor.of(stranger)));
        refused(ErrorCode.RESOURCE_NOT_FOUND, () -> proposals.cancel(waiting.proposal(), "mine", Actor.of(stranger)));
        assertThat(reviews.find(waiting.proposal(), stranger)).isEmpty();
        assertThat(reviews.waiting(stranger)).isEmpty();
    }

    @Test
    void aChannelWithoutApprovalsIsClosedAtOnce() {
        releases.release(snap, second, List.of(EDGE), developer, Actor.of(developer));
        assertThat(close(EDGE, developer)).isInstanceOf(Outcome.Done.class);
        assertThat(offered(EDGE)).isEmpty();
    }

    @Test
    void aPublisherAloneDoesNotTakeARevisionFromDevices() {
        Outcome.Waiting waiting = waiting(withdrawals.withdraw(snap, second, "it does not boot", Actor.of(developer)));

        assertThat(revisions.require(snap, second).withdrawn()).isFalse();
        proposals.approve(waiting.proposal(), "seen too", Actor.of(manager));
        assertThat(revisions.require(snap, second).withdrawn()).isTrue();
    }

    @Test
    void aRevisionThatNoChannelOffersIsWithdrawnAtOnce() {
        assertThat(withdrawals.withdraw(snap, first, "it does not boot", Actor.of(developer)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(revisions.require(snap, first).withdrawn()).isTrue();
    }

    @Test
    void aPublisherAloneDoesNotMoveTheDefaultTrack() {
        tracks.create(snap, new Track("2.0"), Actor.of(developer));

        Outcome.Waiting waiting =
                waiting(defaultTracks.choose(snap, new Track("2.0"), "it is new", Actor.of(developer)));

        assertThat(snaps.require(snap).defaultTrack()).isEqualTo(Channel.LATEST);
        proposals.approve(waiting.proposal(), "it is time", Actor.of(manager));
        assertThat(snaps.require(snap).defaultTrack().value()).isEqualTo("2.0");
    }

    @Test
    void oneAdministratorDoesNotLiftTheApprovalsOfReleases() {
        ReleasePolicy none = new ReleasePolicy(Map.of(Risk.STABLE, 0, Risk.CANDIDATE, 0, Risk.BETA, 0, Risk.EDGE, 0));

        Outcome.Waiting waiting = waiting(releasePolicyChanges.set(store, none, "faster", Actor.of(admin)));

        assertThat(releasePolicies.approvals(store.id(), Risk.STABLE)).isEqualTo(1);
        refused(ErrorCode.FOUR_EYES, () -> proposals.approve(waiting.proposal(), "faster", Actor.of(admin)));
        proposals.approve(waiting.proposal(), "we are few", Actor.of(manager));
        assertThat(releasePolicies.approvals(store.id(), Risk.STABLE)).isZero();
    }

    @Test
    void aRuleOfTwoIsLiftedByTwo() {
        assertThat(releasePolicyChanges.set(store, stable(2), "careful", Actor.of(admin)))
                .as("a rule of one, so one other has to agree")
                .isInstanceOf(Outcome.Waiting.class);
        proposals.approve(only(), "yes", Actor.of(manager));
        Outcome.Waiting waiting = waiting(releasePolicyChanges.set(store, stable(0), "faster", Actor.of(admin)));
        assertThat(waiting.needed()).isEqualTo(2);

        Proposal once = proposals.approve(waiting.proposal(), "yes", Actor.of(manager));
        assertThat(once.isWaiting()).isTrue();
        assertThat(proposals
                        .approve(waiting.proposal(), "again", Actor.of(manager))
                        .isWaiting())
                .isTrue();
        proposals.approve(waiting.proposal(), "yes", Actor.of(rows.person(store, Role.RELEASE_MANAGER)));
        assertThat(releasePolicies.approvals(store.id(), Risk.STABLE)).isZero();
    }

    @Test
    void aPolicyThatWasChangedMeanwhileIsNotOverwritten() {
        Outcome.Waiting waiting = waiting(releasePolicyChanges.set(store, stable(0), "faster", Actor.of(admin)));
        releasePolicies.set(store, stable(3), "careful", Actor.cli());

        assertThat(proposals.approvalsNeeded(
                        reviews.find(waiting.proposal(), admin).orElseThrow().proposal()))
                .isEqualTo(3);
        for (int i = 0; i < 2; i++) {
            proposals.approve(waiting.proposal(), "yes", Actor.of(rows.person(store, Role.RELEASE_MANAGER)));
        }
        refused(
                ErrorCode.CONFLICT,
                () -> proposals.approve(waiting.proposal(), "yes", Actor.of(rows.person(store, Role.ADMIN))));
        assertThat(releasePolicies.approvals(store.id(), Risk.STABLE)).isEqualTo(3);
        assertThat(reviews.find(waiting.proposal(), admin)
                        .orElseThrow()
                        .proposal()
                        .isWaiting())
                .isTrue();
    }

    @Test
    void oneAdministratorDoesNotLiftTheReviewOfUploadsButMayTightenIt() {
        ReviewPolicy now = reviewPolicies.of(store.id());
        Outcome looser = reviewPolicyChanges.set(
                store, now.with(ReviewCheck.GADGET, ReviewAction.NOTE), "faster", Actor.of(admin));
        Outcome tighter = reviewPolicyChanges.set(
                store, now.with(ReviewCheck.GADGET, ReviewAction.REJECT), "careful", Actor.of(admin));

        assertThat(looser).isInstanceOf(Outcome.Waiting.class);
        assertThat(tighter).isInstanceOf(Outcome.Done.class);
        assertThat(reviewPolicies.of(store.id()).action(ReviewCheck.GADGET)).isEqualTo(ReviewAction.REJECT);
        assertThat(reviews.find(((Outcome.Waiting) looser).proposal(), admin)
                        .orElseThrow()
                        .proposal()
                        .state())
                .isEqualTo(ProposalState.OVERTAKEN);
    }

    @Test
    void theWordOfSomebodyWhoLostTheRoleDoesNotCount() {
        releasePolicies.set(store, stable(2), "careful", Actor.cli());
        Person second = rows.person(store, Role.RELEASE_MANAGER);
        Person third = rows.person(store, Role.RELEASE_MANAGER);
        Outcome.Waiting waiting = waiting(close(STABLE, developer));
        proposals.approve(waiting.proposal(), "yes", Actor.of(manager));
        memberships.withdraw(manager.id(), store.id(), Role.RELEASE_MANAGER, Actor.cli());

        assertThat(proposals
                        .approve(waiting.proposal(), "yes", Actor.of(second))
                        .isWaiting())
                .isTrue();
        assertThat(offered(STABLE)).containsExactly(this.second);
        people.disable(second.id(), "left", Actor.cli());
        assertThat(proposals.approve(waiting.proposal(), "yes", Actor.of(third)).isWaiting())
                .isTrue();
        assertThat(offered(STABLE)).containsExactly(this.second);
    }

    @Test
    void aReleaseIsNotAppliedByThoseWhoLostTheRole() {
        releasePolicies.set(store, stable(2), "careful", Actor.cli());
        UUID request = request(rows.revision(snap, developer, "amd64"));
        approvals.approve(request, manager, "yes", null, Actor.of(manager));
        memberships.withdraw(manager.id(), store.id(), Role.RELEASE_MANAGER, Actor.cli());

        approvals.approve(request, admin, "yes", null, Actor.of(admin));

        assertThat(requests.find(request).orElseThrow().state()).isInstanceOf(RequestState.Waiting.class);
    }

    @Test
    void aScheduledReleaseWaitsAgainWhereThePolicyWasRaisedOrItsApproverIsGone() {
        UUID raised = scheduled(rows.revision(snap, developer, "amd64"));
        releasePolicies.set(store, stable(3), "careful", Actor.cli());
        comeDue(raised);
        assertThat(requests.find(raised).orElseThrow().state()).isInstanceOf(RequestState.Waiting.class);

        releasePolicies.set(store, stable(1), "as before", Actor.cli());
        UUID gone = scheduled(rows.revision(snap, developer, "amd64"));
        people.disable(manager.id(), "left", Actor.cli());
        comeDue(gone);
        assertThat(requests.find(gone).orElseThrow().state()).isInstanceOf(RequestState.Waiting.class);
        assertThat(offered(STABLE)).containsExactly(second);
    }

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

    @Test
    void onePersonStopsAndNobodyResumesAlone() {
        stops.stop(snap, STABLE, "it does not boot", Actor.of(developer));
        assertThat(stops.of(snap)).singleElement().satisfies(stop -> {
            assertThat(stop.revision()).isEqualTo(second);
            assertThat(stop.by()).contains(developer.id());
            assertThat(stop.reason()).isEqualTo("it does not boot");
        });
        assertThat(offered(STABLE)).as("nothing is closed").containsExactly(second);
        refused(ErrorCode.INVALID_FIELD, () -> stops.stop(snap, STABLE, " ", Actor.of(developer)));

        Outcome.Waiting waiting = waiting(stops.resume(snap, STABLE, "fixed", Actor.of(manager)));
        assertThat(stops.of(snap)).hasSize(1);
        refused(ErrorCode.FOUR_EYES, () -> proposals.approve(waiting.proposal(), "fixed", Actor.of(manager)));
        proposals.approve(waiting.proposal(), "seen", Actor.of(admin));
        assertThat(stops.of(snap)).isEmpty();
    }

    @Test
    void evenWhereReleasesNeedNobodyResumingTakesTwo() {
        releases.release(snap, second, List.of(EDGE), developer, Actor.of(developer));
        stops.stop(snap, EDGE, "it does not boot", Actor.of(developer));

        releases.release(snap, second, List.of(EDGE), developer, Actor.of(developer));

        assertThat(stops.of(snap)).as("released again").hasSize(1);
        assertThat(stops.resume(snap, EDGE, "fixed", Actor.of(developer))).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void whatIsDecidedStaysDecidedInTheDatabase() {
        Outcome.Waiting waiting = waiting(close(STABLE, developer));
        proposals.reject(waiting.proposal(), "no", Actor.of(manager));

        assertThatThrownBy(() -> rows.run(
                        "update proposal set state = 'waiting', decided_at = null where id = ?1", waiting.proposal()))
                .hasStackTraceContaining("final");
        assertThatThrownBy(() -> rows.run("delete from proposal_vote where proposal_id = ?1", waiting.proposal()))
                .hasStackTraceContaining("append-only");
        refused(ErrorCode.CONFLICT, () -> proposals.approve(waiting.proposal(), "yes", Actor.of(admin)));
    }

    @Test
    void onlyTheAuthorTakesAProposalBack() {
        Outcome.Waiting waiting = waiting(close(STABLE, developer));
        refused(ErrorCode.RESOURCE_FORBIDDEN, () -> proposals.cancel(waiting.proposal(), "", Actor.of(manager)));
        assertThat(proposals.cancel(waiting.proposal(), "", Actor.of(developer)).state())
                .isEqualTo(ProposalState.CANCELLED);
    }

    @Test
    void aProposalWhoseTimeIsOverIsNotApproved() {
        Outcome.Waiting waiting = waiting(close(STABLE, developer));
        rows.run(
                "update proposal set proposed_at = now() - interval '2 days', expires_at = now() - interval '1 day'"
                        + " where id = ?1",
                waiting.proposal());

        refused(ErrorCode.CONFLICT, () -> proposals.approve(waiting.proposal(), "yes", Actor.of(manager)));
        assertThat(waiting(close(STABLE, developer)).proposal()).isNotEqualTo(waiting.proposal());
    }

    @Test
    void theOperatorDecidesWhereABrandHasNobodyElse() {
        Outcome.Waiting waiting = waiting(close(STABLE, developer));
        assertThat(proposals
                        .approve(waiting.proposal(), "asked by phone", Actor.cli())
                        .state())
                .isEqualTo(ProposalState.APPLIED);
        assertThat(offered(STABLE)).isEmpty();
    }

    private UUID only() {
        return reviews.waiting(admin).getFirst().proposal().id();
    }

    private static ReleasePolicy stable(int number) {
        return new ReleasePolicy(Map.of(Risk.STABLE, number, Risk.CANDIDATE, 1, Risk.BETA, 0, Risk.EDGE, 0));
    }

    private Outcome close(Channel channel, Person by) {
        return closings.close(snap, List.of(channel), "it is broken", Actor.of(by))
                .getFirst()
                .outcome();
    }

    private List<Revision> offered(Channel channel) {
        return releases.channelMap(snap).stream()
                .filter(pointer -> pointer.channel().equals(channel))
                .map(Pointer::revision)
                .toList();
    }

    private void releasedToStable(Revision revision) {
        approvals.approve(request(revision), manager, "yes", null, Actor.of(manager));
    }

    private UUID request(Revision revision) {
        return ((ReleaseOutcome.Waiting)
                        releases.release(snap, revision, List.of(STABLE), developer, Actor.of(developer))
                                .getFirst())
                .requestId();
    }

    /** Approved by the manager, for a time to come. */
    private UUID scheduled(Revision revision) {
        UUID request = request(revision);
        approvals.approve(request, manager, "yes", Instant.now().plusSeconds(36_000), Actor.of(manager));
        return request;
    }

    private void comeDue(UUID request) {
        rows.run("update release_request set effective_at = now() - interval '1 second' where id = ?1", request);
        requests.applyDue(request, Actor.system("test"));
    }

    private static Outcome.Waiting waiting(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        return (Outcome.Waiting) outcome;
    }

    private static void refused(ErrorCode code, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
