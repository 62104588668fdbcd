package org.brandstore.release.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "channel_pointer")
@IdClass(ChannelPointerEntity.Key.class)
class ChannelPointerEntity {
    record Key(String snapId, String architecture, String track, String risk, String branch) implements Serializable {
        static Key of(SnapId snap, Architecture architecture, Channel channel) {
            return new Key(
                    snap.value(),
                    architecture.value(),
                    channel.track().value(),
                    channel.risk().wireName(),
                    ChannelColumns.branch(channel));
        }
    }

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Id
    String architecture = "";

    @Id
    String track = "";

    @Id
    String risk = "";

    @Id
    String branch = "";

    int revision;

    @Column(name = "released_at")
    Instant releasedAt = Instant.EPOCH;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    @Version
    int version;

    static ChannelPointerEntity of(Key key) {
        ChannelPointerEntity row = new ChannelPointerEntity();
        row.snapId = key.snapId();
        row.architecture = key.architecture();
        row.track = key.track();
        row.risk = key.risk();
        row.branch = key.branch();
        return row;
    }

    Pointer toPointer() {
        return new Pointer(
                new SnapId(snapId),
                new Architecture(architecture),
                ChannelColumns.channel(track, risk, branch),
                new Revision(revision),
                releasedAt,
                Optional.ofNullable(expiresAt));
    }
}
