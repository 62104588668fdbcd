package org.brandstore.release.track;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;

@ApplicationScoped
class TrackRepository implements PanacheRepositoryBase<TrackEntity, TrackEntity.Key> {
    List<TrackEntity> of(SnapId snap) {
        return list("snapId", Sort.by("createdAt").and("name"), snap.value());
    }

    boolean exists(SnapId snap, Track track) {
        return findByIdOptional(new TrackEntity.Key(snap.value(), track.value()))
                .isPresent();
    }
}
