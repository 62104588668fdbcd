package org.brandstore.snap.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.brandstore.naming.AccountId;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "name_rule")
@IdClass(NameRuleEntity.Key.class)
class NameRuleEntity {
    static final String PREFIX = "prefix";
    static final String RESERVED = "reserved";

    record Key(String brandId, String kind, String value) implements Serializable {}

    @Id
    @Column(name = "brand_id")
    String brandId = "";

    @Id
    String kind = "";

    @Id
    String value = "";

    static NameRuleEntity of(AccountId brand, String kind, String value) {
        NameRuleEntity row = new NameRuleEntity();
        row.brandId = brand.value();
        row.kind = kind;
        row.value = value;
        return row;
    }
}
