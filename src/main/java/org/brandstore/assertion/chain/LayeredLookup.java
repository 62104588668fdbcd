package org.brandstore.assertion.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;

/**
 * Two collections as one.
 *
 * @param first hides what the other has under the same reference
 * @param second asked next
 */
record LayeredLookup(AssertionLookup first, AssertionLookup second) implements AssertionLookup {

    @Override
    public Optional<Assertion> find(AssertionRef ref) {
        return first.find(ref).or(() -> second.find(ref));
    }

    @Override
    public List<Assertion> findByHeader(AssertionType type, String header, String value) {
        List<Assertion> found = new ArrayList<>(first.findByHeader(type, header, value));
        Set<AssertionRef> seen = found.stream().map(Assertion::ref).collect(Collectors.toCollection(HashSet::new));
        for (Assertion assertion : second.findByHeader(type, header, value)) {
            if (seen.add(assertion.ref()) && first.find(assertion.ref()).isEmpty()) {
                found.add(assertion);
            }
        }
        return found;
    }
}
