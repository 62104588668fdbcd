package org.brandstore.release.track;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "track")
@IdClass(TrackEntity.Key.class)
class TrackEntity {
    record Key(String snapId, String name) implements Serializable {}

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    String name = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    SnapTrack toTrack() {
        return new SnapTrack(new SnapId(snapId), new Track(name), createdAt);
    }
}
