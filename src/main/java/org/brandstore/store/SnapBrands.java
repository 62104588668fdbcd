package org.brandstore.store;

import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;

/** Tells to which brand a snap belongs; the feature of snaps, which comes later, answers. */
public interface SnapBrands {
    /** @return empty if there is no such snap */
    Optional<AccountId> of(SnapId snap);
}
