package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposal;
import org.brandstore.approval.ProposalState;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.snap.review.ReviewAction;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.snap.review.ReviewPolicy;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.update.ReleasePolicy;
import org.junit.jupiter.api.Test;

/** What must not happen: that one person alone changes what devices of a gated channel get. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GateIT extends GateCase {
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
}
