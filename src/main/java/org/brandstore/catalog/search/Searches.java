package org.brandstore.catalog.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.brandstore.catalog.CatalogView;

/**
 * Searches for snaps. The database proposes what has the words, with ranks; the view that answers everything else decides
 * what of it there is. Without the database the view's snaps are looked through in memory.
 */
@ApplicationScoped
public class Searches {
    private final WordIndex index;
    private final Clock clock;
    private final Counter inMemory;

    Searches(WordIndex index, Clock clock, MeterRegistry meters) {
        this.index = index;
        this.clock = clock;
        this.inMemory = Counter.builder("brandstore.search.fallbacks")
                .description("Searches that were answered from memory because the database was away or slow")
                .register(meters);
    }

    /** All that fit, the best first; done at once unless words are searched for. Does not make the calling thread wait. */
    public CompletionStage<List<SnapSearch.Hit>> find(CatalogView view, String architecture, SnapSearch.Query query) {
        Instant now = clock.instant();
        if (!query.isForWords() || view.isEmpty()) {
            return CompletableFuture.completedFuture(SnapSearch.find(view, architecture, query, now));
        }
        return index.ranks(view.store(), query.parts())
                .thenApplyAsync(ranks -> hits(view, architecture, query, ranks, now), WordIndex.THREADS);
    }

    /** Where no word begins as the query says, it may still be a piece of one: that is looked for in memory. */
    private List<SnapSearch.Hit> hits(
            CatalogView view,
            String architecture,
            SnapSearch.Query query,
            Optional<Map<String, Double>> ranks,
            Instant now) {
        if (ranks.isEmpty()) {
            inMemory.increment();
        }
        List<SnapSearch.Hit> proposed = ranks.map(
                        found -> SnapSearch.findProposed(view, architecture, query, found, now))
                .orElse(List.of());
        return proposed.isEmpty() ? SnapSearch.find(view, architecture, query, now) : proposed;
    }
}
