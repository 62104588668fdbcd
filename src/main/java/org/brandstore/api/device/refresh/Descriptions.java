package org.brandstore.api.device.refresh;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.Description;
import org.brandstore.catalog.read.ColdRevisions;
import org.brandstore.refresh.RefreshDecision;

/** Finds what is said of the revisions in an answer: nearly always at once. */
@ApplicationScoped
class Descriptions {
    private final ColdRevisions cold;

    Descriptions(ColdRevisions cold) {
        this.cold = cold;
    }

    Uni<List<Described>> of(List<RefreshDecision> decisions) {
        Set<ColdRevisions.Wanted> missing = decisions.stream()
                .flatMap(decision -> Described.wanted(decision).stream())
                .filter(wanted -> cold.find(wanted.revision()).isEmpty())
                .collect(Collectors.toSet());
        if (missing.isEmpty()) {
            return Uni.createFrom().item(described(decisions, Map.of()));
        }
        return Uni.createFrom()
                .completionStage(() -> cold.describe(missing))
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause)
                .map(read -> described(decisions, read));
    }

    private List<Described> described(List<RefreshDecision> decisions, Map<CatalogRevision, Description> read) {
        return decisions.stream()
                .map(decision -> Described.of(
                        decision,
                        Described.wanted(decision)
                                .flatMap(wanted -> Optional.ofNullable(read.get(wanted.revision()))
                                        .or(() -> cold.find(wanted.revision())))))
                .toList();
    }
}
