package org.brandstore.api.device.refresh;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.brandstore.api.device.JsonFields;
import org.brandstore.catalog.assertion.WantedAssertion;
import org.jspecify.annotations.Nullable;

/** Reads the assertions of a {@code fetch-assertions} action (device-api.md 6.4). */
final class WantedAssertionReader {
    private final JsonFields json;
    private @Nullable String type;
    private @Nullable List<String> primaryKey;
    private @Nullable List<String> sequenceKey;
    private int sequence;
    private int from;
    private int newerThan = WantedAssertion.NONE;

    private WantedAssertionReader(JsonFields json) {
        this.json = json;
    }

    /** Each wish once, in the order in which it came first. */
    static List<WantedAssertion> read(JsonFields json) throws IOException {
        Set<WantedAssertion> wanted = new LinkedHashSet<>();
        json.objects(() -> wanted.add(new WantedAssertionReader(json).one()));
        return List.copyOf(wanted);
    }

    /** Behind the last number there is none; then only that one itself could be named. */
    private static int after(int sequence) {
        return sequence == Integer.MAX_VALUE ? sequence : sequence + 1;
    }

    private WantedAssertion one() throws IOException {
        while (json.nextField()) {
            switch (json.name()) {
                case "type" -> type = json.text();
                case "primary-key" -> primaryKey = json.texts();
                case "sequence-key" -> sequenceKey = json.texts();
                case "sequence" -> sequence = json.integer();
                case "if-sequence-equal-or-newer-than" -> from = json.integer();
                case "if-sequence-newer-than" -> from = after(json.integer());
                case "if-newer-than" -> newerThan = json.integer();
                default -> json.skip();
            }
        }
        String known = json.require("type", type);
        if (primaryKey != null) {
            return new WantedAssertion.Single(known, primaryKey, newerThan);
        }
        if (sequenceKey == null) {
            throw json.invalid("assertions", "each needs a primary-key or a sequence-key");
        }
        return sequence > 0
                ? new WantedAssertion.Pinned(known, sequenceKey, sequence, newerThan)
                : new WantedAssertion.Latest(known, sequenceKey, from, newerThan);
    }
}
