package org.brandstore.update;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ReleaseDecisionRepository implements PanacheRepositoryBase<ReleaseDecisionEntity, ReleaseDecisionEntity.Key> {
    List<Decision> of(UUID request) {
        return list("requestId", Sort.by("at").and("personId"), request).stream()
                .map(ReleaseDecisionEntity::toDecision)
                .toList();
    }

    /** What the person decided last is what counts. */
    void put(UUID request, Decision decision) {
        ReleaseDecisionEntity.Key key =
                new ReleaseDecisionEntity.Key(request, decision.person().value());
        ReleaseDecisionEntity row = findByIdOptional(key).orElseGet(() -> {
            ReleaseDecisionEntity created = new ReleaseDecisionEntity();
            created.requestId = key.requestId();
            created.personId = key.personId();
            return created;
        });
        row.verdict = decision.verdict().word();
        row.reason = decision.reason();
        row.at = decision.at();
        persist(row);
    }
}
