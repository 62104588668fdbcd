package org.brandstore.database;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The one way to a lock that others wait for. All are held until the transaction ends. Against the order of {@link Lock}
 * none is taken: tests fail then, a server that runs tells its log and goes on, because PostgreSQL ends a circle of
 * waiting and the loser is tried once more.
 *
 * <p>What skips rows that are locked waits for nobody and needs no order; what it gets it tells to {@link #got}.
 */
@ApplicationScoped
public class Locks {
    private static final Logger LOG = Logger.getLogger(Locks.class);

    private final EntityManager entities;
    private final DataSource database;
    private final TransactionSynchronizationRegistry transactions;

    Locks(EntityManager entities, DataSource database, TransactionSynchronizationRegistry transactions) {
        this.entities = entities;
        this.database = database;
        this.transactions = transactions;
    }

    /** Waits for a lock that is a name, not a row. */
    public void take(Lock lock, String key) {
        advisory("pg_advisory_xact_lock", lock, key);
    }

    /** As {@link #take}, where the transaction is about to commit and takes nothing after the last lock of all. */
    public static void takeLast(Connection connection, String key) throws SQLException {
        advisory(connection, "pg_advisory_xact_lock", Lock.AUDIT, key);
    }

    /** Waits until nobody has taken it; others may share it. */
    public void share(Lock lock, String key) {
        advisory("pg_advisory_xact_lock_shared", lock, key);
    }

    /** Waits for a row; empty if there is none. What it holds is what it held when the lock was got. */
    public <E> Optional<E> row(Lock lock, Class<E> type, Object id) {
        enter(lock, id.toString());
        return Optional.ofNullable(entities.find(type, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Reads a row again, under a lock. */
    public void refresh(Lock lock, Object entity, Object id) {
        enter(lock, id.toString());
        entities.refresh(entity, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The query with a lock on what it finds; one that finds several sorts them by their key. */
    public <E> PanacheQuery<E> rows(Lock lock, PanacheQuery<E> query) {
        enter(lock, "");
        return query.withLock(LockModeType.PESSIMISTIC_WRITE);
    }

    /** The same in SQL: the end of a statement that locks what it selects. */
    public String forUpdate(Lock lock) {
        enter(lock, "");
        return " for update";
    }

    /** As {@link #forUpdate}, of one row, which several may hold as long as nobody changes it. */
    public String forShare(Lock lock, String key) {
        enter(lock, key);
        return " for share";
    }

    /** Notes what this transaction has just made, and holds because nobody else sees it before the commit. */
    public void made(Lock lock, String key) {
        held().make(lock, key);
    }

    /** Notes a lock that was got without waiting. */
    public void got(Lock lock, String key) {
        held().add(lock, key);
    }

    private void advisory(String function, Lock lock, String key) {
        HeldLocks held = held();
        if (held.holds(lock, key)) {
            return;
        }
        enter(lock, key);
        try (Connection connection = database.getConnection()) {
            advisory(connection, function, lock, key);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot take the lock " + lock.word() + "/" + key, e);
        }
    }

    private static void advisory(Connection connection, String function, Lock lock, String key) throws SQLException {
        String name = lock == Lock.BLOB ? "hashtext(?), hashtext(?)" : "hashtextextended(? || '/' || ?, 0)";
        try (PreparedStatement statement = connection.prepareStatement("select " + function + "(" + name + ")")) {
            statement.setString(1, lock.word());
            statement.setString(2, key);
            statement.execute();
        }
    }

    private void enter(Lock lock, String key) {
        HeldLocks held = held();
        held.objection(lock, key).ifPresent(this::object);
        held.add(lock, key);
    }

    private void object(String objection) {
        IllegalStateException problem = new IllegalStateException("lock against the order: " + objection);
        if (LaunchMode.current().isDevOrTest()) {
            throw problem;
        }
        LOG.warn("lock against the order", problem);
    }

    private HeldLocks held() {
        if (transactions.getResource(HeldLocks.class) instanceof HeldLocks held) {
            return held;
        }
        HeldLocks held = new HeldLocks();
        transactions.putResource(HeldLocks.class, held);
        return held;
    }
}
