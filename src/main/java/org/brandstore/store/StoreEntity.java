package org.brandstore.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "store")
class StoreEntity {
    @Id
    String id = "";

    @Column(name = "brand_id")
    String brandId = "";

    String name = "";

    @Nullable String url;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Version
    int version;

    BrandStore toStore() {
        return new BrandStore(
                new StoreId(id),
                new AccountId(brandId),
                name,
                Optional.ofNullable(url).map(URI::create));
    }
}
