package org.brandstore.device.serial;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;

@ApplicationScoped
class SerialRequestRepository implements PanacheRepositoryBase<SerialRequestEntity, UUID> {
    private final Locks locks;

    SerialRequestRepository(Locks locks) {
        this.locks = locks;
    }

    /** The row of a device key, locked, so that a decision and the device's next call take turns. */
    Optional<SerialRequestEntity> lock(SerialClaim claim) {
        return locks.rows(
                        Lock.SERIAL_REQUEST,
                        find(
                                "brandId = ?1 and model = ?2 and deviceKeyId = ?3",
                                claim.brand().value(),
                                claim.modelName().value(),
                                claim.keyId().value()))
                .firstResultOptional();
    }

    /** The rows, locked in one order for all. */
    List<SerialRequestEntity> lock(Collection<UUID> ids) {
        return locks.rows(Lock.SERIAL_REQUEST, find("id in ?1 order by id", ids))
                .list();
    }

    List<SerialRequestEntity> ofBrand(String brandId, SerialState state, int limit) {
        return find("brandId = ?1 and state = ?2 order by requestedAt, id", brandId, state.word())
                .page(0, limit)
                .list();
    }

    /** Of devices whose models name one of the stores, or name none and are of one of the brands. */
    List<SerialRequestEntity> ofStores(
            Collection<String> stores, Collection<String> brands, SerialState state, int limit) {
        List<?> rows = getEntityManager()
                .createNativeQuery("""
                        select r.* from serial_request r join serial_request_place p on p.id = r.id
                        where r.state = ?1 and (p.store_id = any (?2) or p.store_id is null and p.brand_id = any (?3))
                        order by r.requested_at, r.id limit ?4""", SerialRequestEntity.class)
                .setParameter(1, state.word())
                .setParameter(2, stores.toArray(String[]::new))
                .setParameter(3, brands.toArray(String[]::new))
                .setParameter(4, limit)
                .getResultList();
        return rows.stream().map(SerialRequestEntity.class::cast).toList();
    }

    long count(Collection<String> stores, Collection<String> brands, SerialState state) {
        return (Long) getEntityManager()
                .createNativeQuery("""
                        select count(*) from serial_request_place p
                        where p.state = ?1 and (p.store_id = any (?2) or p.store_id is null and p.brand_id = any (?3))""", Long.class)
                .setParameter(1, state.word())
                .setParameter(2, stores.toArray(String[]::new))
                .setParameter(3, brands.toArray(String[]::new))
                .getSingleResult();
    }

    long waitingOf(SerialClaim claim) {
        return count(
                "brandId = ?1 and model = ?2 and state = ?3",
                claim.brand().value(),
                claim.modelName().value(),
                SerialState.WAITING.word());
    }
}
