package org.brandstore.snap.metadata;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Immutable copies in natural order, so that what is shown and stored does not depend on the JVM's seed. */
public final class Ordered {
    private Ordered() {}

    public static <V> SortedMap<String, V> copyOf(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    public static SequencedSet<String> copyOf(Collection<String> texts) {
        return Collections.unmodifiableSequencedSet(new TreeSet<>(texts));
    }
}
