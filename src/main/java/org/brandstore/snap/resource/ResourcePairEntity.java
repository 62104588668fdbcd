package org.brandstore.snap.resource;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "resource_pair")
@IdClass(ResourcePairEntity.Key.class)
class ResourcePairEntity {
    record Key(String snapId, int snapRevision, String name) implements Serializable {}

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    @Column(name = "snap_revision")
    int snapRevision;

    @Id
    String name = "";

    @Column(name = "resource_revision")
    int resourceRevision;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    static ResourcePairEntity of(NewResource.Owner owner, ResourceRevision revision, Instant now) {
        ResourcePairEntity row = new ResourcePairEntity();
        row.snapId = owner.snap().value();
        row.snapRevision = owner.revision().value();
        row.name = revision.name().value();
        row.resourceRevision = revision.revision().value();
        row.createdAt = now;
        return row;
    }
}
