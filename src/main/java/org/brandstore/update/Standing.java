package org.brandstore.update;

/** What a person can do about a release request as it is now. */
public enum Standing {
    /** may approve or reject */
    MAY_DECIDE,
    /** has approved it, or it is approved and waits for its time: may still reject */
    MAY_REJECT,
    /** asked for it, or may be who did, so that somebody else has to decide */
    REQUESTER,
    /** may look only */
    READER,
    /** nobody can do anything any more */
    CLOSED
}
