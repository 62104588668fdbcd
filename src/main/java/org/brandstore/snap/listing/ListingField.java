package org.brandstore.snap.listing;

import java.util.Locale;

/** What a listing consists of. */
public enum ListingField {
    TITLE(40),
    SUMMARY(128),
    DESCRIPTION(4_096),
    LICENSE(2_000),
    LINKS(0),
    ICON(0),
    SCREENSHOTS(0);

    private final int maxLength;

    ListingField(int maxLength) {
        this.maxLength = maxLength;
    }

    /** The spelling in requests and records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The most characters of a text; 0 for what is none. */
    public int maxLength() {
        return maxLength;
    }
}
