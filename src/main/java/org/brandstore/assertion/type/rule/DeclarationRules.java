package org.brandstore.assertion.type.rule;

import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.type.field.Fields;

/** The rules about plugs and slots in a snap-declaration or base-declaration (assertions.md 3.8). */
public final class DeclarationRules {
    private DeclarationRules() {}

    /**
     * Checks the grammar as devices do, which ignore keys they do not know.
     *
     * @throws org.brandstore.assertion.AssertionException if a rule breaks it
     */
    public static void check(Fields headers) {
        read(headers, false);
    }

    /**
     * Checks rules before they are published: besides the grammar, refuses every key that devices would ignore, since a
     * misspelt key in an installation rule would open it up.
     *
     * @throws org.brandstore.assertion.AssertionException if a rule breaks the grammar or has a key without meaning
     */
    public static void checkStrict(Headers headers) {
        read(Fields.of(AssertionType.SNAP_DECLARATION, headers), true);
    }

    /** The lowest format that may carry the rules: 0 without any, else 1 or more (assertions.md 2.2). */
    public static int minimalFormat(Fields headers) {
        return read(headers, false);
    }

    private static int read(Fields headers, boolean strict) {
        int format = 0;
        for (Side side : Side.values()) {
            if (headers.has(side.header())) {
                format = Math.max(format, new RuleReader(side, strict).read(headers));
            }
        }
        return format;
    }
}
