package org.brandstore.snap;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Grade;
import org.brandstore.snap.metadata.SnapType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "snap_revision")
@IdClass(SnapRevisionEntity.Key.class)
class SnapRevisionEntity {
    record Key(String snapId, int revision) implements Serializable {}

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    int revision;

    @Column(name = "sha3_384")
    String sha3_384 = "";

    long size;
    String version = "";
    String type = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> architectures = List.of();

    @Nullable String base;

    String epoch = "";
    String confinement = "";
    String grade = "";
    String provenance = "";
    String title = "";
    String summary = "";
    String description = "";

    @Column(name = "snap_yaml")
    String snapYaml = "";

    /** As {@link org.brandstore.snap.metadata.YamlFactsColumn} writes it; null in rows of earlier releases. */
    @Column(name = "yaml_facts")
    @Nullable String yamlFacts;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> plugs = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> slots = List.of();

    @Column(name = "uploaded_by")
    UUID uploadedBy = new UUID(0, 0);

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "withdrawn_at")
    @Nullable Instant withdrawnAt;

    @Version
    @Column(name = "row_version")
    int rowVersion;

    SnapRevision toRevision() {
        return new SnapRevision(
                new SnapId(snapId),
                new Revision(revision),
                new Sha3_384(sha3_384),
                size,
                version,
                SnapType.find(type).orElseThrow(),
                architectures.stream().map(Architecture::new).toList(),
                Optional.ofNullable(base).map(SnapName::new),
                EpochColumn.read(epoch),
                Confinement.find(confinement).orElseThrow(),
                Grade.find(grade).orElseThrow(),
                provenance,
                title,
                summary,
                description,
                snapYaml,
                plugs,
                slots,
                new PersonId(uploadedBy),
                createdAt,
                withdrawnAt != null);
    }
}
