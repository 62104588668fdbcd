package org.brandstore.snap.gadget;

import java.util.Optional;
import org.brandstore.snap.yaml.YamlFields;

/** A plug and a slot that devices connect, each with a snap id or {@code system} before the colon. */
public record Connection(String plug, String slot) {
    static Connection read(YamlFields fields) {
        String plug = end(fields, "plug").orElseThrow(() -> fields.wrong("plug", "it is missing"));
        String slot = end(fields, "slot").orElseGet(() -> "system" + plug.substring(plug.indexOf(':')));
        return new Connection(plug, slot);
    }

    private static Optional<String> end(YamlFields fields, String field) {
        Optional<String> end = fields.parsed(field);
        end.ifPresent(text -> {
            int colon = text.indexOf(':');
            if (colon <= 0 || colon == text.length() - 1 || text.indexOf(':', colon + 1) >= 0) {
                throw fields.wrong(field, "it must be a snap id, or system, then a colon and the name of the " + field);
            }
        });
        return end;
    }
}
