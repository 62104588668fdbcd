package org.brandstore.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "store_snap")
@IdClass(OfferEntity.Key.class)
class OfferEntity {
    @Id
    @Column(name = "store_id")
    String storeId = "";

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    String @Nullable [] models;

    @Version
    int version;

    StoreOffer toOffer(AccountId brand) {
        return new StoreOffer(
                new StoreId(storeId),
                brand,
                new SnapId(snapId),
                Optional.ofNullable(models)
                        .map(names -> Arrays.stream(names).map(ModelName::new).collect(Collectors.toSet())));
    }

    record Key(String storeId, String snapId) implements Serializable {}
}
