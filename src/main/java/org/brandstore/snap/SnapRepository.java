package org.brandstore.snap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;

@ApplicationScoped
class SnapRepository implements PanacheRepositoryBase<SnapEntity, String> {
    private static final Sort BY_NAME = Sort.by("name").and("id");

    private final Locks locks;

    SnapRepository(Locks locks) {
        this.locks = locks;
    }

    Optional<SnapEntity> find(StoreId home, SnapName name) {
        return find("storeId = ?1 and name = ?2", home.value(), name.value()).firstResultOptional();
    }

    Optional<SnapEntity> find(AccountId brand, SnapName name) {
        return find("brandId = ?1 and name = ?2", brand.value(), name.value()).firstResultOptional();
    }

    /** The row under the lock of the snap, for which uploads, releases and changes of its texts wait. */
    Optional<SnapEntity> findLocked(SnapId id) {
        locks.take(Lock.SNAP, id.value());
        return locks.row(Lock.SNAP_ROW, SnapEntity.class, id.value());
    }

    /** Waits for a lock without a row. */
    void lock(Lock lock, String key) {
        locks.take(lock, key);
    }

    List<SnapEntity> ofPublisher(AccountId publisher) {
        return list("publisherId", BY_NAME, publisher.value());
    }

    List<SnapEntity> ofStores(Collection<StoreId> stores) {
        return list("storeId in ?1", BY_NAME, values(stores));
    }

    List<SnapEntity> named(Collection<StoreId> stores, SnapName name) {
        return list("storeId in ?1 and name = ?2", Sort.by("id"), values(stores), name.value());
    }

    /** Those among these snaps that have the name. */
    List<SnapEntity> among(Set<SnapId> ids, SnapName name) {
        return ids.stream()
                .flatMap(id -> findByIdOptional(id.value()).stream())
                .filter(row -> row.name.equals(name.value()))
                .toList();
    }

    /** When the publisher registered names since then, oldest first. */
    List<Instant> registrations(AccountId publisher, Instant since) {
        return getEntityManager()
                .createQuery(
                        "select s.createdAt from SnapEntity s where s.publisherId = ?1 and s.createdAt > ?2"
                                + " order by s.createdAt",
                        Instant.class)
                .setParameter(1, publisher.value())
                .setParameter(2, since)
                .getResultList();
    }

    List<SnapEntity> all() {
        return listAll(BY_NAME);
    }

    /** With one more that no store can have: an empty list cannot be written in SQL. */
    private static List<String> values(Collection<StoreId> stores) {
        return Stream.concat(Stream.of(""), stores.stream().map(StoreId::value)).toList();
    }
}
