package org.brandstore.release.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "channel_history")
class ChannelHistoryEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "snap_id")
    String snapId = "";

    String architecture = "";
    String track = "";
    String risk = "";
    String branch = "";

    @Nullable Integer revision;

    @Nullable Integer percentage;

    @Column(name = "person_id")
    @Nullable UUID personId;

    Instant at = Instant.EPOCH;

    ChannelMove toMove() {
        return new ChannelMove(
                id == null ? 0 : id,
                new Architecture(architecture),
                ChannelColumns.channel(track, risk, branch),
                Optional.ofNullable(revision).map(Revision::new),
                percentage == null ? OptionalInt.empty() : OptionalInt.of(percentage),
                Optional.ofNullable(personId).map(PersonId::new),
                at);
    }
}
