package org.brandstore.snap.query;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.store.SnapBrands;

/** Answers stores, which know nothing of snaps. */
@ApplicationScoped
class BrandsOfSnaps implements SnapBrands {
    private final EntityManager database;

    BrandsOfSnaps(EntityManager database) {
        this.database = database;
    }

    @Override
    public Optional<AccountId> of(SnapId snap) {
        List<?> brands = database.createNativeQuery("select brand_id from snap where id = ?1", String.class)
                .setParameter(1, snap.value())
                .getResultList();
        return brands.stream().findFirst().map(brand -> new AccountId((String) brand));
    }
}
