package org.brandstore.assertion.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;

/** What is held, together with the members of a batch that were checked before. */
final class StagedLookup implements AssertionLookup {
    private final Map<AssertionRef, Assertion> staged = new LinkedHashMap<>();
    private final AssertionLookup held;

    /** @param staged each newer than what is held, later members of the list newer than earlier ones */
    StagedLookup(List<Assertion> staged, AssertionLookup held) {
        staged.forEach(assertion -> this.staged.put(assertion.ref(), assertion));
        this.held = held;
    }

    @Override
    public Optional<Assertion> find(AssertionRef ref) {
        return Optional.ofNullable(staged.get(ref)).or(() -> held.find(ref));
    }

    @Override
    public List<Assertion> findByHeader(AssertionType type, String header, String value) {
        Map<AssertionRef, Assertion> found = new LinkedHashMap<>();
        held.findByHeader(type, header, value).stream()
                .filter(assertion -> !staged.containsKey(assertion.ref()))
                .forEach(assertion -> found.put(assertion.ref(), assertion));
        staged.values().stream()
                .filter(assertion -> assertion.type() == type)
                .filter(assertion -> assertion
                        .headers()
                        .findText(header)
                        .filter(value::equals)
                        .isPresent())
                .forEach(assertion -> found.put(assertion.ref(), assertion));
        return List.copyOf(found.values());
    }
}
