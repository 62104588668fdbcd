package org.brandstore.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.ProposalChange;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * The one door to changes that may need approval: makes them at once where nobody has to approve, else keeps them until
 * enough people have. Nobody decides about what they proposed themselves. Whoever runs commands on the server needs no
 * approval and may decide alone: they hold the database and the keys.
 */
@ApplicationScoped
@Transactional
public class Proposals {
    private static final int MOST_WAITING = 100;

    private final ProposalRepository rows;
    private final ProposalVoteRepository votes;
    private final Deciders deciders;
    private final Instance<GatedChange> changes;
    private final Events events;
    private final ApprovalConfig config;
    private final Clock clock;
    private final SecureRandom random;

    Proposals(
            ProposalRepository rows,
            ProposalVoteRepository votes,
            Deciders deciders,
            Instance<GatedChange> changes,
            Events events,
            ApprovalConfig config,
            Clock clock,
            SecureRandom random) {
        this.rows = rows;
        this.votes = votes;
        this.deciders = deciders;
        this.changes = changes;
        this.events = events;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a change, or proposes it where others must approve. Asking again for what waits already changes nothing.
     * Callers check first whether the author may ask for it.
     *
     * @throws StoreException as {@link GatedChange#apply} does; {@link ErrorCode#INVALID_FIELD} without a reason where
     *     others must approve
     */
    public Outcome propose(Draft draft, Actor author) {
        change(draft.kind()).lock(draft);
        rows.lock(draft.kind(), draft.subject());
        int needed = isOperator(author) ? 0 : needed(draft);
        if (needed == 0) {
            change(draft.kind()).apply(draft, author);
            overtake(draft, author, "the same was decided otherwise without need of approval");
            return new Outcome.Done();
        }
        return rows.waiting(draft)
                .filter(row -> row.expiresAt.isAfter(clock.instant()))
                .map(row -> new Outcome.Waiting(row.id, Math.max(row.approvalsNeeded, needed), row.title))
                .orElseGet(() -> new Outcome.Waiting(open(draft, author, needed), needed, draft.title()));
    }

    /**
     * Says beforehand how many would have to approve.
     *
     * @return 0 if the author would change it at once
     */
    public int approvalsNeeded(Draft draft, Actor author) {
        return isOperator(author) ? 0 : needed(draft);
    }

    /**
     * Approves. When enough people have who may decide now, the change happens. Approving again changes nothing.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} for somebody who has nothing to do with the store or
     *     brand, {@link ErrorCode#RESOURCE_FORBIDDEN} without the role, {@link ErrorCode#FOUR_EYES} for the author,
     *     {@link ErrorCode#CONFLICT} if it does not wait any more, its time is over, or it cannot happen any more
     */
    @Checked(
            value = {ProposalChange.Approved.class, ProposalChange.Applied.class},
            because = "a role that decides, and somebody else than who asked")
    public Proposal approve(UUID id, String reason, Actor by) {
        ProposalEntity row = requireDecidable(id, by);
        Proposal proposal = read(row);
        if (proposal.votes().stream().anyMatch(vote -> vote.verdict() == Verdict.APPROVED && isBy(vote, by))) {
            return proposal;
        }
        requireWaiting(proposal, "approve");
        String why = Reason.require(reason);
        by.person().ifPresent(person -> change(proposal.draft().kind()).requireOthers(proposal.draft(), person));
        by.person().ifPresent(person -> votes.add(id, new Vote(person, Verdict.APPROVED, why, clock.instant())));
        int approvals = approvals(read(row));
        int needed = Math.max(row.approvalsNeeded, needed(proposal.draft()));
        events.record(by.label(), new ProposalChange.Approved(about(proposal, row), approvals, needed, why));
        if (approvals >= needed || isOperator(by)) {
            row.end(ProposalState.APPLIED, clock.instant().truncatedTo(ChronoUnit.MICROS), why);
            rows.flush();
            change(proposal.draft().kind()).apply(proposal.draft(), by);
            events.record(by.label(), new ProposalChange.Applied(about(proposal, row), why));
            overtake(proposal.draft(), by, "another change of the same was approved first");
        }
        return read(row);
    }

    /** Rejects; one person is enough. Rejecting again with the same reason changes nothing. Throws as {@link #approve}. */
    public Proposal reject(UUID id, String reason, Actor by) {
        ProposalEntity row = requireDecidable(id, by);
        Proposal proposal = read(row);
        String why = Reason.require(reason);
        if (hasEnded(proposal, ProposalState.REJECTED, why)) {
            return proposal;
        }
        requireWaiting(proposal, "reject");
        end(row, ProposalState.REJECTED, why, by);
        return read(row);
    }

    /**
     * Takes back what one has proposed. Doing it again with the same reason changes nothing.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} for somebody who has nothing to do with it,
     *     {@link ErrorCode#RESOURCE_FORBIDDEN} for anybody but the author, {@link ErrorCode#CONFLICT} if it does not wait
     */
    public Proposal cancel(UUID id, String reason, Actor by) {
        ProposalEntity row = lock(id);
        Proposal proposal = read(row);
        if (!by.person().equals(proposal.author().person())) {
            requireKnown(proposal, by);
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot take back what somebody else has proposed: who may decide can reject it");
        }
        String why = Reason.optional(reason);
        if (hasEnded(proposal, ProposalState.CANCELLED, why)) {
            return proposal;
        }
        requireWaiting(proposal, "cancel");
        end(row, ProposalState.CANCELLED, why, by);
        return read(row);
    }

    /** Ends what waits for a subject that can have it no more. */
    public void end(ChangeKind kind, String subject, String why, Actor by) {
        rows.waiting(kind.word(), subject).forEach(row -> end(row, ProposalState.OVERTAKEN, why, by));
    }

    /** How many of those who have approved may still decide, and so count. */
    public int approvals(Proposal proposal) {
        Draft draft = proposal.draft();
        List<PersonId> approvers = proposal.votes().stream()
                .filter(vote -> vote.verdict() == Verdict.APPROVED)
                .map(Vote::person)
                .filter(person -> proposal.author()
                        .person()
                        .filter(author -> deciders.areOne(author, person))
                        .isEmpty())
                .toList();
        return deciders.counting(
                        approvers, draft.brand(), draft.store(), draft.kind().deciders())
                .size();
    }

    /** How many must approve, as of now. */
    public int approvalsNeeded(Proposal proposal) {
        return Math.max(proposal.approvalsNeeded(), needed(proposal.draft()));
    }

    private int needed(Draft draft) {
        return Math.max(draft.kind().least(), change(draft.kind()).approvalsNeeded(draft));
    }

    private GatedChange change(ChangeKind kind) {
        return changes.stream()
                .filter(change -> change.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing makes changes of kind " + kind.word()));
    }

    private UUID open(Draft draft, Actor author, int needed) {
        rows.waiting(draft).ifPresent(old -> end(old, ProposalState.OVERTAKEN, "its time was over", author));
        rows.flush();
        author.person().ifPresent(this::requireFewWaiting);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ProposalEntity row = new ProposalEntity();
        row.id = TimeOrderedId.next(now, random);
        row.kind = draft.kind().word();
        row.subject = draft.subject();
        row.title = draft.title();
        row.brandId = draft.brand().value();
        row.storeId = draft.store().map(store -> store.value()).orElse(null);
        row.digest = draft.digest();
        row.reason = Reason.require(draft.reason());
        row.author = author.label();
        row.authorId = author.person().map(PersonId::value).orElse(null);
        row.proposedAt = now;
        row.expiresAt = now.plus(config.lifetime());
        row.approvalsNeeded = needed;
        row.content.putAll(draft.content());
        rows.persist(row);
        events.record(
                author.label(),
                new ProposalChange.Made(about(row.toProposal(List.of()), row), needed, draft.content(), row.reason));
        return row.id;
    }

    /** Those who decide are shown the oldest ones first, and would not come to what others need. */
    private void requireFewWaiting(PersonId author) {
        if (rows.countWaiting(author.value(), clock.instant()) >= MOST_WAITING) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot propose another change: " + MOST_WAITING
                            + " changes that you have proposed wait already; take some of" + " them back");
        }
    }

    /** What else waited for the same subject was thought out for a state that is no more. */
    private void overtake(Draft draft, Actor by, String why) {
        rows.waiting(draft.kind().word(), draft.subject()).forEach(row -> end(row, ProposalState.OVERTAKEN, why, by));
    }

    @Checked(
            value = ProposalChange.Rejected.class,
            because = "only reject ends it so, which asks for a role that decides and somebody else than who asked")
    private void end(ProposalEntity row, ProposalState how, String why, Actor by) {
        Proposal proposal = read(row);
        if (how == ProposalState.REJECTED) {
            by.person()
                    .filter(person -> proposal.votes().stream()
                            .noneMatch(vote -> vote.person().equals(person)))
                    .ifPresent(person -> votes.add(row.id, new Vote(person, Verdict.REJECTED, why, clock.instant())));
        }
        row.end(how, clock.instant().truncatedTo(ChronoUnit.MICROS), why);
        events.record(by.label(), ended(about(proposal, row), how, why));
    }

    private ProposalEntity requireDecidable(UUID id, Actor by) {
        ProposalEntity row = lock(id);
        if (isOperator(by)) {
            return row;
        }
        Proposal proposal = read(row);
        Draft draft = proposal.draft();
        Set<Role> held = requireKnown(proposal, by);
        draft.kind().deciding().require(held, "decide about this change");
        if (by.person().equals(proposal.author().person())) {
            throw new StoreException(
                    ErrorCode.FOUR_EYES,
                    "cannot decide about your own proposal: somebody else must, you can take it back");
        }
        proposal.author().person().ifPresent(author -> deciders.requireTwo(author, by, "decide about this change"));
        return row;
    }

    private Set<Role> requireKnown(Proposal proposal, Actor by) {
        Draft draft = proposal.draft();
        Set<Role> held = by.person()
                .map(person -> deciders.roles(person, draft.brand(), draft.store()))
                .orElse(Set.of());
        if (held.isEmpty()) {
            throw notFound(proposal.id());
        }
        return held;
    }

    /** Whether it came to this end for this reason, so that who asks for that asks again. */
    private static boolean hasEnded(Proposal proposal, ProposalState how, String why) {
        return proposal.state() == how
                && proposal.decision().filter(end -> end.why().equals(why)).isPresent();
    }

    private void requireWaiting(Proposal proposal, String verb) {
        if (!proposal.isWaiting()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot " + verb + " this change: it is " + proposal.state().word() + " already");
        }
        if (!proposal.expiresAt().isAfter(clock.instant())) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot " + verb + " this change: its time was over on " + proposal.expiresAt()
                            + ", it has to be proposed anew");
        }
    }

    private ProposalEntity lock(UUID id) {
        ProposalEntity seen = rows.findByIdOptional(id).orElseThrow(() -> notFound(id));
        Draft draft = read(seen).draft();
        change(draft.kind()).lock(draft);
        rows.lock(draft.kind(), draft.subject());
        rows.getEntityManager().refresh(seen);
        return seen;
    }

    private Proposal read(ProposalEntity row) {
        return row.toProposal(votes.of(row.id));
    }

    private static ProposalChange ended(ProposalChange.About about, ProposalState how, String why) {
        return switch (how) {
            case REJECTED -> new ProposalChange.Rejected(about, why);
            case CANCELLED -> new ProposalChange.Cancelled(about, why);
            case OVERTAKEN -> new ProposalChange.Overtaken(about, why);
            case WAITING, APPLIED -> throw new IllegalArgumentException("a proposal does not end unheard as " + how);
        };
    }

    private static ProposalChange.About about(Proposal proposal, ProposalEntity row) {
        Draft draft = proposal.draft();
        return new ProposalChange.About(
                draft.brand(), proposal.id(), draft.kind().word(), draft.subject(), draft.title(), row.digest);
    }

    private static boolean isOperator(Actor actor) {
        return actor.equals(Actor.cli());
    }

    private static boolean isBy(Vote vote, Actor by) {
        return by.person().filter(vote.person()::equals).isPresent();
    }

    private static StoreException notFound(UUID id) {
        return new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find proposal " + id + ": there is none");
    }
}
