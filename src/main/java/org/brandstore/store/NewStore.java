package org.brandstore.store;

import java.net.URI;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a store is made.
 *
 * @param url where devices reach it when it is their proxy store, or null for this server's public URL; its path always
 *     ends in a slash, for devices drop what follows the last one when they register (device-api.md trap 14)
 */
public record NewStore(
        StoreId id, AccountId brand, String name, @Nullable URI url) {
    public NewStore {
        if (url != null && !url.toString().endsWith("/")) {
            url = URI.create(url + "/");
        }
    }

    public NewStore(StoreId id, AccountId brand, String name) {
        this(id, brand, name, null);
    }
}
