package org.brandstore.snap.fields;

import java.util.Optional;
import java.util.Set;
import org.brandstore.snap.metadata.Ordered;
import org.brandstore.snap.yaml.YamlFields;

/** Reads fields of which only some texts are right. */
final class Choices {
    private Choices() {}

    /** An empty text says as little as none. */
    static Optional<String> text(YamlFields fields, String field, Set<String> allowed) {
        return checked(fields, field, fields.text(field).filter(text -> !text.isEmpty()), allowed);
    }

    /** For fields where an empty text is wrong. */
    static Optional<String> parsed(YamlFields fields, String field, Set<String> allowed) {
        return checked(fields, field, fields.parsed(field), allowed);
    }

    private static Optional<String> checked(
            YamlFields fields, String field, Optional<String> text, Set<String> allowed) {
        text.filter(value -> !allowed.contains(value)).ifPresent(value -> {
            throw fields.wrong(field, "it must be one of " + String.join(", ", Ordered.copyOf(allowed)));
        });
        return text;
    }
}
