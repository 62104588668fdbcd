package org.brandstore.update;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.approval.Deciders;
import org.brandstore.approval.Deciding;
import org.brandstore.approval.Verdict;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.ChannelChange;
import org.brandstore.event.change.ReleaseChange;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.RequestState;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import org.jspecify.annotations.Nullable;

/**
 * Approves and rejects releases. Who decides must be an administrator or release manager of the snap's home store and
 * must not be who asked; as many different people as the policy wants have to agree.
 */
@ApplicationScoped
public class Approvals {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);
    private static final Duration HORIZON = Duration.ofDays(366);

    private final ReleaseRequests requests;
    private final ReleaseDecisionRepository decisions;
    private final ReleasePolicies policies;
    private final Snaps snaps;
    private final Deciders deciders;
    private final Events events;
    private final Clock clock;

    Approvals(
            ReleaseRequests requests,
            ReleaseDecisionRepository decisions,
            ReleasePolicies policies,
            Snaps snaps,
            Deciders deciders,
            Events events,
            Clock clock) {
        this.requests = requests;
        this.decisions = decisions;
        this.policies = policies;
        this.snaps = snaps;
        this.deciders = deciders;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Approves. When enough people have, the release applies: at once, or at the latest of the times that they set.
     * Approving again what one has approved changes nothing.
     *
     * @param notBefore null for at once; not in the past, at most a year ahead
     * @return the request as it is then
     * @throws StoreException with {@link ErrorCode#RESOURCE_NOT_FOUND} if the person has nothing to do with the store,
     *     {@link ErrorCode#RESOURCE_FORBIDDEN} without the role, {@link ErrorCode#FOUR_EYES} for the requester,
     *     {@link ErrorCode#CONFLICT} if it does not wait any more
     */
    @Transactional
    @Checked(
            value = {ReleaseChange.Approved.class, ChannelChange.Released.class},
            because = "a role that decides, somebody else than who asked, and as many as the policy says")
    public ReleaseRequest approve(UUID id, Person by, String reason, @Nullable Instant notBefore, Actor actor) {
        ReleaseRequest request = requireDecider(id, by);
        Optional<Decision> earlier = decisions.of(id).stream()
                .filter(decision -> decision.person().equals(by.id()))
                .findFirst();
        if (earlier.isPresent() && earlier.get().verdict() == Verdict.APPROVED) {
            return request;
        }
        if (!(request.state() instanceof RequestState.Waiting waiting)) {
            throw notOpen(request, "approve");
        }
        Instant now = clock.instant();
        Optional<Instant> start = later(waiting.notBefore(), requireFuture(notBefore, now));
        decisions.put(id, new Decision(by.id(), Verdict.APPROVED, Reason.require(reason), now));
        int approvals = approvals(request);
        int needed = approvalsNeeded(request);
        events.record(
                actor.label(),
                new ReleaseChange.Approved(
                        request.told(snaps.require(request.snap())), approvals, needed, start, reason.strip()));
        if (approvals < needed) {
            start.ifPresent(at -> requests.postpone(id, at));
        } else if (start.isPresent() && start.get().isAfter(now)) {
            requests.schedule(id, start.get(), actor);
        } else {
            requests.apply(id, actor);
        }
        return requests.lock(id);
    }

    /**
     * Rejects, also what is approved for a time to come. One person is enough. Rejecting again with the same reason changes
     * nothing.
     *
     * @return the request as it is then
     * @throws StoreException as {@link #approve}
     */
    @Transactional
    @Checked(value = ReleaseChange.Rejected.class, because = "a role that decides, and somebody else than who asked")
    public ReleaseRequest reject(UUID id, Person by, String reason, Actor actor) {
        ReleaseRequest request = requireDecider(id, by);
        String why = Reason.require(reason);
        if (request.state() instanceof RequestState.Rejected before
                && before.reason().equals(why)) {
            return request;
        }
        if (!request.state().isOpen()) {
            throw notOpen(request, "reject");
        }
        decisions.put(id, new Decision(by.id(), Verdict.REJECTED, why, clock.instant()));
        requests.reject(id, why, actor);
        return requests.lock(id);
    }

    /** What was decided so far, oldest first. */
    @Transactional
    public List<Decision> decisions(UUID request) {
        return decisions.of(request);
    }

    /** How many people must approve: a policy that wants more now counts, one that wants less does not. */
    @Transactional
    public int approvalsNeeded(ReleaseRequest request) {
        Snap snap = snaps.require(request.snap());
        return Math.max(
                request.approvalsNeeded(),
                policies.approvals(snap.store(), request.channel().risk()));
    }

    /** What a person, who can read the request, can do about it. */
    @Transactional
    public Standing standing(ReleaseRequest request, Person person) {
        if (!request.state().isOpen()) {
            return Standing.CLOSED;
        }
        Snap snap = snaps.require(request.snap());
        if (!isDecider(deciders.roles(person.id(), snap.brand(), Optional.of(snap.store())))) {
            return Standing.READER;
        }
        if (deciders.areOne(request.requestedBy(), person.id())) {
            return Standing.REQUESTER;
        }
        boolean approved = decisions.of(request.id()).stream()
                .anyMatch(decision -> decision.person().equals(person.id()));
        return approved || request.state() instanceof RequestState.Scheduled
                ? Standing.MAY_REJECT
                : Standing.MAY_DECIDE;
    }

    private ReleaseRequest requireDecider(UUID id, Person by) {
        ReleaseRequest request = requests.lock(id);
        Snap snap = snaps.require(request.snap());
        Set<Role> roles = deciders.roles(by.id(), snap.brand(), Optional.of(snap.store()));
        if (roles.isEmpty()) {
            throw ReleaseRequests.notFound(id);
        }
        if (!isDecider(roles)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot decide about releases: this needs the role admin or release-manager in store "
                            + snap.store());
        }
        if (request.requestedBy().equals(by.id())) {
            throw new StoreException(
                    ErrorCode.FOUR_EYES,
                    "cannot decide about your own release: somebody else with the role admin or release-manager must");
        }
        deciders.requireTwo(request.requestedBy(), Actor.of(by), "decide about this release");
        return request;
    }

    private static boolean isDecider(Set<Role> roles) {
        return Deciding.RELEASES.allows(roles);
    }

    /** How many have approved whose word counts now: nobody who is disabled by now, or has lost the role. */
    @Transactional
    public int approvals(ReleaseRequest request) {
        Snap snap = snaps.require(request.snap());
        List<PersonId> approvers = decisions.of(request.id()).stream()
                .filter(decision -> decision.verdict() == Verdict.APPROVED)
                .map(Decision::person)
                .filter(person -> !deciders.areOne(request.requestedBy(), person))
                .toList();
        return deciders.counting(approvers, snap.brand(), Optional.of(snap.store()), Deciding.RELEASES.roles())
                .size();
    }

    private static @Nullable Instant requireFuture(@Nullable Instant at, Instant now) {
        if (at == null) {
            return null;
        }
        if (at.isBefore(now.minus(CLOCK_DIFFERENCE)) || at.isAfter(now.plus(HORIZON))) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot schedule a release for " + at + ": the time must lie ahead, by a year at most");
        }
        return at;
    }

    private static Optional<Instant> later(Optional<Instant> one, @Nullable Instant other) {
        if (other == null) {
            return one;
        }
        return Optional.of(one.filter(other::isBefore).orElse(other));
    }

    private static StoreException notOpen(ReleaseRequest request, String verb) {
        return new StoreException(
                ErrorCode.CONFLICT,
                "cannot " + verb + " release request " + request.id() + ": it is "
                        + request.state().word() + " already");
    }
}
