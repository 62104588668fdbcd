package org.brandstore.release.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.track.ReleaseLock;
import org.brandstore.snap.SnapRevision;
import org.jspecify.annotations.Nullable;

/** Moves pointers and writes their history. The caller holds the {@link ReleaseLock} of the snap. */
@ApplicationScoped
public class ChannelPointers {
    static final Architecture ALL = new Architecture("all");

    private final ChannelPointerRepository pointers;
    private final ChannelHistoryRepository history;
    private final ReleaseConfig config;

    ChannelPointers(ChannelPointerRepository pointers, ChannelHistoryRepository history, ReleaseConfig config) {
        this.pointers = pointers;
        this.history = history;
        this.config = config;
    }

    /** Revision by architecture, for the audit log. */
    public SortedMap<String, Object> present(SnapId snap, Channel channel) {
        SortedMap<String, Object> present = new TreeMap<>();
        pointers.of(snap, channel).forEach(row -> present.put(row.architecture, row.revision));
        return present;
    }

    /** Whether the channel offers the revision to each of its architectures already, and will go on doing so. */
    public boolean isAt(SnapRevision revision, Channel channel) {
        List<ChannelPointerEntity> rows = pointers.of(revision.snap(), channel);
        return channel.findBranch().isEmpty()
                && revision.architectures().stream()
                        .allMatch(architecture -> rows.stream()
                                .anyMatch(row -> row.architecture.equals(architecture.value())
                                        && row.revision == revision.revision().value()))
                && (!revision.architectures().contains(ALL) || rows.size() == 1);
    }

    /** Points the channel to the revision for each of its architectures; a revision for all of them replaces all. */
    public void move(SnapRevision revision, Channel channel, @Nullable PersonId by, Instant now) {
        SnapId snap = revision.snap();
        if (revision.architectures().contains(ALL)) {
            pointers.of(snap, channel).stream()
                    .filter(row -> !row.architecture.equals(ALL.value()))
                    .forEach(row -> remove(row, by, now));
        }
        for (Architecture architecture : revision.architectures()) {
            ChannelPointerEntity.Key key = ChannelPointerEntity.Key.of(snap, architecture, channel);
            ChannelPointerEntity row = pointers.findByIdOptional(key).orElseGet(() -> ChannelPointerEntity.of(key));
            row.revision = revision.revision().value();
            row.releasedAt = now;
            row.expiresAt = channel.findBranch().isPresent() ? now.plus(config.branchLifetime()) : null;
            pointers.persist(row);
            remember(row, revision.revision(), by, now);
        }
    }

    /** Closes the channel for every architecture. */
    public void close(SnapId snap, Channel channel, @Nullable PersonId by, Instant now) {
        pointers.of(snap, channel).forEach(row -> remove(row, by, now));
    }

    /** Whether the channel was moved or closed after the given moment for one of the revision's architectures. */
    public boolean movedSince(SnapRevision revision, Channel channel, Instant moment) {
        return history.since(revision.snap(), channel, moment).stream()
                .anyMatch(row -> revision.architectures().contains(ALL)
                        || row.architecture.equals(ALL.value())
                        || revision.architectures().contains(new Architecture(row.architecture)));
    }

    /** Closes the channel for the architectures whose time is over; false if there are none. */
    public boolean closeExpired(SnapId snap, Channel channel, Instant now) {
        List<ChannelPointerEntity> over = pointers.expired(snap, channel, now);
        over.forEach(row -> remove(row, null, now));
        return !over.isEmpty();
    }

    private void remove(ChannelPointerEntity row, @Nullable PersonId by, Instant now) {
        remember(row, null, by, now);
        pointers.delete(row);
    }

    private void remember(
            ChannelPointerEntity pointer, @Nullable Revision revision, @Nullable PersonId by, Instant now) {
        ChannelHistoryEntity row = new ChannelHistoryEntity();
        row.snapId = pointer.snapId;
        row.architecture = pointer.architecture;
        row.track = pointer.track;
        row.risk = pointer.risk;
        row.branch = pointer.branch;
        row.revision = revision == null ? null : revision.value();
        row.personId = by == null ? null : by.value();
        row.at = now;
        history.persist(row);
    }
}
