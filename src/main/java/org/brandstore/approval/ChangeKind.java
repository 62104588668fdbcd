package org.brandstore.approval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Role;

/**
 * Everything that changes what a device is offered or may see, or who may change that, apart from releases, which wait as
 * release requests. Each has exactly one {@link GatedChange}, and its effect is reached through that alone, which a test of
 * the bytecode holds.
 */
public enum ChangeKind {
    /** a channel offers nothing of its own any more, so that devices get what the next safer one offers */
    CLOSE_CHANNEL(Deciding.RELEASES, 0),
    /** a revision is offered to nobody any more, so that devices may go back to an older one */
    WITHDRAW_REVISION(Deciding.RELEASES, 0),
    /** a channel without a track means another track */
    DEFAULT_TRACK(Deciding.RELEASES, 0),
    /** a channel that was stopped offers its revision again */
    RESUME_CHANNEL(Deciding.RELEASES, 1),
    /** how many people must approve a release */
    RELEASE_POLICY(Deciding.RELEASES, 0),
    /** which uploads a person has to look at */
    REVIEW_POLICY(Deciding.UPLOADS, 0),
    /** which devices of a model get a serial, and whether somebody has to approve that */
    SERIAL_POLICY(Deciding.PEOPLE, 0),
    /** somebody gets a role in which they decide about what others do */
    ROLES(Deciding.PEOPLE, 1),
    /** a key may sign in the name of the brand */
    ACCOUNT_KEY(Deciding.PEOPLE, 1),
    /** a key of the brand may sign no more */
    ACCOUNT_KEY_END(Deciding.PEOPLE, 0),
    /** a validation set that models of the brand name tells their devices other revisions */
    VALIDATION_SET(Deciding.RELEASES, 0),
    /** a store shows a snap to other models than before, or hides it */
    VISIBILITY(Deciding.PEOPLE, 1),
    /** devices allow a snap more than they allow every snap, or less than they did */
    GRANTS(Deciding.UPLOADS, 0);

    private final Deciding deciding;
    private final int least;

    ChangeKind(Deciding deciding, int least) {
        this.deciding = deciding;
        this.least = least;
    }

    /** The word in the database, the audit log and APIs, such as {@code close-channel}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** About what one decides who decides about it. */
    public Deciding deciding() {
        return deciding;
    }

    /** One of these roles is needed to decide. */
    public Set<Role> deciders() {
        return deciding.roles();
    }

    /** The fewest people other than the author who must approve, whatever a policy says. */
    public int least() {
        return least;
    }

    public static Optional<ChangeKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
