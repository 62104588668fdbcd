package org.brandstore.assertion.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;

/** Assertions in memory by reference, and the members of sequences by number. One thread writes, many may read. */
final class Shelf implements AssertionLookup {
    private final Map<AssertionRef, List<Assertion>> byRef = new ConcurrentHashMap<>();
    private final Map<SequenceKey, ConcurrentSkipListMap<Integer, AssertionRef>> sequences = new ConcurrentHashMap<>();

    private record SequenceKey(AssertionType type, List<String> values) {}

    void append(Assertion assertion) {
        byRef.merge(assertion.ref(), List.of(assertion), Shelf::joined);
        assertion
                .sequence()
                .ifPresent(number ->
                        members(assertion.type(), assertion.ref().sequenceKey()).put(number, assertion.ref()));
    }

    /** In the order of adding. */
    List<Assertion> revisions(AssertionRef ref) {
        return byRef.getOrDefault(ref, List.of());
    }

    /** The members of a sequence, the highest number first. */
    List<AssertionRef> descending(AssertionType type, List<String> sequenceKey) {
        ConcurrentSkipListMap<Integer, AssertionRef> members = sequences.get(new SequenceKey(type, sequenceKey));
        return members == null ? List.of() : List.copyOf(members.descendingMap().values());
    }

    @Override
    public Optional<Assertion> find(AssertionRef ref) {
        List<Assertion> revisions = revisions(ref);
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
    }

    @Override
    public List<Assertion> findByHeader(AssertionType type, String header, String value) {
        return byRef.entrySet().stream()
                .filter(entry -> entry.getKey().type() == type)
                .map(entry -> entry.getValue().getLast())
                .filter(assertion -> assertion
                        .headers()
                        .findText(header)
                        .filter(value::equals)
                        .isPresent())
                .toList();
    }

    private ConcurrentSkipListMap<Integer, AssertionRef> members(AssertionType type, List<String> sequenceKey) {
        return sequences.computeIfAbsent(new SequenceKey(type, sequenceKey), key -> new ConcurrentSkipListMap<>());
    }

    private static List<Assertion> joined(List<Assertion> held, List<Assertion> more) {
        List<Assertion> all = new ArrayList<>(held);
        all.addAll(more);
        return List.copyOf(all);
    }
}
