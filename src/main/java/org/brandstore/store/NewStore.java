package org.brandstore.store;

import java.net.URI;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a store is made.
 *
 * @param url where devices reach it when it is their proxy store, or null for this server's public URL
 */
public record NewStore(
        StoreId id, AccountId brand, String name, @Nullable URI url) {
    public NewStore(StoreId id, AccountId brand, String name) {
        this(id, brand, name, null);
    }
}
