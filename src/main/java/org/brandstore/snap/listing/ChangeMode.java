package org.brandstore.snap.listing;

/** Who has the last word. */
public enum ChangeMode {
    /** the publisher tool, which must not overwrite what a person set elsewhere */
    KEEP_EDITED,
    /** the publisher tool with {@code --force} */
    OVERWRITE,
    /** a person, whose word the tool is to keep from then on */
    BY_HAND
}
