package org.brandstore.assertion.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.type.check.TypeChecks;

/** Walks from an assertion to everything it rests on (assertions.md 2.9). */
public final class PrerequisiteChain {
    private final AssertionLookup lookup;
    private final TrustedSet trusted;
    private final Map<AssertionRef, Assertion> done = new LinkedHashMap<>();
    private final Set<AssertionRef> path = new HashSet<>();

    private PrerequisiteChain(AssertionLookup lookup, TrustedSet trusted) {
        this.lookup = lookup;
        this.trusted = trusted;
    }

    /**
     * Everything that a device would fetch to believe the assertion: prerequisites and signing keys, each before what
     * needs it, the assertion itself last. What the device has built in is not among it.
     *
     * @throws AssertionException if something is not known, or the chain runs in a circle
     */
    public static List<Assertion> closure(Assertion assertion, AssertionLookup lookup, TrustedSet trusted) {
        PrerequisiteChain chain = new PrerequisiteChain(lookup, trusted);
        chain.visit(assertion);
        return List.copyOf(chain.done.values());
    }

    /** What the assertion rests on directly: its prerequisites and, if an account says it, the signing key. */
    public static List<AssertionRef> needs(Assertion assertion) {
        List<AssertionRef> needs = new ArrayList<>(TypeChecks.prerequisites(assertion));
        if (assertion.type().hasAuthority()) {
            needs.add(new AssertionRef(AssertionType.ACCOUNT_KEY, List.of(assertion.signKeyId())));
        }
        return needs;
    }

    private void visit(Assertion assertion) {
        AssertionRef ref = assertion.ref();
        if (!path.add(ref)) {
            throw new AssertionException(
                    Reason.NOT_CONSISTENT, "cannot follow what " + Excerpt.of(ref) + " rests on: it rests on itself");
        }
        for (AssertionRef need : needs(assertion)) {
            if (!done.containsKey(need) && trusted.find(need).isEmpty()) {
                visit(lookup.find(need)
                        .orElseThrow(() -> new AssertionException(
                                Reason.PREREQUISITE_MISSING,
                                "cannot follow what " + Excerpt.of(ref) + " rests on: " + Excerpt.of(need)
                                        + " is not known")));
            }
        }
        path.remove(ref);
        done.put(ref, assertion);
    }

    /**
     * A batch in an order in which each member comes after what it needs, as far as the batch has it; lower revisions
     * before higher ones.
     */
    public static List<Assertion> inOrder(List<Assertion> batch) {
        Map<AssertionRef, List<Assertion>> byRef =
                new TreeMap<>(Comparator.comparing(AssertionRef::type).thenComparing(AssertionRef::toString));
        batch.forEach(member ->
                byRef.computeIfAbsent(member.ref(), ref -> new ArrayList<>()).add(member));
        byRef.values().forEach(members -> members.sort(Comparator.comparingInt(Assertion::revision)));
        Set<AssertionRef> visited = new HashSet<>();
        List<Assertion> ordered = new ArrayList<>(batch.size());
        byRef.keySet().forEach(ref -> append(ref, byRef, visited, ordered));
        return ordered;
    }

    /** Circles are left to verification, which refuses them. */
    private static void append(
            AssertionRef ref,
            Map<AssertionRef, List<Assertion>> byRef,
            Set<AssertionRef> visited,
            List<Assertion> ordered) {
        List<Assertion> members = byRef.getOrDefault(ref, List.of());
        if (members.isEmpty() || !visited.add(ref)) {
            return;
        }
        for (Assertion member : members) {
            needs(member).forEach(need -> append(need, byRef, visited, ordered));
        }
        ordered.addAll(members);
    }
}
