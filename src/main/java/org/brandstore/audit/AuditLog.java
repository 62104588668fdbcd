package org.brandstore.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.brandstore.event.AuditedChange;
import org.brandstore.event.ChainCheck;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.AccountId;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Appends one record for each change, chained by hashes, in the transaction of the change.
 *
 * <p>Appending needs a lock that all writers for one brand share, because numbers have no gaps. It is taken at the very end
 * of the transaction, so that it is held for no longer than the commit takes and cannot close a circle with other locks.
 */
@ApplicationScoped
class AuditLog implements ChangeLog {
    private static final int BATCH = 1_000;
    private static final String CONTENT =
            "at, actor, action, subject, brand_id, before, after, why, previous_hash, hash";
    private static final String ENTRIES = "select id, number, chain, " + CONTENT + " from audit_entry";
    /** The one chain of all brands that came before. */
    private static final String SHARED =
            "select id, id as number, '" + ChainCheck.SHARED + "' as chain, " + CONTENT + " from audit_record";

    private final Session database;
    private final DataSource dataSource;
    private final TransactionSynchronizationRegistry transactions;
    private final Clock clock;

    AuditLog(Session database, DataSource dataSource, TransactionSynchronizationRegistry transactions, Clock clock) {
        this.database = database;
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.clock = clock;
    }

    void record(@Observes AuditedChange change) {
        if (transactions.getResource(PendingChanges.class) instanceof PendingChanges pending) {
            pending.add(change);
            return;
        }
        PendingChanges pending = new PendingChanges(this::append);
        pending.add(change);
        transactions.putResource(PendingChanges.class, pending);
        transactions.registerInterposedSynchronization(pending);
    }

    /**
     * Runs between the last flush and the commit, when a Hibernate session would not give its connection back any more;
     * the data source hands out the connection that the transaction has.
     */
    private void append(List<AuditedChange> changes) {
        try (Connection connection = dataSource.getConnection()) {
            AuditAppender.append(connection, changes, clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot append to the audit log", e);
        }
    }

    @Override
    @Transactional
    public List<RecordedChange> ofBrand(AccountId brand, long below, int limit) {
        String ofBrand = " where brand_id = :brand and id < :below order by id desc limit :limit)";
        return database
                .createNativeQuery(
                        "(" + ENTRIES + ofBrand + " union all (" + SHARED + ofBrand + " order by id desc limit :limit",
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
        TreeMap<String, String> heads = new TreeMap<>();
        long records = 0;
        for (String chain : chains()) {
            ChainVerification walked = walk(chain);
            if (walked.broken().isPresent()) {
                return walked.broken().get();
            }
            records += walked.records();
            if (walked.records() > 0) {
                heads.put(chain, walked.head());
            }
        }
        return new ChainCheck.Intact(records, heads);
    }

    private List<String> chains() {
        List<String> chains = new ArrayList<>(
                database.createNativeQuery("select distinct chain from audit_entry order by chain", String.class)
                        .getResultList());
        chains.addFirst(ChainCheck.SHARED);
        return chains;
    }

    private ChainVerification walk(String chain) {
        ChainVerification verification = new ChainVerification(chain);
        String rows = chain.equals(ChainCheck.SHARED)
                ? SHARED + " where id > :last and :chain = '" + ChainCheck.SHARED + "' order by id limit " + BATCH
                : ENTRIES + " where chain = :chain and number > :last order by number limit " + BATCH;
        List<Tuple> batch;
        do {
            batch = database.createNativeQuery(rows, Tuple.class)
                    .setParameter("chain", chain)
                    .setParameter("last", verification.records())
                    .getResultList();
            for (Tuple row : batch) {
                if (!verification.accept(link(row), hex(row, "hash"))) {
                    return verification;
                }
            }
        } while (batch.size() == BATCH);
        return verification;
    }

    private static RecordedChange recorded(Tuple row) {
        ChainLink link = link(row);
        return new RecordedChange(
                row.get("id", Long.class),
                link.number(),
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
                row.get("number", Long.class),
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
}
