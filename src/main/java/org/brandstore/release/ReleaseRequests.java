package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.change.ChannelChange;
import org.brandstore.event.change.ReleaseChange;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.RequestState.Applied;
import org.brandstore.release.RequestState.Rejected;
import org.brandstore.release.RequestState.Scheduled;
import org.brandstore.release.RequestState.Waiting;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Snaps;

/**
 * The releases that wait for approval. Who may decide is not known here: {@code update} decides and calls the
 * transitions inside its transaction, after {@link #lock}.
 */
@ApplicationScoped
public class ReleaseRequests {
    private static final int MOST_DUE = 100;
    private static final int MOST_REASON = 300;

    private final ReleaseRequestRepository rows;
    private final ChannelMoves moves;
    private final PublishGate gate;
    private final Snaps snaps;
    private final Revisions revisions;
    private final Events events;
    private final Clock clock;

    ReleaseRequests(
            ReleaseRequestRepository rows,
            ChannelMoves moves,
            PublishGate gate,
            Snaps snaps,
            Revisions revisions,
            Events events,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.gate = gate;
        this.snaps = snaps;
        this.revisions = revisions;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Optional<ReleaseRequest> find(UUID id) {
        return rows.findByIdOptional(id).map(ReleaseRequestEntity::toRequest);
    }

    /** What waits or is scheduled for snaps at home in the stores, oldest first. */
    @Transactional
    public List<ReleaseRequest> open(Collection<StoreId> stores) {
        return ofStores(stores, true, Integer.MAX_VALUE);
    }

    /** What was decided lately for snaps at home in the stores, newest first. */
    @Transactional
    public List<ReleaseRequest> decided(Collection<StoreId> stores, int limit) {
        return ofStores(stores, false, limit);
    }

    private List<ReleaseRequest> ofStores(Collection<StoreId> stores, boolean open, int limit) {
        if (stores.isEmpty()) {
            return List.of();
        }
        return rows.ofStores(stores, open, limit).stream()
                .map(ReleaseRequestEntity::toRequest)
                .toList();
    }

    /**
     * Reads a request so that it stays as it was read until the transaction ends.
     *
     * @throws StoreException with {@link ErrorCode#RESOURCE_NOT_FOUND} if there is none
     */
    @Transactional(TxType.MANDATORY)
    public ReleaseRequest lock(UUID id) {
        return locked(id).toRequest();
    }

    /** Notes, while more approvals are needed, that it must not apply before a time. */
    @Transactional(TxType.MANDATORY)
    public void postpone(UUID id, Instant notBefore) {
        openRow(id).become(new Waiting(Optional.of(notBefore)));
    }

    /** Approved for a time to come. */
    @Transactional(TxType.MANDATORY)
    public void schedule(UUID id, Instant at, Actor actor) {
        ReleaseRequestEntity row = openRow(id);
        row.become(new Scheduled(at));
        events.record(actor.label(), new ReleaseChange.Scheduled(told(row), at));
    }

    /**
     * Shows the revision to devices and ends older open requests for the same channel.
     *
     * @throws StoreException with {@link ErrorCode#RESOURCE_NOT_READY} if the revision must not be released any more,
     *     with {@link ErrorCode#CONFLICT} if the request is not open
     */
    @Transactional(TxType.MANDATORY)
    public void apply(UUID id, Actor actor) {
        ReleaseRequestEntity row = openRow(id);
        SnapRevision revision = revision(row);
        if (revision.withdrawn()) {
            throw new StoreException(
                    ErrorCode.RESOURCE_NOT_READY,
                    "cannot release revision " + revision.revision() + ": it was withdrawn, reject the request");
        }
        apply(row, revision, actor);
    }

    /** Ends the request without any effect on devices. */
    @Transactional(TxType.MANDATORY)
    public void reject(UUID id, String reason, Actor actor) {
        ReleaseRequestEntity row = openRow(id);
        row.become(new Rejected(clock.instant(), reason));
        events.record(actor.label(), new ReleaseChange.Rejected(told(row), reason));
    }

    /**
     * The scheduled requests whose time has come, oldest first, at most a hundred.
     *
     * @param leaveAlone those that failed a moment ago and are not to be tried yet
     */
    @Transactional
    public List<UUID> due(Set<UUID> leaveAlone) {
        return rows.due(clock.instant(), leaveAlone, MOST_DUE);
    }

    /** Ends a scheduled request that the store fails to apply, and says so where its publisher and the audit log tell it. */
    @Transactional(TxType.REQUIRES_NEW)
    @Checked(value = ReleaseChange.Rejected.class, because = "nobody gets anything by it: what was to come does not")
    public void giveUpDue(UUID id, Throwable reason, Actor actor) {
        if (locked(id).toRequest().state().isOpen()) {
            reject(
                    id,
                    "the store failed to apply it again and again; release anew, or tell the operator: " + cut(reason),
                    actor);
        }
    }

    private static String cut(Throwable reason) {
        String text = reason.toString();
        return text.substring(0, Math.min(text.length(), MOST_REASON));
    }

    /**
     * Applies a scheduled request if its time has come and nobody else is at it. Called by every replica as often as it
     * likes: it applies once. A revision that was withdrawn meanwhile ends the request; a policy that was raised meanwhile,
     * or approvers who may not decide any more, make it wait again.
     *
     * @return whether this call ended the request
     */
    @Transactional(TxType.REQUIRES_NEW)
    @Checked(
            value = {ChannelChange.Released.class, ReleaseChange.Rejected.class},
            because = "its approvals are counted again by the rules of now")
    public boolean applyDue(UUID id, Actor actor) {
        Optional<SnapId> snap = rows.snapOf(id);
        if (snap.isEmpty()) {
            return false;
        }
        moves.lock(snap.get());
        Optional<ReleaseRequestEntity> due = rows.dueLocked(id, clock.instant());
        due.ifPresent(row -> {
            SnapRevision revision = revision(row);
            if (revision.withdrawn()) {
                reject(id, "the revision was withdrawn before its time came", actor);
            } else if (!gate.isApproved(row.toRequest())) {
                row.become(new Waiting(Optional.ofNullable(row.effectiveAt)));
                events.record(
                        actor.label(),
                        new ReleaseChange.WaitsAgain(told(row), "its approvals are not enough by the rules of now"));
            } else {
                apply(row, revision, actor);
            }
        });
        return due.isPresent();
    }

    private void apply(ReleaseRequestEntity row, SnapRevision revision, Actor actor) {
        ReleaseRequest request = row.toRequest();
        Snap snap = snaps.require(request.snap());
        Instant now = clock.instant();
        row.become(new Applied(now));
        moves.release(
                snap,
                new ChannelMoves.Goal(revision, request.channel(), request.share()),
                request.requestedBy(),
                request.requestedAt(),
                new ChannelMoves.Cause(actor, Optional.of(request.id()), now));
    }

    private SnapRevision revision(ReleaseRequestEntity row) {
        ReleaseRequest request = row.toRequest();
        return revisions.require(request.snap(), request.revision());
    }

    /** The one answer for a request that does not exist and for one that the caller may not know of. */
    public static StoreException notFound(UUID id) {
        return new StoreException(
                ErrorCode.RESOURCE_NOT_FOUND, "cannot find release request " + id + ": there is none");
    }

    private ReleaseRequestEntity locked(UUID id) {
        SnapId snap = rows.snapOf(id).orElseThrow(() -> notFound(id));
        moves.lock(snap);
        return rows.locked(id).orElseThrow();
    }

    private ReleaseRequestEntity openRow(UUID id) {
        ReleaseRequestEntity row = locked(id);
        RequestState state = row.toRequest().state();
        if (!state.isOpen()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot change release request " + id + ": it is " + state.word()
                            + ", only a waiting or scheduled one can change");
        }
        return row;
    }

    private ReleaseChange.Which told(ReleaseRequestEntity row) {
        ReleaseRequest request = row.toRequest();
        return request.told(snaps.require(request.snap()));
    }
}
