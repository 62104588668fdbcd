package org.brandstore.account.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brandstore.account.PersonId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "credential")
class CredentialEntity {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    String kind = "";

    @Column(name = "secret_hash")
    byte[] secretHash = {};

    String description = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] permissions = {};

    @JdbcTypeCode(SqlTypes.ARRAY)
    String @Nullable [] snaps;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String @Nullable [] channels;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String @Nullable [] stores;

    /** What it was made with, and ends with. */
    @Column(name = "derived_from")
    @Nullable UUID derivedFrom;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    /** A mark, written by a statement of its own: whoever uses a credential must not write the rest of it. */
    @Column(name = "last_used_at", updatable = false)
    @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    @Version
    int version;

    Credential toCredential() {
        return new Credential(
                new CredentialId(id),
                new PersonId(personId),
                CredentialKind.find(kind).orElseThrow(),
                description,
                Arrays.stream(permissions)
                        .flatMap(name -> Permission.find(name).stream())
                        .collect(Collectors.toSet()),
                new CredentialLimits(set(snaps, SnapName::new), set(channels, name -> name), set(stores, StoreId::new)),
                createdAt,
                Optional.ofNullable(expiresAt));
    }

    private static <T> Optional<Set<T>> set(String @Nullable [] values, Function<String, T> parse) {
        return values == null
                ? Optional.empty()
                : Optional.of(Arrays.stream(values).map(parse).collect(Collectors.toSet()));
    }
}
