package org.brandstore.assertion.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The accounts and keys that this server believes without proof, as its devices do: its own root and imported ones. */
@ApplicationScoped
public class TrustAnchors implements Supplier<TrustedSet> {
    private final AssertionRows rows;
    private final Locks locks;
    private final Clock clock;
    private final AtomicReference<Snapshot> last = new AtomicReference<>(new Snapshot("", new TrustedSet(List.of())));

    TrustAnchors(DataSource database, Locks locks, Clock clock) {
        this.locks = locks;
        this.rows = new AssertionRows(database);
        this.clock = clock;
    }

    /** @param version differs whenever the anchors do: none is ever taken back */
    private record Snapshot(String version, TrustedSet set) {}

    /** All anchors, those added in the present transaction included. */
    public TrustedSet trusted() {
        String version = rows.query(
                        "select count(*), sum(assertion_id) from trust_anchor",
                        statement -> {},
                        row -> row.getLong(1) + "/" + row.getLong(2))
                .getFirst();
        Snapshot snapshot = last.get();
        if (!snapshot.version().equals(version)) {
            snapshot = new Snapshot(
                    version, new TrustedSet(rows.all("select assertion_id from trust_anchor", statement -> {})));
            last.set(snapshot);
        }
        return snapshot.set();
    }

    @Override
    public TrustedSet get() {
        return trusted();
    }

    /** The account of this server's own root and its key, in this order; empty before they were made or imported. */
    public List<Assertion> ownAnchors() {
        return rows.all("select assertion_id from trust_anchor where own order by type, assertion_id", statement -> {});
    }

    /** Waits until no other transaction changes what is trusted. Held until the commit. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock() {
        locks.take(Lock.ASSERTION, "trust_anchor");
    }

    /**
     * Believes an assertion from now on. What it says is not verified here.
     *
     * @param own whether it belongs to the root that this server signs with
     * @throws StoreException if it is neither account nor account-key, or another revision is held already
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Assertion assertion, boolean own) {
        String type = assertion.type().wireName();
        if (!type.equals("account") && !type.equals("account-key")) {
            throw new StoreException(
                    ErrorCode.INVALID_ASSERTION,
                    "cannot trust " + assertion.ref() + ": only account and account-key can be trusted");
        }
        locks.take(Lock.ASSERTION, assertion.ref().toString());
        Optional<AssertionRows.Held> held = rows.held(assertion);
        if (held.isPresent() && held.get().sameId().isEmpty()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot trust " + assertion.ref() + ": another assertion of this name is held already");
        }
        long id = held.isPresent() ? held.get().sameId().orElseThrow() : rows.insert(assertion, clock.instant());
        rows.query(
                "insert into trust_anchor (assertion_id, type, own, added_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing returning assertion_id",
                statement -> {
                    statement.setLong(1, id);
                    statement.setString(2, type);
                    statement.setBoolean(3, own);
                    statement.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
                },
                row -> row.getLong(1));
    }
}
