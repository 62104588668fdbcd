package org.brandstore.database;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a transaction waits for on purpose, in the one order in which it is taken: whoever holds one of these
 * takes none that stands before it, so that no two transactions wait for each other. {@link Locks} holds that.
 *
 * <p>Rows that change without having been locked before are changed at the end, when all of these are held.
 */
public enum Lock {
    /** who has which role in a store */
    STORE,
    /** an invitation to a store */
    INVITATION,
    /** an invitation to work on a snap */
    COLLABORATOR_INVITE,
    /** whether a person is enabled, and their password */
    PERSON,
    SECOND_FACTOR,
    CREDENTIAL,
    /** a file that was sent, until somebody claims it */
    UPLOAD,
    /** the way of an upload to a revision */
    SUBMISSION,
    /** the names that one publisher registers */
    SNAP_PUBLISHER,
    /** one name in one brand */
    SNAP_NAME,
    /** an id that a snap is to have */
    SNAP_ID,
    /** everything of one snap: its row, texts, revisions, channels, and the requests for releases */
    SNAP("release"),
    SNAP_ROW(SNAP),
    REVISION(SNAP),
    RELEASE_REQUEST(SNAP),
    /** what others have to approve: one kind of change of one subject */
    PROPOSAL,
    RELEASE_POLICY,
    REVIEW_POLICY,
    /** a device that waits for its serial */
    SERIAL_REQUEST,
    /** the rules by which devices of a model get serials, and what is counted by them */
    SERIAL_POLICY,
    DEVICE,
    /** the tables that hold what was observed, one a day: who makes or drops one */
    OBSERVATION,
    /** a file of a delta that is to be removed */
    DELTA_LEFTOVER,
    /** a file that somebody refers to, or removes; many refer to it at once, and who removes one waits for nothing else */
    BLOB(true),
    /** the keys of an account */
    ACCOUNT,
    /** one assertion and its revisions; what an assertion needs comes before it */
    ASSERTION(true),
    /** the end of a chain of the audit log */
    AUDIT;

    private final String word;
    private final @Nullable Lock under;
    private final boolean anyOrder;

    Lock() {
        word = word(name());
        under = null;
        anyOrder = false;
    }

    Lock(String word) {
        this.word = word;
        under = null;
        anyOrder = false;
    }

    Lock(Lock under) {
        word = word(name());
        this.under = under;
        anyOrder = false;
    }

    Lock(boolean anyOrder) {
        word = word(name());
        under = null;
        this.anyOrder = anyOrder;
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word in the names of locks that have no row. */
    String word() {
        return word;
    }

    /** The lock that everybody holds who takes this one, so that nobody waits for this one while it is held. */
    Optional<Lock> under() {
        return Optional.ofNullable(under);
    }

    /** Whether several of them have an order of their own; those of all others are taken by their names. */
    boolean isInAnyOrder() {
        return anyOrder;
    }
}
