package org.brandstore.approval;

import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.problem.StoreException;

/** The effect of one kind of change, brought by the feature that owns it. There is exactly one for each kind. */
public interface GatedChange {
    ChangeKind kind();

    /**
     * Takes the locks under which the answer of {@link #approvalsNeeded} stays true and the change can be made, as far as
     * they come before that of the proposal ({@link org.brandstore.database.Lock}). Called first.
     */
    default void lock(Draft draft) {}

    /**
     * How many people other than the author must approve, as of now; {@link ChangeKind#least()} counts if it is more.
     * Asked when the change is proposed and again with each approval, so that a policy that was raised meanwhile counts.
     */
    default int approvalsNeeded(Draft draft) {
        return draft.kind().least();
    }

    /**
     * Refuses somebody who has a role that decides and has something of their own in it.
     *
     * @param by who is about to approve
     * @throws StoreException with code FOUR_EYES
     */
    default void requireOthers(Draft draft, PersonId by) {}

    /**
     * Makes the change, in the transaction of the last approval. Checks anew whether it is still right.
     *
     * @param actor who brought it about: the author if nobody had to approve, else who approved last
     * @throws StoreException with code CONFLICT if what the author saw is not so any more
     */
    void apply(Draft draft, Actor actor);
}
