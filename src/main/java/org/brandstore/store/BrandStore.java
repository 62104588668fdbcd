package org.brandstore.store;

import java.net.URI;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;

/**
 * A store of a brand, which models name in their {@code store} header.
 *
 * @param url where devices are sent that were told to use this store as their proxy (assertions.md 3.15)
 */
public record BrandStore(StoreId id, AccountId brand, String name, Optional<URI> url) {}
