package org.brandstore.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.brandstore.event.ChainCheck;
import org.brandstore.event.Change;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.AccountId;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Appends one record for each change, chained by hashes, in the transaction of the change.
 *
 * <p>Appending needs a lock that all writers share, because ids have no gaps. It is taken at the very end of the
 * transaction, so that it is held for no longer than the commit takes and cannot close a circle with other locks.
 */
@ApplicationScoped
class AuditLog implements ChangeLog {
    private static final int BATCH = 1_000;
    private static final String COLUMNS =
            "id, at, actor, action, subject, brand_id, before, after, why, previous_hash, hash";

    private final Session database;
    private final TransactionSynchronizationRegistry transactions;
    private final Clock clock;

    AuditLog(Session database, TransactionSynchronizationRegistry transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    void record(@Observes Change change) {
        if (transactions.getResource(PendingChanges.class) instanceof PendingChanges pending) {
            pending.add(change);
            return;
        }
        // A transaction that is about to commit accepts no new session, so ours must belong to it from here on.
        database.joinTransaction();
        PendingChanges pending = new PendingChanges(this::append);
        pending.add(change);
        transactions.putResource(PendingChanges.class, pending);
        transactions.registerInterposedSynchronization(pending);
    }

    private void append(List<Change> changes) {
        database.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended('audit_record', 0))", Integer.class)
                .getSingleResult();
        long id = 0;
        String head = ChainLink.START;
        for (Tuple newest : rows("select " + COLUMNS + " from audit_record order by id desc limit 1")) {
            id = newest.get("id", Long.class);
            head = hex(newest, "hash");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (Change change : changes) {
            id++;
            ChainLink link = link(id, now, change, head);
            head = link.hash();
            insert(link, head);
        }
    }

    private static ChainLink link(long id, Instant at, Change change, String previousHash) {
        AccountId brand = change.brand();
        return new ChainLink(
                id,
                at,
                change.actor(),
                change.action(),
                change.subject(),
                brand == null ? null : brand.value(),
                CanonicalJson.write(change.before()),
                CanonicalJson.write(change.after()),
                change.why(),
                previousHash);
    }

    private void insert(ChainLink link, String hash) {
        database.createNativeMutationQuery("insert into audit_record (" + COLUMNS + ")"
                        + " values (:id, :at, :actor, :action, :subject, :brand, :before, :after, :why,"
                        + " decode(:previous, 'hex'), decode(:hash, 'hex'))")
                .setParameter("id", link.id())
                .setParameter("at", link.at())
                .setParameter("actor", link.actor())
                .setParameter("action", link.action())
                .setParameter("subject", link.subject())
                .setParameter("brand", link.brand(), String.class)
                .setParameter("before", link.before())
                .setParameter("after", link.after())
                .setParameter("why", link.why())
                .setParameter("previous", link.previousHash())
                .setParameter("hash", hash)
                .executeUpdate();
    }

    @Override
    @Transactional
    public List<RecordedChange> ofBrand(AccountId brand, long below, int limit) {
        return database
                .createNativeQuery(
                        "select " + COLUMNS + " from audit_record where brand_id = :brand and id < :below"
                                + " order by id desc limit :limit",
                        Tuple.class)
                .setParameter("brand", brand.value())
                .setParameter("below", below)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(AuditLog::recorded)
                .toList();
    }

    @Override
    @Transactional
    public ChainCheck verify() {
        ChainVerification verification = new ChainVerification();
        long last = 0;
        List<Tuple> batch;
        do {
            batch = rows("select " + COLUMNS + " from audit_record where id > " + last + " order by id limit " + BATCH);
            for (Tuple row : batch) {
                if (!verification.accept(link(row), hex(row, "hash"))) {
                    return verification.result();
                }
                last = row.get("id", Long.class);
            }
        } while (batch.size() == BATCH);
        return verification.result();
    }

    private static RecordedChange recorded(Tuple row) {
        ChainLink link = link(row);
        return new RecordedChange(
                link.id(),
                link.at(),
                link.actor(),
                link.action(),
                link.subject(),
                Optional.ofNullable(link.brand()).map(AccountId::new),
                link.before(),
                link.after(),
                link.why(),
                hex(row, "hash"));
    }

    private static ChainLink link(Tuple row) {
        return new ChainLink(
                row.get("id", Long.class),
                row.get("at", Instant.class),
                row.get("actor", String.class),
                row.get("action", String.class),
                row.get("subject", String.class),
                optionalText(row, "brand_id"),
                row.get("before", String.class),
                row.get("after", String.class),
                row.get("why", String.class),
                hex(row, "previous_hash"));
    }

    private static @Nullable String optionalText(Tuple row, String column) {
        return row.get(column, String.class);
    }

    private static String hex(Tuple row, String column) {
        return HexFormat.of().formatHex(row.get(column, byte[].class));
    }

    private List<Tuple> rows(String sql) {
        return database.createNativeQuery(sql, Tuple.class).getResultList();
    }
}
