package org.brandstore.release;

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
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.channel.ChannelColumns;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "channel_stop")
@IdClass(StopEntity.Key.class)
class StopEntity {
    record Key(String snapId, String track, String risk, String branch, int revision) implements Serializable {
        static Key of(SnapId snap, Channel channel, Revision revision) {
            return new Key(
                    snap.value(),
                    channel.track().value(),
                    channel.risk().wireName(),
                    ChannelColumns.branch(channel),
                    revision.value());
        }
    }

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    String track = "";

    @Id
    String risk = "";

    @Id
    String branch = "";

    @Id
    int revision;

    @Column(name = "stopped_at")
    Instant stoppedAt = Instant.EPOCH;

    @Column(name = "stopped_by")
    @Nullable UUID stoppedBy;

    String reason = "";

    Stop toStop() {
        return new Stop(
                new SnapId(snapId),
                ChannelColumns.channel(track, risk, branch),
                new Revision(revision),
                stoppedAt,
                Optional.ofNullable(stoppedBy).map(PersonId::new),
                reason);
    }
}
