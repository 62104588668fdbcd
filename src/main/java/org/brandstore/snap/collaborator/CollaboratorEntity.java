package org.brandstore.snap.collaborator;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "snap_collaborator")
@IdClass(CollaboratorEntity.Key.class)
class CollaboratorEntity {
    record Key(String snapId, UUID personId) implements Serializable {}

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    @Column(name = "added_by")
    UUID addedBy = new UUID(0, 0);

    @Column(name = "added_at")
    Instant addedAt = Instant.EPOCH;

    Collaborator toCollaborator() {
        return new Collaborator(new PersonId(personId), new PersonId(addedBy), addedAt);
    }
}
