package org.brandstore.assertion.type;

import java.util.List;
import java.util.Objects;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.TrustedSet;

/** The rules of each type. */
public final class TypeChecks {
    private TypeChecks() {}

    /** @throws org.brandstore.assertion.AssertionException if headers or body break a rule of the type */
    public static void check(Assertion assertion) {
        Objects.requireNonNull(assertion);
    }

    /** @throws org.brandstore.assertion.AssertionException if it contradicts what is known */
    public static void checkConsistency(Assertion assertion, AssertionLookup lookup, TrustedSet trusted) {
        Objects.requireNonNull(assertion);
        Objects.requireNonNull(lookup);
        Objects.requireNonNull(trusted);
    }

    /** What must be known before, apart from the signing key. */
    public static List<AssertionRef> prerequisites(Assertion assertion) {
        Objects.requireNonNull(assertion);
        return List.of();
    }
}
