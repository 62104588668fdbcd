package org.brandstore.assertion.chain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.AddOutcome;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.SequencePoint;
import org.brandstore.assertion.TrustedSet;

/**
 * Assertions in memory, for use as a library and for tests. Safe for use by several threads; while a batch is being
 * added, readers may see its first part, never something without what it rests on.
 */
public final class MemoryAssertionDatabase implements AssertionDatabase {
    private final TrustedSet trusted;
    private final Verification verification;
    private final Shelf shelf = new Shelf();

    public MemoryAssertionDatabase(TrustedSet trusted, Clock clock) {
        this.trusted = trusted;
        this.verification = new Verification(trusted, clock);
    }

    @Override
    public synchronized AddOutcome add(Assertion assertion) {
        AddOutcome outcome = check(assertion, new Shelf());
        switch (outcome) {
            case ADDED -> shelf.append(assertion);
            case HELD -> {}
            case NOT_NEWER ->
                throw new AssertionException(
                        Reason.NOT_NEWER,
                        "cannot add " + Excerpt.of(assertion.ref()) + " revision " + assertion.revision()
                                + ": this or a later revision is held already, only a later one can follow");
        }
        return outcome;
    }

    @Override
    public synchronized List<AddOutcome> addAll(List<Assertion> batch) {
        Shelf staged = new Shelf();
        List<Assertion> added = new ArrayList<>();
        Map<Assertion, AddOutcome> outcomes = new HashMap<>();
        for (Assertion assertion : PrerequisiteChain.inOrder(batch)) {
            AddOutcome outcome = check(assertion, staged);
            outcomes.putIfAbsent(assertion, outcome);
            if (outcome == AddOutcome.ADDED) {
                staged.append(assertion);
                added.add(assertion);
            }
        }
        added.forEach(shelf::append);
        return batch.stream().map(outcomes::get).toList();
    }

    /** What adding would do, when the staged ones are held as well. */
    private AddOutcome check(Assertion assertion, Shelf staged) {
        List<Assertion> held = new ArrayList<>(history(assertion.ref()));
        held.addAll(staged.revisions(assertion.ref()));
        if (held.contains(assertion)) {
            return AddOutcome.HELD;
        }
        if (trusted.find(assertion.ref()).isPresent()) {
            return AddOutcome.NOT_NEWER;
        }
        verification.check(assertion, new LayeredLookup(staged, shelf));
        boolean newer = held.isEmpty() || assertion.revision() > held.getLast().revision();
        return newer ? AddOutcome.ADDED : AddOutcome.NOT_NEWER;
    }

    @Override
    public Optional<Assertion> find(AssertionRef ref) {
        return find(ref, ref.type().maxFormat());
    }

    @Override
    public Optional<Assertion> find(AssertionRef ref, int maxFormat) {
        return history(ref).reversed().stream()
                .filter(assertion -> assertion.format() <= maxFormat)
                .findFirst();
    }

    /** At most one: as a device does, this holds one snap for one file. */
    @Override
    public List<Assertion> findEach(AssertionRef ref, int maxFormat) {
        return find(ref, maxFormat).stream().toList();
    }

    @Override
    public List<Assertion> findByHeader(AssertionType type, String header, String value) {
        return new LayeredLookup(trusted, shelf).findByHeader(type, header, value);
    }

    @Override
    public Optional<Assertion> findSequence(
            AssertionType type, List<String> sequenceKey, SequencePoint point, int maxFormat) {
        if (!type.sequenceForming()) {
            throw new IllegalArgumentException("cannot find a sequence of " + type + ": the type forms none");
        }
        return switch (point) {
            case SequencePoint.Pinned pinned -> {
                List<String> key = new ArrayList<>(sequenceKey);
                key.add(Integer.toString(pinned.sequence()));
                yield find(AssertionRef.parse(type, key), maxFormat);
            }
            case SequencePoint.Latest latest ->
                shelf.descending(type, sequenceKey).stream()
                        .flatMap(ref -> find(ref, maxFormat).stream())
                        .findFirst();
        };
    }

    @Override
    public List<Assertion> history(AssertionRef ref) {
        return trusted.find(ref).map(List::of).orElseGet(() -> shelf.revisions(ref));
    }
}
