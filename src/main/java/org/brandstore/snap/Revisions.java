package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.metadata.Epoch;

/** The accepted revisions of all snaps. */
@ApplicationScoped
public class Revisions {
    private final SnapRevisionRepository rows;
    private final SnapRepository snaps;
    private final HeldRevisions held;

    Revisions(SnapRevisionRepository rows, SnapRepository snaps, HeldRevisions held) {
        this.rows = rows;
        this.snaps = snaps;
        this.held = held;
    }

    @Transactional
    public Optional<SnapRevision> find(SnapId snap, Revision revision) {
        return rows.find(snap, revision).map(SnapRevisionEntity::toRevision);
    }

    /**
     * @throws StoreException with {@link ErrorCode#REVISION_NOT_FOUND} if there is none, {@link
     *     ErrorCode#RESOURCE_NOT_READY} if the file of that number waits for its review
     */
    @Transactional
    public SnapRevision require(SnapId snap, Revision revision) {
        return find(snap, revision).orElseThrow(() -> missing(snap, revision));
    }

    private StoreException missing(SnapId snap, Revision revision) {
        String name = snaps.findByIdOptional(snap.value())
                .map(found -> found.toSnap().name().value())
                .orElseGet(snap::value);
        return held.mayBecome(snap, revision)
                ? new StoreException(
                        ErrorCode.RESOURCE_NOT_READY,
                        "cannot use revision " + revision + " of snap " + name + ": it waits for its review")
                : new StoreException(
                        ErrorCode.REVISION_NOT_FOUND,
                        "cannot find revision " + revision + " of snap " + name + ": it was never accepted");
    }

    @Transactional
    public Optional<SnapRevision> newest(SnapId snap) {
        return rows.newest(snap).map(SnapRevisionEntity::toRevision);
    }

    /** All revisions of a snap, newest first. */
    @Transactional
    public List<SnapRevision> of(SnapId snap) {
        return rows.newestFirst(snap).stream()
                .map(SnapRevisionEntity::toRevision)
                .toList();
    }

    /** Those of a snap that were withdrawn. */
    @Transactional
    public Set<Revision> withdrawn(SnapId snap) {
        return rows.withdrawn(snap).stream()
                .map(row -> new Revision(row.revision))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The epochs of those of a snap that are not of epoch 0, as snaps are that name none. */
    @Transactional
    public Map<Revision, Epoch> laterEpochs(SnapId snap) {
        return rows.ofLaterEpochs(snap).stream()
                .collect(Collectors.toUnmodifiableMap(
                        row -> new Revision(row.revision), row -> EpochColumn.read(row.epoch)));
    }

    /** All revisions of all snaps. */
    @Transactional
    public List<SnapRevision> all() {
        return rows.all().stream().map(SnapRevisionEntity::toRevision).toList();
    }
}
