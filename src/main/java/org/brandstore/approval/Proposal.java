package org.brandstore.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Actor;

/**
 * A change that waits for approval, or did.
 *
 * @param votes oldest first
 * @param decision when and why it ended; empty while it waits
 */
public record Proposal(
        UUID id,
        Draft draft,
        Actor author,
        Instant proposedAt,
        Instant expiresAt,
        int approvalsNeeded,
        List<Vote> votes,
        ProposalState state,
        Optional<End> decision) {
    /** How it ended. */
    public record End(Instant at, String why) {}

    public Proposal {
        votes = List.copyOf(votes);
    }

    public boolean isWaiting() {
        return state == ProposalState.WAITING;
    }
}
