package org.brandstore.snap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class SnapRevisionRepository implements PanacheRepositoryBase<SnapRevisionEntity, SnapRevisionEntity.Key> {
    Optional<SnapRevisionEntity> find(SnapId snap, Revision revision) {
        return findByIdOptional(new SnapRevisionEntity.Key(snap.value(), revision.value()));
    }

    List<SnapRevisionEntity> newestFirst(SnapId snap) {
        return list("snapId", Sort.descending("revision"), snap.value());
    }

    List<SnapRevisionEntity> find(Sha3_384 digest) {
        return list("sha3_384", digest.hex());
    }

    List<SnapRevisionEntity> all() {
        return listAll(Sort.by("snapId").and("revision"));
    }
}
