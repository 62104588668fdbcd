package org.brandstore.secret;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "server_secret")
class ServerSecretEntity {
    @Id
    String name = "";

    byte[] sealed = {};

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;
}
