package org.brandstore.assertion.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.brandstore.assertion.AddOutcome;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.SequencePoint;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.chain.Verification;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;

/**
 * Assertions in PostgreSQL. Adding joins the caller's transaction, so an assertion becomes visible together with the
 * records that refer to it; a refused one leaves the transaction usable.
 */
@ApplicationScoped
public class PostgresAssertionDatabase implements AssertionDatabase {
    private final AssertionRows rows;
    private final KeyEnds ends;
    private final Locks locks;
    private final Supplier<TrustedSet> trusted;
    private final Clock clock;

    PostgresAssertionDatabase(DataSource database, Locks locks, Supplier<TrustedSet> trusted, Clock clock) {
        this.locks = locks;
        this.rows = new AssertionRows(database);
        this.ends = new KeyEnds(database);
        this.trusted = trusted;
        this.clock = clock;
    }

    @Override
    @Transactional(dontRollbackOn = AssertionException.class)
    public AddOutcome add(Assertion assertion) {
        locks.take(Lock.ASSERTION, assertion.ref().toString());
        AddOutcome outcome = check(assertion, List.of(), trusted.get());
        switch (outcome) {
            case ADDED -> rows.insert(assertion, clock.instant());
            case HELD -> {}
            case NOT_NEWER ->
                throw new AssertionException(
                        Reason.NOT_NEWER,
                        "cannot add " + assertion + ": this or a later revision is held already, only a later one can"
                                + " follow");
        }
        return outcome;
    }

    @Override
    @Transactional(dontRollbackOn = AssertionException.class)
    public List<AddOutcome> addAll(List<Assertion> batch) {
        // always in the same order, so that two batches cannot wait for each other
        batch.stream()
                .map(assertion -> assertion.ref().toString())
                .distinct()
                .sorted()
                .forEach(ref -> locks.take(Lock.ASSERTION, ref));
        TrustedSet anchors = trusted.get();
        List<Assertion> added = new ArrayList<>();
        Map<Assertion, AddOutcome> outcomes = new HashMap<>();
        for (Assertion assertion : PrerequisiteChain.inOrder(batch)) {
            AddOutcome outcome = check(assertion, added, anchors);
            outcomes.putIfAbsent(assertion, outcome);
            if (outcome == AddOutcome.ADDED) {
                added.add(assertion);
            }
        }
        added.forEach(assertion -> rows.insert(assertion, clock.instant()));
        return batch.stream().map(outcomes::get).toList();
    }

    /** What adding would do, when the staged ones are held as well. */
    private AddOutcome check(Assertion assertion, List<Assertion> staged, TrustedSet anchors) {
        if (anchors.find(assertion.ref()).isPresent()) {
            return anchors.find(assertion.ref()).filter(assertion::equals).isPresent()
                    ? AddOutcome.HELD
                    : AddOutcome.NOT_NEWER;
        }
        int newest = -1;
        Optional<AssertionRows.Held> held = rows.held(assertion);
        if (held.isPresent()) {
            if (held.get().sameId().isPresent()) {
                return AddOutcome.HELD;
            }
            newest = held.get().newestRevision();
        }
        for (Assertion other : staged) {
            if (other.equals(assertion)) {
                return AddOutcome.HELD;
            }
            if (other.ref().equals(assertion.ref()) && Subject.of(other).equals(Subject.of(assertion))) {
                newest = Math.max(newest, other.revision());
            }
        }
        ends.requireAddable(assertion);
        new Verification(anchors, clock).check(assertion, staged.isEmpty() ? this : new StagedLookup(staged, this));
        return assertion.revision() > newest ? AddOutcome.ADDED : AddOutcome.NOT_NEWER;
    }

    /**
     * Waits until no other transaction is about to issue the same assertion, so that the next revision can be counted
     * from the newest one. Held until the commit.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(AssertionRef ref) {
        locks.take(Lock.ASSERTION, ref.toString());
    }

    @Override
    public Optional<Assertion> find(AssertionRef ref) {
        return find(ref, ref.type().maxFormat());
    }

    @Override
    public Optional<Assertion> find(AssertionRef ref, int maxFormat) {
        return rows.first(
                        "select id from assertion where type = ? and primary_key = ? and format <= ?"
                                + " order by revision desc limit 1",
                        statement -> {
                            statement.setString(1, ref.type().wireName());
                            statement.setString(2, AssertionRows.key(ref.primaryKey()));
                            statement.setInt(3, maxFormat);
                        })
                .or(() -> trusted.get().find(ref).filter(anchor -> anchor.format() <= maxFormat));
    }

    /** The newest one with this key which is about what these headers are about. */
    public Optional<Assertion> findAlike(AssertionRef ref, Headers headers) {
        return rows.first(
                        "select id from assertion where type = ? and primary_key = ? and subject = ?"
                                + " order by revision desc limit 1",
                        statement -> {
                            statement.setString(1, ref.type().wireName());
                            statement.setString(2, AssertionRows.key(ref.primaryKey()));
                            statement.setString(3, Subject.of(ref.type(), headers));
                        })
                .or(() -> trusted.get().find(ref));
    }

    @Override
    public List<Assertion> findEach(AssertionRef ref, int maxFormat) {
        List<Assertion> held = rows.all(
                "select distinct on (subject) id from assertion where type = ? and primary_key = ? and format <= ?"
                        + " order by subject, revision desc",
                statement -> {
                    statement.setString(1, ref.type().wireName());
                    statement.setString(2, AssertionRows.key(ref.primaryKey()));
                    statement.setInt(3, maxFormat);
                });
        return held.isEmpty() ? find(ref, maxFormat).stream().toList() : held;
    }

    @Override
    public List<Assertion> findByHeader(AssertionType type, String header, String value) {
        List<Assertion> found = new ArrayList<>(trusted.get().findByHeader(type, header, value));
        Set<AssertionRef> anchors = found.stream().map(Assertion::ref).collect(Collectors.toSet());
        List<Assertion> held = rows.all(
                "select id from assertion a where type = ? and headers @> array[?::text] and not exists (select from assertion b"
                        + " where b.type = a.type and b.primary_key = a.primary_key and b.subject = a.subject"
                        + " and b.revision > a.revision)"
                        + " order by id",
                statement -> {
                    statement.setString(1, type.wireName());
                    statement.setString(2, AssertionRows.indexed(header, value));
                });
        held.stream().filter(assertion -> !anchors.contains(assertion.ref())).forEach(found::add);
        return List.copyOf(found);
    }

    @Override
    public Optional<Assertion> findSequence(
            AssertionType type, List<String> sequenceKey, SequencePoint point, int maxFormat) {
        if (!type.sequenceForming()) {
            throw new IllegalArgumentException("cannot find a sequence of " + type + ": the type forms none");
        }
        return switch (point) {
            case SequencePoint.Pinned pinned -> find(member(type, sequenceKey, pinned.sequence()), maxFormat);
            case SequencePoint.Latest latest ->
                rows.first(
                        "select id from assertion where type = ? and sequence_key = ? and format <= ?"
                                + " order by sequence desc, revision desc limit 1",
                        statement -> {
                            statement.setString(1, type.wireName());
                            statement.setString(
                                    2,
                                    AssertionRows.key(
                                            member(type, sequenceKey, 1).sequenceKey()));
                            statement.setInt(3, maxFormat);
                        });
        };
    }

    /** @throws org.brandstore.assertion.AssertionException if the key is none */
    private static AssertionRef member(AssertionType type, List<String> sequenceKey, int sequence) {
        List<String> key = new ArrayList<>(sequenceKey);
        key.add(Integer.toString(sequence));
        return AssertionRef.parse(type, key);
    }

    @Override
    public List<Assertion> history(AssertionRef ref) {
        List<Assertion> held =
                rows.all("select id from assertion where type = ? and primary_key = ? order by id", statement -> {
                    statement.setString(1, ref.type().wireName());
                    statement.setString(2, AssertionRows.key(ref.primaryKey()));
                });
        return held.isEmpty() ? trusted.get().find(ref).stream().toList() : held;
    }
}
