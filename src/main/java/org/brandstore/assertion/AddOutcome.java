package org.brandstore.assertion;

/** What adding an assertion did. */
public enum AddOutcome {
    /** it was not known before */
    ADDED,
    /** exactly these bytes are held already */
    HELD,
    /** only in a batch: an equal or later revision is held, so it was passed over */
    NOT_NEWER
}
