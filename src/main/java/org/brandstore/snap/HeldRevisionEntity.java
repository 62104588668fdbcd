package org.brandstore.snap;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Grade;
import org.brandstore.snap.metadata.SnapMetadata;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "held_revision")
@IdClass(HeldRevisionEntity.Key.class)
class HeldRevisionEntity {
    record Key(String snapId, int revision) implements Serializable {}

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    int revision;

    @Column(name = "submission_id")
    UUID submissionId = new UUID(0, 0);

    @Column(name = "sha3_384")
    String sha3_384 = "";

    long size;
    String version = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> architectures = List.of();

    @Nullable String base;

    String epoch = "";
    String confinement = "";
    String grade = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    static HeldRevisionEntity of(SubmittedSnap files) {
        SnapMetadata metadata = files.contents().metadata();
        HeldRevisionEntity row = new HeldRevisionEntity();
        row.sha3_384 = files.blob().digest().hex();
        row.size = files.blob().size();
        row.version = metadata.version();
        row.architectures =
                metadata.architectures().stream().map(Architecture::value).toList();
        row.base = metadata.base().map(SnapName::value).orElse(null);
        row.epoch = EpochColumn.write(metadata.epoch());
        row.confinement = metadata.confinement().wireName();
        row.grade = metadata.grade().wireName();
        return row;
    }

    HeldRevision toHeld(HeldRevision.State state) {
        return new HeldRevision(
                new Revision(revision),
                new Sha3_384(sha3_384),
                size,
                version,
                architectures.stream().map(Architecture::new).toList(),
                Optional.ofNullable(base).map(SnapName::new),
                EpochColumn.read(epoch),
                Confinement.find(confinement).orElseThrow(),
                Grade.find(grade).orElseThrow(),
                createdAt,
                state);
    }
}
