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
            select r, p.snapRevision from ResourcePairEntity p
            left join ResourceRenewalEntity n
                on n.snapId = p.snapId and n.snapRevision = p.snapRevision and n.name = p.name
            join ResourceRevisionEntity r
                on r.snapId = p.snapId and r.name = p.name
                and r.revision = coalesce(n.resourceRevision, p.resourceRevision)
            """;
    /** Only pairs from before each revision of a snap had component revisions of its own; the oldest keeps what it has. */
    private static final String SHARED = """
            n.resourceRevision is null and exists (select 1 from ResourcePairEntity q
            where q.snapId = p.snapId and q.name = p.name and q.resourceRevision = p.resourceRevision
            and q.snapRevision < p.snapRevision)
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

    Optional<ResourceRevisionEntity> find(SnapId snap, SnapName name, Revision revision) {
        return findByIdOptional(new ResourceRevisionEntity.Key(snap.value(), name.value(), revision.value()));
    }

    List<PairRow> pairs() {
        return getEntityManager().createQuery(PAIRS + ORDER, PairRow.class).getResultList();
    }

    List<PairRow> pairs(SnapId snap) {
        return getEntityManager()
                .createQuery(PAIRS + " where p.snapId = ?1" + ORDER, PairRow.class)
                .setParameter(1, snap.value())
                .getResultList();
    }

    List<PairRow> pairs(SnapId snap, Revision revision) {
        return getEntityManager()
                .createQuery(PAIRS + " where p.snapId = ?1 and p.snapRevision = ?2" + ORDER, PairRow.class)
                .setParameter(1, snap.value())
                .setParameter(2, revision.value())
                .getResultList();
    }

    /**
     * What goes with a revision of its snap although it goes with an earlier one too: revisions that are withdrawn, and what
     * somebody has replaced, aside.
     */
    List<PairRow> shared() {
        List<PairRow> all = getEntityManager()
                .createQuery(PAIRS + " where " + SHARED + ORDER, PairRow.class)
                .getResultList();
        return all.reversed();
    }

    /** The number that a component will get next. */
    int expectedRevision(SnapId snap, SnapName name) {
        return 1
                + find(
                                "snapId = ?1 and name = ?2",
                                Sort.by("revision", Sort.Direction.Descending),
                                snap.value(),
                                name.value())
                        .firstResultOptional()
                        .map(row -> row.revision)
                        .orElse(0);
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
