package org.brandstore.catalog.read;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Description;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * The descriptions of revisions that no channel offers any more, for the few devices that are pinned to one or ask for it.
 * Those that were asked for last stay in memory, up to a number of bytes.
 *
 * <p>They are read by a few threads that do nothing else, so that a database that does not answer holds up nobody but those
 * who ask for such revisions. However many ask for one at a time, it is read once.
 */
@ApplicationScoped
public class ColdRevisions {
    private static final int READERS = 4;
    /** Of requests: each reader is done with one in a few milliseconds. */
    private static final int WAITING = 128;

    private static final long IDLE_SECONDS = 10;

    private final ColdReader reader;
    /** By identity: the next catalog has revisions of its own, and the descriptions of the last one go with it. */
    private final AsyncCache<CatalogRevision, Description> kept;

    private final ThreadPoolExecutor readers;

    ColdRevisions(ColdReader reader, CatalogConfig config, MeterRegistry meters) {
        this.reader = reader;
        this.readers = new ThreadPoolExecutor(
                READERS,
                READERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("cold-revisions-", 0).daemon(true).factory());
        readers.allowCoreThreadTimeOut(true);
        this.kept = Caffeine.newBuilder()
                .weakKeys()
                .maximumWeight(config.coldBytes())
                .<CatalogRevision, Description>weigher((revision, description) -> description.length())
                .buildAsync();
        Gauge.builder(
                        "brandstore.catalog.cold.waiting",
                        readers,
                        pool -> pool.getQueue().size())
                .description("Requests that wait for the descriptions of revisions which no channel offers")
                .register(meters);
    }

    /** A revision of a snap. */
    public record Wanted(CatalogSnap snap, CatalogRevision revision) {}

    /** The description of a revision, if it is at hand. */
    public Optional<Description> find(CatalogRevision revision) {
        return revision.description()
                .or(() -> Optional.ofNullable(kept.synchronous().getIfPresent(revision)));
    }

    /**
     * The descriptions of these revisions, without those whose record cannot be read.
     *
     * @return completes when the database has answered, with a {@link StoreException} {@link ErrorCode#UNAVAILABLE} if it
     *     cannot be asked, {@link ErrorCode#TOO_MANY_REQUESTS} if too many ask or these are too long to be read at a time
     */
    public CompletableFuture<Map<CatalogRevision, Description>> describe(Set<Wanted> wanted) {
        Map<CatalogRevision, Wanted> byRevision = new HashMap<>();
        wanted.forEach(one -> byRevision.put(one.revision(), one));
        return kept.getAll(
                        byRevision.keySet(),
                        (missing, executor) ->
                                read(missing.stream().map(byRevision::get).collect(Collectors.toSet())))
                .exceptionallyCompose(failure -> isTooMany(failure)
                        ? read(wanted) // another request, for these and too many others, must not be the end of this
                        // one
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isTooMany(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof StoreException refused && refused.code() == ErrorCode.TOO_MANY_REQUESTS;
    }

    private CompletableFuture<Map<CatalogRevision, Description>> read(Set<Wanted> missing) {
        try {
            return CompletableFuture.supplyAsync(() -> reader.read(missing), readers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(ColdReader.tooMany("too many ask for old revisions"));
        }
    }

    @PreDestroy
    void end() {
        readers.shutdownNow();
    }
}
