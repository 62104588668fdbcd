package org.brandstore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.ProposalReviews;
import org.brandstore.approval.Proposals;
import org.brandstore.event.ChangeLog;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.SubmissionReady;
import org.brandstore.snap.review.ReviewPolicies;
import org.brandstore.snap.review.ReviewPolicyChanges;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.testing.SnapRows;
import org.brandstore.update.Approvals;
import org.brandstore.update.ReleasePolicies;
import org.brandstore.update.ReleasePolicy;
import org.brandstore.update.ReleasePolicyChanges;
import org.junit.jupiter.api.BeforeEach;

/** What tests of this subject have in common. */
abstract class GateCase {
    static final Channel EDGE = Channel.parse("latest/edge");
    static final Channel STABLE = Channel.parse("latest/stable");

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

    BrandStore store;
    Person developer;
    Person manager;
    Person admin;
    SnapId snap;
    Revision first;
    Revision second;

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

    UUID only() {
        return reviews.waiting(admin).getFirst().proposal().id();
    }

    static ReleasePolicy stable(int number) {
        return new ReleasePolicy(Map.of(Risk.STABLE, number, Risk.CANDIDATE, 1, Risk.BETA, 0, Risk.EDGE, 0));
    }

    Outcome close(Channel channel, Person by) {
        return closings.close(snap, List.of(channel), "it is broken", Actor.of(by))
                .getFirst()
                .outcome();
    }

    List<Revision> offered(Channel channel) {
        return releases.channelMap(snap).stream()
                .filter(pointer -> pointer.channel().equals(channel))
                .map(Pointer::revision)
                .toList();
    }

    void releasedToStable(Revision revision) {
        approvals.approve(request(revision), manager, "yes", null, Actor.of(manager));
    }

    UUID request(Revision revision) {
        return ((ReleaseOutcome.Waiting)
                        releases.release(snap, revision, List.of(STABLE), developer, Actor.of(developer))
                                .getFirst())
                .requestId();
    }

    /** Approved by the manager, for a time to come. */
    UUID scheduled(Revision revision) {
        UUID request = request(revision);
        approvals.approve(request, manager, "yes", Instant.now().plusSeconds(36_000), Actor.of(manager));
        return request;
    }

    void comeDue(UUID request) {
        rows.run("update release_request set effective_at = now() - interval '1 second' where id = ?1", request);
        requests.applyDue(request, Actor.system("test"));
    }

    static Outcome.Waiting waiting(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        return (Outcome.Waiting) outcome;
    }

    static void refused(ErrorCode code, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
