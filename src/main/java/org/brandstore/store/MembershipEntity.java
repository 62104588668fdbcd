package org.brandstore.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Role;

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

    /** Of a publisher: whether they publish under their own account instead of the brand's. */
    boolean outside;

    @Version
    int version;

    Optional<Role> toRole() {
        return outside ? Optional.of(Role.OUTSIDE_PUBLISHER) : Role.find(role);
    }

    void set(Role wanted) {
        role = name(wanted);
        outside = wanted == Role.OUTSIDE_PUBLISHER;
    }

    /** As old rows and old programs know it. */
    static String name(Role role) {
        return role.publishes() ? Role.PUBLISHER.wireName() : role.wireName();
    }

    record Key(UUID personId, String storeId, String role) implements Serializable {}
}
