package org.brandstore.snap.metadata;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a reviewer should know about a file.
 *
 * @param samples the first 100 of each kind, in the order of the tree
 * @param counts how many there are of each kind that was found, samples included
 */
public record ReviewFindings(List<ReviewFinding> samples, Map<ReviewFinding.Kind, Integer> counts) {
    /** How many findings of one kind are kept with their paths. */
    public static final int SAMPLES_PER_KIND = 100;

    public ReviewFindings {
        samples = List.copyOf(samples);
        Map<ReviewFinding.Kind, Integer> ordered = new EnumMap<>(ReviewFinding.Kind.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
    }

    public int count(ReviewFinding.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }
}
