package org.brandstore.snap.resource;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

@ApplicationScoped
class ResourceRepository implements PanacheRepositoryBase<ResourceRevisionEntity, ResourceRevisionEntity.Key> {
    private static final String PAIRS = """
            select r, p.snapRevision from ResourceRevisionEntity r, ResourcePairEntity p
            where p.snapId = r.snapId and p.name = r.name and p.resourceRevision = r.revision
            """;
    private static final String ORDER = " order by r.snapId, p.snapRevision desc, r.name";

    /** A revision of a component with the revision of the snap. */
    record PairRow(ResourceRevisionEntity resource, int snapRevision) {
        ResourcePair toPair() {
            ResourceRevision revision = resource.toResource();
            return new ResourcePair(revision.snap(), new Revision(snapRevision), revision);
        }
    }

    List<ResourceRevisionEntity> newestFirst(SnapId snap) {
        return list("snapId", Sort.by("name").and("revision", Sort.Direction.Descending), snap.value());
    }

    Optional<ResourceRevisionEntity> find(SnapId snap, SnapName name, Sha3_384 digest) {
        return find("snapId = ?1 and name = ?2 and sha3_384 = ?3", snap.value(), name.value(), digest.hex())
                .firstResultOptional();
    }

    List<PairRow> pairs() {
        return getEntityManager().createQuery(PAIRS + ORDER, PairRow.class).getResultList();
    }

    List<PairRow> pairs(SnapId snap) {
        return getEntityManager()
                .createQuery(PAIRS + " and p.snapId = ?1" + ORDER, PairRow.class)
                .setParameter(1, snap.value())
                .getResultList();
    }

    List<PairRow> pairs(SnapId snap, Revision revision) {
        return getEntityManager()
                .createQuery(PAIRS + " and p.snapId = ?1 and p.snapRevision = ?2" + ORDER, PairRow.class)
                .setParameter(1, snap.value())
                .setParameter(2, revision.value())
                .getResultList();
    }

    /** The next number of a component; who asks for one at the same time waits. */
    int nextRevision(SnapId snap, SnapName name) {
        return (Integer) getEntityManager()
                .createNativeQuery("""
                        insert into snap_resource as r (snap_id, name, last_revision) values (?1, ?2, 1)
                        on conflict (snap_id, name) do update set last_revision = r.last_revision + 1
                        returning last_revision
                        """, Integer.class)
                .setParameter(1, snap.value())
                .setParameter(2, name.value())
                .getSingleResult();
    }
}
