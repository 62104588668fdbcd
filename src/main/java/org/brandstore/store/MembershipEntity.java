package org.brandstore.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

@Entity
@Table(name = "membership")
@IdClass(MembershipEntity.Key.class)
class MembershipEntity {
    @Id
    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    @Id
    @Column(name = "store_id")
    String storeId = "";

    @Id
    String role = "";

    record Key(UUID personId, String storeId, String role) implements Serializable {}
}
