package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The registered snaps of all stores. */
@ApplicationScoped
public class Snaps {
    private final SnapRepository rows;

    Snaps(SnapRepository rows) {
        this.rows = rows;
    }

    @Transactional
    public Optional<Snap> find(SnapId id) {
        return rows.findByIdOptional(id.value()).map(SnapEntity::toSnap);
    }

    /** @throws StoreException with {@link ErrorCode#ID_NOT_FOUND} if there is none */
    @Transactional
    public Snap require(SnapId id) {
        return find(id).orElseThrow(() ->
                new StoreException(ErrorCode.ID_NOT_FOUND, "cannot find snap " + id + ": no snap has this id"));
    }

    /** @param home the store in which the name was registered */
    @Transactional
    public Optional<Snap> find(StoreId home, SnapName name) {
        return rows.find(home, name).map(SnapEntity::toSnap);
    }

    @Transactional
    public Optional<Snap> find(AccountId brand, SnapName name) {
        return rows.find(brand, name).map(SnapEntity::toSnap);
    }

    /** All snaps that an account publishes, by name. */
    @Transactional
    public List<Snap> ofPublisher(AccountId publisher) {
        return rows.ofPublisher(publisher).stream().map(SnapEntity::toSnap).toList();
    }

    /** All snaps whose home is one of the stores, by name. */
    @Transactional
    public List<Snap> ofStores(Collection<StoreId> stores) {
        return rows.ofStores(stores).stream().map(SnapEntity::toSnap).toList();
    }

    /** All snaps of all stores, by name. */
    @Transactional
    public List<Snap> all() {
        return rows.all().stream().map(SnapEntity::toSnap).toList();
    }
}
