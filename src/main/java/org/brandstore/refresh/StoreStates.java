package org.brandstore.refresh;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.catalog.Catalog;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.delta.OfferedDeltas;
import org.brandstore.update.Policies;

/** What this replica knows now. */
@ApplicationScoped
public class StoreStates {
    private final Catalogs catalogs;
    private final Policies policies;
    private final OfferedDeltas deltas;

    StoreStates(Catalogs catalogs, Policies policies, OfferedDeltas deltas) {
        this.catalogs = catalogs;
        this.policies = policies;
        this.deltas = deltas;
    }

    /** What to answer from. Touches nothing but memory. */
    public StoreState current() {
        return with(catalogs.current());
    }

    /** The same with a catalog that was taken before, in the same request. */
    public StoreState with(Catalog catalog) {
        return new StoreState(catalog, policies.current(), deltas.current());
    }
}
