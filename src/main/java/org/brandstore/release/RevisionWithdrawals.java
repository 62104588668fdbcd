package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.event.Reason;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.Phase;
import org.brandstore.release.track.ReleaseLock;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.Withdrawals;

/**
 * Withdraws revisions. Devices of a channel that offers one go back to what it offered before, which is as large a change
 * as a release to it; so is taking away what devices are told to have by a set that they obey. One that nobody is offered
 * needs nobody's approval.
 */
@ApplicationScoped
public class RevisionWithdrawals {
    private final Snaps snaps;
    private final Revisions revisions;
    private final Proposals proposals;
    private final ReleaseLock lock;

    RevisionWithdrawals(Snaps snaps, Revisions revisions, Proposals proposals, ReleaseLock lock) {
        this.lock = lock;
        this.snaps = snaps;
        this.revisions = revisions;
        this.proposals = proposals;
    }

    /**
     * Withdraws a revision for good, or proposes it; doing it again changes nothing. Callers check first who may ask.
     *
     * @throws StoreException {@link ErrorCode#REVISION_NOT_FOUND} if there is no such revision,
     *     {@link ErrorCode#INVALID_FIELD} without a reason
     */
    @Transactional
    public Outcome withdraw(SnapId id, Revision revision, String reason, Actor actor) {
        String why = Reason.require(reason);
        lock.take(id);
        Snap snap = snaps.require(id);
        SnapRevision known = revisions
                .find(id, revision)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.REVISION_NOT_FOUND,
                        "cannot withdraw revision " + revision + " of snap " + snap.name() + ": there is none"));
        if (known.withdrawn()) {
            return new Outcome.Done();
        }
        return proposals.propose(
                Draft.of(
                        ChangeKind.WITHDRAW_REVISION,
                        "snap/" + id + "/revision/" + revision,
                        "withdraw revision " + revision + " (version " + known.version() + ") of snap " + snap.name(),
                        snap.brand(),
                        snap.store(),
                        Map.of("snap", id.value(), "revision", revision.toString()),
                        why),
                actor);
    }

    /** The one effect of that kind. */
    @ApplicationScoped
    static class WithdrawRevision implements GatedChange {
        private final Withdrawals withdrawals;
        private final ChannelOffers offers;
        private final Releases releases;
        private final PublishGate gate;
        private final DemandedRevisions demanded;
        private final ReleaseLock lock;

        WithdrawRevision(
                Withdrawals withdrawals,
                ChannelOffers offers,
                Releases releases,
                PublishGate gate,
                DemandedRevisions demanded,
                ReleaseLock lock) {
            this.lock = lock;
            this.demanded = demanded;
            this.withdrawals = withdrawals;
            this.offers = offers;
            this.releases = releases;
            this.gate = gate;
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.WITHDRAW_REVISION;
        }

        @Override
        public void lock(Draft draft) {
            lock.take(snap(draft));
        }

        @Override
        public int approvalsNeeded(Draft draft) {
            return channels(snap(draft), revision(draft))
                    .mapToInt(channel -> gate.approvalsNeeded(draft.store().orElseThrow(), channel))
                    .reduce(demanded.approvalsToWithdraw(snap(draft), revision(draft)), Math::max);
        }

        @Override
        public void apply(Draft draft, Actor actor) {
            withdrawals.withdraw(snap(draft), revision(draft), draft.reason(), actor);
        }

        /** Where devices are offered it: what channels point to, give instead of a withdrawn one, or are on their way to. */
        private Stream<Channel> channels(SnapId snap, Revision revision) {
            Stream<Channel> given = offers.of(snap).stream()
                    .filter(offer -> offer.pointer().revision().equals(revision)
                            || offer.reaching().stream()
                                    .anyMatch(pointer -> pointer.revision().equals(revision)))
                    .map(offer -> offer.pointer().channel());
            Stream<Channel> underWay = releases.phases(snap).stream()
                    .filter(phase -> phase.revision().equals(revision))
                    .map(Phase::channel);
            return Stream.concat(given, underWay).distinct();
        }

        private static SnapId snap(Draft draft) {
            return new SnapId(draft.require("snap"));
        }

        private static Revision revision(Draft draft) {
            return Revision.parse(draft.require("revision"));
        }
    }
}
