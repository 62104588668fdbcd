package org.brandstore.assertion.type;

import java.util.Objects;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;

/** The lowest format that may carry the features used (assertions.md 2.2). */
public final class FormatNeeds {
    private FormatNeeds() {}

    /** The lowest allowed format for these headers. */
    public static int minimal(AssertionType type, Headers headers) {
        Objects.requireNonNull(type);
        Objects.requireNonNull(headers);
        return 0;
    }
}
