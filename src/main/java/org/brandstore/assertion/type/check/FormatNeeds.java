package org.brandstore.assertion.type.check;

import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.rule.DeclarationRules;

/** The lowest format that may carry the features used (assertions.md 2.2). */
public final class FormatNeeds {
    private FormatNeeds() {}

    /**
     * The lowest allowed format for these headers.
     *
     * @throws org.brandstore.assertion.AssertionException if the headers that decide it break their rules
     */
    public static int minimal(AssertionType type, Headers headers) {
        Fields fields = Fields.of(type, headers);
        return switch (type) {
            case SNAP_DECLARATION -> DeclarationRules.minimalFormat(fields);
            case ACCOUNT_KEY -> fields.has("constraints") ? 1 : 0;
            case SYSTEM_USER -> systemUser(fields);
            default -> 0;
        };
    }

    private static int systemUser(Fields fields) {
        if (fields.has("user-presence")) {
            return 2;
        }
        return fields.texts("serials").isEmpty() ? 0 : 1;
    }
}
