package org.brandstore.update;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import org.brandstore.naming.Risk;
import org.brandstore.naming.StoreId;

@Entity
@Table(name = "release_policy")
@IdClass(ReleasePolicyEntity.Key.class)
class ReleasePolicyEntity {
    record Key(String storeId, String risk) implements Serializable {
        static Key of(StoreId store, Risk risk) {
            return new Key(store.value(), risk.wireName());
        }
    }

    @Id
    @Column(name = "store_id")
    String storeId = "";

    @Id
    String risk = "";

    int approvals;

    @Version
    int version;
}
