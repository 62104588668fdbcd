package org.brandstore.snap.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.codec.HeaderText;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Snap;
import org.brandstore.snap.review.ReviewPolicies;

/**
 * Grants snaps what devices do not allow every snap. Reviewers and administrators of a snap's home store ask for it, and as
 * many others approve as the review policy of the store says. Nobody has a word in it who publishes the snap or has ever
 * uploaded anything of it.
 */
@ApplicationScoped
public class SnapGranting {
    private static final String SNAP = "snap";
    private static final String GRANTS = "grants";
    private static final String WAS = "was-revision";
    private static final String BY = "by";

    private final Declarations declarations;
    private final Proposals proposals;

    SnapGranting(Declarations declarations, Proposals proposals) {
        this.declarations = declarations;
        this.proposals = proposals;
    }

    /**
     * Replaces what is granted to a snap, or proposes it.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if the person has nothing to do with the store,
     *     {@link ErrorCode#RESOURCE_FORBIDDEN} without the role, {@link ErrorCode#FOUR_EYES} for who publishes the snap or has
     *     uploaded anything of it, {@link ErrorCode#CONFLICT} if the declaration was changed
     *     meanwhile or is not this store's, {@link ErrorCode#INVALID_FIELD} if devices would refuse or misread it
     */
    @Transactional
    public Outcome change(SnapId id, GrantChange wanted, Person by, Actor actor) {
        Snap snap = declarations.requireReviewer(id, by.id());
        GrantChange checked = declarations.check(snap, wanted);
        Map<String, String> content = new TreeMap<>();
        content.put(SNAP, id.value());
        content.put(GRANTS, text(checked));
        content.put(BY, by.id().value().toString());
        content.put(WAS, Integer.toString(checked.basedOn().orElseThrow()));
        return proposals.propose(
                Draft.of(
                        ChangeKind.GRANTS,
                        "snap/" + id + "/grants",
                        "grant snap " + snap.name() + " what its declaration is to say",
                        snap.brand(),
                        snap.store(),
                        content,
                        checked.reason()),
                actor);
    }

    private static String text(GrantChange wanted) {
        try {
            return HeaderText.write(wanted.headers());
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot grant this: " + e.getMessage(), e);
        }
    }

    /** The one effect of that kind. */
    @ApplicationScoped
    static class ChangeGrants implements GatedChange {
        private final Declarations declarations;
        private final ReviewPolicies policies;

        ChangeGrants(Declarations declarations, ReviewPolicies policies) {
            this.declarations = declarations;
            this.policies = policies;
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.GRANTS;
        }

        /** The uploads that wait for a review come before proposals in the order of locks. */
        @Override
        public void lock(Draft draft) {
            declarations.lock(snap(draft));
        }

        @Override
        public int approvalsNeeded(Draft draft) {
            return policies.of(draft.store().orElseThrow()).grantApprovals();
        }

        @Override
        public void requireOthers(Draft draft, PersonId by) {
            declarations.requireReviewer(snap(draft), by);
        }

        @Override
        public void apply(Draft draft, Actor actor) {
            PersonId author = new PersonId(UUID.fromString(draft.require(BY)));
            declarations.requireReviewer(snap(draft), author);
            List<UUID> waiting = declarations.lock(snap(draft));
            declarations.apply(snap(draft), waiting, wanted(draft), Optional.of(author), actor);
        }

        private static GrantChange wanted(Draft draft) {
            OptionalInt basedOn = OptionalInt.of(Integer.parseInt(draft.require(WAS)));
            return new GrantChange(HeaderText.parse(draft.require(GRANTS)), basedOn, draft.reason());
        }

        private static SnapId snap(Draft draft) {
            return new SnapId(draft.require(SNAP));
        }
    }
}
