package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.TestHeaders;

/** Changes the minimal assertion of a type, and asks whether the result is still one. */
public final class Rules {
    private Rules() {}

    /** @param change header lines that are added to the minimum, or replace lines of it */
    public static Assertion accept(AssertionType type, String change) {
        return Minimal.signed(type, changed(type, change));
    }

    /** @param why a part of the message */
    static void assertRefused(AssertionType type, String change, String why) {
        assertThatThrownBy(() -> accept(type, change))
                .isInstanceOf(AssertionException.class)
                .hasMessageStartingWith("cannot ")
                .hasMessageContaining(why)
                .extracting(e -> ((AssertionException) e).reason())
                .isEqualTo(Reason.INVALID);
    }

    private static Headers changed(AssertionType type, String change) {
        return Headers.builder()
                .putAll(Minimal.headers(type))
                .putAll(TestHeaders.parse(change))
                .build();
    }
}
