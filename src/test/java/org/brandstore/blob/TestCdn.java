package org.brandstore.blob;

import java.time.Instant;

/** Content delivery networks for tests of other packages. */
public final class TestCdn {
    private TestCdn() {}

    public static CdnLinks none() {
        return CdnLinksTest.none();
    }

    public static CdnLinks at(String url) {
        return CdnLinksTest.links(
                url, "a secret of more than sixteen characters", Instant.parse("2026-11-22T12:03:00Z"));
    }
}
