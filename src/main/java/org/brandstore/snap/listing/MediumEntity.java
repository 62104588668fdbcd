package org.brandstore.snap.listing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Optional;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "snap_media")
@IdClass(MediumEntity.Key.class)
class MediumEntity {
    record Key(String snapId, int position) implements Serializable {}

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    int position;

    String type = "";
    String sha256 = "";

    @Column(name = "sha3_384")
    String sha3_384 = "";

    int size;

    @Nullable Integer width;

    @Nullable Integer height;

    String filename = "";

    static MediumEntity of(SnapId snap, int position, SnapMedium medium) {
        MediumEntity row = new MediumEntity();
        row.snapId = snap.value();
        row.position = position;
        row.type = medium.type().wireName();
        row.sha256 = medium.sha256();
        row.sha3_384 = medium.digest().hex();
        row.size = medium.size();
        row.width = medium.width().orElse(null);
        row.height = medium.height().orElse(null);
        row.filename = medium.filename();
        return row;
    }

    SnapMedium toMedium() {
        return new SnapMedium(
                SnapMedium.Type.find(type).orElseThrow(),
                sha256,
                new Sha3_384(sha3_384),
                size,
                Optional.ofNullable(width),
                Optional.ofNullable(height),
                filename);
    }
}
