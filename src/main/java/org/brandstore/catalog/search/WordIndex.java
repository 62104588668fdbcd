package org.brandstore.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.brandstore.store.StoreQueries;
import org.jboss.logging.Logger;

/**
 * The full-text search of the database. It only proposes: who sees what is decided by the caller's view alone. A database
 * that is away or slow is asked again after a rest, and only few searches wait for it at once, so that they never take the
 * connections that everything else needs.
 */
@ApplicationScoped
class WordIndex {
    private static final Logger LOG = Logger.getLogger(WordIndex.class);
    private static final int MOST_AT_ONCE = 4;
    private static final Duration REST = Duration.ofSeconds(5);
    private static final String BAD_DATA = "22";
    /** Runs what waits for the database; never a thread that answers others meanwhile. */
    static final Executor THREADS = task -> Thread.ofVirtual().name("search").start(task);

    /**
     * All words must be found, each by its beginning as it is written or by its stem; words that say nothing in English
     * only if there are no others. A word is ranked by the better of both, the whole by the sum. The weights, of the rest,
     * summary, title and name, are so far apart that many hits in one place hardly outweigh one in a better place.
     */
    private static final String PROPOSE = """
            with word as materialized (
                select to_tsquery('simple', '''' || replace(replace(w, '\\', '\\\\'), '''', '''''') || ''':*') as beginning,
                    plainto_tsquery('english', w) as stem
                from unnest(?) as w),
            wanted as materialized (
                select string_agg('(' || (beginning || stem)::text || ')', ' & ')::tsquery as query from word
                where numnode(beginning) > 0
                    and (numnode(stem) > 0 or not exists (select 1 from word where numnode(stem) > 0)))
            select s.snap_id, (
                select sum(greatest(
                    ts_rank('{0.01, 0.08, 0.4, 1}', s.document, word.beginning),
                    ts_rank('{0.01, 0.08, 0.4, 1}', s.document, word.stem))) from word) as rank
            from wanted, snap_search s
            where s.document @@ wanted.query
            and\s""" + StoreQueries.isOffered("s.snap_id");

    private final DataSource database;
    private final Duration time;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
    private volatile long restingUntil = System.nanoTime();

    WordIndex(DataSource database, SearchConfig config) {
        this.database = database;
        this.time = config.time();
    }

    /**
     * How well the snaps of a store fit, by snap id; those that do not fit are not named. Empty if the database cannot tell
     * in time. Does not make the calling thread wait.
     *
     * @param words all of them must be found
     */
    CompletableFuture<Optional<Map<String, Double>>> ranks(String store, List<String> words) {
        if (System.nanoTime() - restingUntil < 0 || !turns.tryAcquire()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> ask(store, words), THREADS)
                .completeOnTimeout(Optional.empty(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<Map<String, Double>> ask(String store, List<String> words) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(4 * time.toMillis()));
            try {
                return Optional.of(ask(connection, store, words));
            } finally {
                connection.rollback();
                connection.setNetworkTimeout(Runnable::run, before);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            boolean refused = String.valueOf(e.getSQLState()).startsWith(BAD_DATA);
            if (!refused) { // nobody's words may take the index away from everybody
                restingUntil = System.nanoTime() + REST.toNanos();
            }
            LOG.warnf("search: answered from memory: reason=%s state=%s", e.getMessage(), e.getSQLState());
            return Optional.empty();
        } finally {
            turns.release();
        }
    }

    private Map<String, Double> ask(Connection connection, String store, List<String> words) throws SQLException {
        try (Statement limit = connection.createStatement()) {
            limit.execute("set local statement_timeout = " + time.toMillis());
        }
        try (PreparedStatement query = connection.prepareStatement(PROPOSE)) {
            query.setArray(1, connection.createArrayOf("text", words.toArray()));
            query.setString(2, store);
            Map<String, Double> ranks = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ranks.put(rows.getString(1), rows.getDouble(2));
                }
            }
            return ranks;
        }
    }
}
