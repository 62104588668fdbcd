package org.brandstore.release.track;

import java.util.List;
import org.brandstore.naming.Channel;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.Risk;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.Progressive;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Grade;

/** Which revision may go to which channel, whoever asks. */
public final class ReleaseRules {
    private static final int MOST_BRANCHES = 200;
    private static final int MOST_WAITING = 200;

    private ReleaseRules() {}

    /** @throws StoreException that names what would be right */
    public static void requireReleasable(SnapRevision revision, Channel channel) {
        if (revision.withdrawn()) {
            throw new StoreException(
                    ErrorCode.RESOURCE_NOT_READY,
                    "cannot release revision " + revision.revision() + ": it was withdrawn");
        }
        boolean careful = channel.risk() == Risk.STABLE || channel.risk() == Risk.CANDIDATE;
        if (careful && revision.grade() == Grade.DEVEL) {
            throw refused(revision, channel, "its grade is devel, which may go to beta and edge only");
        }
        if (careful && revision.confinement() == Confinement.DEVMODE) {
            throw refused(revision, channel, "its confinement is devmode, which may go to beta and edge only");
        }
    }

    /** @throws StoreException if the channel's branch has a name that no new one may have */
    public static void requireBranchName(Channel channel) {
        channel.findBranch()
                .filter(branch -> !NameRules.isNewBranch(branch.value()))
                .ifPresent(branch -> {
                    throw new StoreException(
                            ErrorCode.INVALID_FIELD,
                            "cannot release to " + channel
                                    + ": the name of a branch must be letters, digits, '.' and '-',"
                                    + " without '_'; call it "
                                    + branch.value().replace('_', '-'));
                });
    }

    /**
     * Every replica keeps what is open in memory, and people have to decide about what waits.
     *
     * @param open how many branches the snap has
     * @param more how many others are to be opened
     * @throws StoreException if these would be very many
     */
    public static void requireFewBranches(Snap snap, int open, int more) {
        if (more > 0 && open + more > MOST_BRANCHES) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot release to a new branch: snap " + snap.name() + " would have more than " + MOST_BRANCHES
                            + " open ones; close some");
        }
    }

    /** @throws StoreException if very many releases of the snap wait already */
    public static void requireFewWaiting(Snap snap, Channel channel, int waiting) {
        if (waiting >= MOST_WAITING) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot ask for a release to " + channel + ": " + MOST_WAITING + " releases of snap " + snap.name()
                            + " wait already; have somebody decide about them first");
        }
    }

    /** @throws StoreException if only a share of a branch is meant */
    public static void requirePhasable(Channel channel, Progressive share) {
        if (channel.findBranch().isPresent() && !share.isWhole()) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot release to a part of " + channel + ": a branch goes to all of its devices");
        }
    }

    /** @throws StoreException if the channel's track does not exist */
    public static void requireTrack(Snap snap, Channel channel, boolean exists) {
        if (!exists) {
            throw new StoreException(List.of(new ErrorDetail(
                    ErrorCode.INVALID_FIELD,
                    "cannot use channel " + channel + ": snap " + snap.name() + " has no track " + channel.track()
                            + ", and no risk level has that name; risk levels are stable, candidate, beta and edge")));
        }
    }

    private static StoreException refused(SnapRevision revision, Channel channel, String why) {
        return new StoreException(
                ErrorCode.INVALID_FIELD,
                "cannot release revision " + revision.revision() + " to " + channel + ": " + why);
    }
}
