package org.brandstore.snap.resource;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.ComponentType;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "resource_revision")
@IdClass(ResourceRevisionEntity.Key.class)
class ResourceRevisionEntity {
    record Key(String snapId, String name, int revision) implements Serializable {}

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    String name = "";

    @Id
    int revision;

    @Column(name = "sha3_384")
    String sha3_384 = "";

    long size;
    String type = "";
    String version = "";
    String provenance = "";

    @Column(name = "copy_of")
    @Nullable Integer copyOf;

    @Column(name = "uploaded_by")
    UUID uploadedBy = new UUID(0, 0);

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    ResourceRevision toResource() {
        return new ResourceRevision(
                new SnapId(snapId),
                new SnapName(name),
                new Revision(revision),
                new Sha3_384(sha3_384),
                size,
                ComponentType.find(type).orElseThrow(),
                version,
                provenance,
                Optional.ofNullable(copyOf).map(Revision::new),
                new PersonId(uploadedBy),
                createdAt);
    }
}
