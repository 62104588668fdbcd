package org.brandstore.snap.yaml;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import org.brandstore.snap.yaml.YamlValue.Kind;
import org.brandstore.snap.yaml.YamlValue.Mapping;
import org.brandstore.snap.yaml.YamlValue.Scalar;

/**
 * Collects the entries of one map in the order of the file, as the device does: what comes later wins, whether it is
 * written out or comes from a merge key.
 */
final class MappingBuilder {
    private final SequencedMap<String, YamlValue> entries = new LinkedHashMap<>();
    private final Set<String> own = new HashSet<>();
    private final Set<String> joined = new HashSet<>();
    private boolean textKeys = true;

    /** Tells whether the key was not there before, merge keys aside. */
    boolean add(Scalar key, YamlValue value) {
        textKeys &= key.kind() == Kind.TEXT;
        put(key.asText(), value);
        return own.add(key.asText());
    }

    void merge(Mapping source) {
        textKeys &= source.textKeys();
        joined.addAll(source.joined());
        source.entries().forEach(this::put);
    }

    Mapping build() {
        int weight = 1;
        for (YamlValue value : entries.values()) {
            weight += 1 + value.weight();
        }
        return new Mapping(Collections.unmodifiableSequencedMap(entries), textKeys, Set.copyOf(joined), weight);
    }

    private void put(String key, YamlValue value) {
        YamlValue before = entries.put(key, value);
        if (before != null && !isNull(before) && !isNull(value)) {
            joined.add(key);
        }
    }

    private static boolean isNull(YamlValue value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }
}
