package org.brandstore.snap.listing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class ListingRepository implements PanacheRepositoryBase<ListingEntity, String> {
    /** Asked without loading the row, so that what is read under the lock later is fresh. */
    boolean followsStable(SnapId snap) {
        return count("snapId = ?1 and followsStable", snap.value()) > 0;
    }

    List<MediumEntity> media(SnapId snap) {
        return getEntityManager()
                .createQuery("from MediumEntity m where m.snapId = ?1 order by m.position", MediumEntity.class)
                .setParameter(1, snap.value())
                .getResultList();
    }

    void replaceMedia(SnapId snap, List<SnapMedium> media) {
        getEntityManager()
                .createQuery("delete from MediumEntity m where m.snapId = ?1")
                .setParameter(1, snap.value())
                .executeUpdate();
        getEntityManager().flush();
        getEntityManager().clear();
        for (int i = 0; i < media.size(); i++) {
            getEntityManager().persist(MediumEntity.of(snap, i, media.get(i)));
        }
    }
}
