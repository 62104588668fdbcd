package org.brandstore.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.AccountId;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.store.Stores;

/** Proposals as people look at them. Whoever has a role where they belong may look, and their authors. */
@ApplicationScoped
@Transactional
public class ProposalReviews {
    private static final int MOST = 500;

    private final ProposalRepository rows;
    private final ProposalVoteRepository votes;
    private final Proposals proposals;
    private final Deciders deciders;
    private final Memberships memberships;
    private final Stores stores;

    ProposalReviews(
            ProposalRepository rows,
            ProposalVoteRepository votes,
            Proposals proposals,
            Deciders deciders,
            Memberships memberships,
            Stores stores) {
        this.rows = rows;
        this.votes = votes;
        this.proposals = proposals;
        this.deciders = deciders;
        this.memberships = memberships;
        this.stores = stores;
    }

    /** What somebody can do about a proposal as it is now. */
    public enum Standing {
        /** may approve or reject */
        MAY_DECIDE,
        /** has approved it; may still reject */
        MAY_REJECT,
        /** proposed it: may take it back, somebody else decides */
        AUTHOR,
        /** may look only */
        READER,
        /** nobody can do anything any more */
        CLOSED
    }

    /**
     * A proposal with what its readers want to know.
     *
     * @param approvals how many have approved who may still decide
     * @param approvalsNeeded as of now
     */
    public record Review(Proposal proposal, int approvals, int approvalsNeeded, List<Named> votes, Standing standing) {
        /** A vote with the name of who gave it. */
        public record Named(String person, Vote vote) {}

        public Review {
            votes = List.copyOf(votes);
        }
    }

    /** What waits where the person has a role, oldest first; at most 500. */
    public List<Review> waiting(Person viewer) {
        return reviews(rows.waiting(brands(viewer), MOST), viewer);
    }

    /** How many wait for a decision that the person may take. */
    public int countDecidable(Person viewer) {
        return (int) waiting(viewer).stream()
                .filter(review -> review.standing() == Standing.MAY_DECIDE)
                .count();
    }

    /** What was decided there, newest first. */
    public List<Review> decided(Person viewer, int limit) {
        return reviews(rows.decided(brands(viewer), limit), viewer);
    }

    /** One proposal; empty if there is none or the viewer has no role where it belongs. */
    public Optional<Review> find(UUID id, Person viewer) {
        return rows.findByIdOptional(id).map(row -> row.toProposal(votes.of(id))).stream()
                .flatMap(proposal -> review(proposal, viewer).stream())
                .findFirst();
    }

    /** What waits on the whole server, for its operator; at most 500. */
    public List<Proposal> all() {
        Set<String> brands =
                stores.all().stream().map(store -> store.brand().value()).collect(Collectors.toSet());
        return rows.waiting(brands, MOST).stream()
                .map(row -> row.toProposal(votes.of(row.id)))
                .toList();
    }

    private List<Review> reviews(Collection<ProposalEntity> found, Person viewer) {
        return found.stream()
                .map(row -> row.toProposal(votes.of(row.id)))
                .flatMap(proposal -> review(proposal, viewer).stream())
                .toList();
    }

    private Optional<Review> review(Proposal proposal, Person viewer) {
        Draft draft = proposal.draft();
        Set<Role> held = deciders.roles(viewer.id(), draft.brand(), draft.store());
        if (held.isEmpty() && !isAuthor(proposal, viewer)) {
            return Optional.empty();
        }
        return Optional.of(new Review(
                proposal,
                proposals.approvals(proposal),
                proposal.isWaiting() ? proposals.approvalsNeeded(proposal) : proposal.approvalsNeeded(),
                proposal.votes().stream()
                        .map(vote -> new Review.Named(deciders.name(vote.person()), vote))
                        .toList(),
                standing(proposal, viewer, held)));
    }

    private Standing standing(Proposal proposal, Person viewer, Set<Role> held) {
        if (!proposal.isWaiting()) {
            return Standing.CLOSED;
        }
        if (isAuthor(proposal, viewer)) {
            return Standing.AUTHOR;
        }
        boolean second = proposal.author()
                .person()
                .filter(author -> deciders.areOne(author, viewer.id()))
                .isPresent();
        if (second || held.stream().noneMatch(proposal.draft().kind().deciders()::contains)) {
            return Standing.READER;
        }
        boolean voted = proposal.votes().stream().anyMatch(vote -> vote.person().equals(viewer.id()));
        return voted ? Standing.MAY_REJECT : Standing.MAY_DECIDE;
    }

    private static boolean isAuthor(Proposal proposal, Person viewer) {
        return proposal.author().person().filter(viewer.id()::equals).isPresent();
    }

    private Set<String> brands(Person viewer) {
        return memberships.storesOf(viewer.id()).stream()
                .map(BrandStore::brand)
                .map(AccountId::value)
                .collect(Collectors.toSet());
    }
}
