package org.brandstore.snap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.metadata.Epoch;

@ApplicationScoped
class SnapRevisionRepository implements PanacheRepositoryBase<SnapRevisionEntity, SnapRevisionEntity.Key> {
    private final Locks locks;

    SnapRevisionRepository(Locks locks) {
        this.locks = locks;
    }

    Optional<SnapRevisionEntity> find(SnapId snap, Revision revision) {
        return findByIdOptional(new SnapRevisionEntity.Key(snap.value(), revision.value()));
    }

    Optional<SnapRevisionEntity> findLocked(SnapId snap, Revision revision) {
        return locks.row(
                Lock.REVISION, SnapRevisionEntity.class, new SnapRevisionEntity.Key(snap.value(), revision.value()));
    }

    Optional<SnapRevisionEntity> newest(SnapId snap) {
        return find("snapId", Sort.descending("revision"), snap.value()).firstResultOptional();
    }

    List<SnapRevisionEntity> newestFirst(SnapId snap) {
        return list("snapId", Sort.descending("revision"), snap.value());
    }

    /** Those with another epoch than that of snaps that name none. */
    List<SnapRevisionEntity> ofLaterEpochs(SnapId snap) {
        return list("snapId = ?1 and epoch <> ?2", snap.value(), EpochColumn.write(Epoch.ZERO));
    }

    List<SnapRevisionEntity> withdrawn(SnapId snap) {
        return list("snapId = ?1 and withdrawnAt is not null", snap.value());
    }

    Optional<SnapRevisionEntity> find(String snap, Sha3_384 digest) {
        return find("snapId = ?1 and sha3_384 = ?2", snap, digest.hex()).firstResultOptional();
    }

    List<SnapRevisionEntity> all() {
        return listAll(Sort.by("snapId").and("revision"));
    }
}
