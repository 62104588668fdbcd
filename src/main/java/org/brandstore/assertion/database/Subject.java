package org.brandstore.assertion.database;

import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;

/**
 * What tells assertions apart that have the same key. A snap-revision and a snap-build are keyed by the digest of a file
 * alone (assertions.md 3.4, 3.5); brands that hold the same file each have their own, and neither learns of the other's.
 */
final class Subject {
    /** Nothing but the key tells assertions of this type apart. */
    private static final String NONE = "";

    private Subject() {}

    static String of(Assertion assertion) {
        return of(assertion.type(), assertion.headers());
    }

    static String of(AssertionType type, Headers headers) {
        return switch (type) {
            case SNAP_REVISION, SNAP_BUILD -> headers.requireText("snap-id");
            default -> NONE;
        };
    }
}
