package org.brandstore.store;

import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;

/**
 * A store shows a snap to devices.
 *
 * @param brand whose store it is
 * @param models to devices of these models only; empty for every model of the brand that names the store
 */
public record StoreOffer(StoreId store, AccountId brand, SnapId snap, Optional<Set<ModelName>> models) {
    public StoreOffer {
        models = models.map(Set::copyOf);
    }

    public boolean isFor(ModelName model) {
        return models.map(names -> names.contains(model)).orElse(true);
    }
}
