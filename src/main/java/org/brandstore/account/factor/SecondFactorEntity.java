package org.brandstore.account.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "second_factor")
class SecondFactorEntity {
    @Id
    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    byte[] sealed = {};

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "confirmed_at")
    @Nullable Instant confirmedAt;

    @Column(name = "last_step")
    long lastStep = -1;

    @Version
    int version;
}
