package org.brandstore.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "model")
@IdClass(ModelEntity.Key.class)
class ModelEntity {
    @Id
    @Column(name = "brand_id")
    String brandId = "";

    @Id
    String name = "";

    @Column(name = "store_id")
    @Nullable String storeId;

    @Nullable String architecture;

    @Column(name = "serial_policy")
    String serialPolicy = SerialPolicy.MANUAL.wireName();

    @Column(name = "api_key_hash")
    byte @Nullable [] apiKeyHash;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Version
    int version;

    RegisteredModel toModel() {
        return new RegisteredModel(
                new AccountId(brandId),
                new ModelName(name),
                Optional.ofNullable(storeId).map(StoreId::new),
                Optional.ofNullable(architecture).map(Architecture::new),
                SerialPolicy.find(serialPolicy).orElseThrow(),
                apiKeyHash != null);
    }

    record Key(String brandId, String name) implements Serializable {}
}
