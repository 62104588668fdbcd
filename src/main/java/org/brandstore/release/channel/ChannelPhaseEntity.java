package org.brandstore.release.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

@Entity
@Table(name = "channel_phase")
@IdClass(ChannelPhaseEntity.Key.class)
class ChannelPhaseEntity {
    record Key(String snapId, String architecture, String track, String risk) implements Serializable {
        static Key of(SnapId snap, Architecture architecture, Channel channel) {
            return new Key(
                    snap.value(),
                    architecture.value(),
                    channel.track().value(),
                    channel.risk().wireName());
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

    int revision;
    int percentage;
    boolean paused;
    byte[] seed = {};

    @Column(name = "changed_at")
    Instant changedAt = Instant.EPOCH;

    @Version
    int version;

    static ChannelPhaseEntity of(Key key) {
        ChannelPhaseEntity row = new ChannelPhaseEntity();
        row.snapId = key.snapId();
        row.architecture = key.architecture();
        row.track = key.track();
        row.risk = key.risk();
        return row;
    }

    Progressive share() {
        return new Progressive(percentage, paused);
    }

    Phase toPhase() {
        return new Phase(
                new SnapId(snapId),
                new Architecture(architecture),
                ChannelColumns.channel(track, risk, ""),
                new Revision(revision),
                share(),
                changedAt);
    }
}
