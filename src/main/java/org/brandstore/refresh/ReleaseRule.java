package org.brandstore.refresh;

import java.util.Optional;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.ChannelLine;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.update.plan.Rollout;
import org.jspecify.annotations.Nullable;

/**
 * What the channel, or a safer one, offers to this device: the first line of the chain that is open tells. A device that is
 * in the share of a line on its way gets what it is on its way to. What cannot read the installed data, or is not let pass by
 * gating snaps, is passed over.
 */
final class ReleaseRule implements Rule {
    @Override
    public String name() {
        return "release";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        if (c.findCandidate().isPresent()) {
            return null;
        }
        RefreshDecision unreadable = null;
        for (ChannelLine line : c.chain()) {
            ChannelLine.Pick pick = line.pick(c.now, c.cohort(), c::isOpen);
            Optional<CatalogRevision> ahead = ahead(c, line, pick);
            if (ahead.isPresent()) {
                c.propose(new Case.Candidate(ahead.get(), line, line.name(), Reason.PROGRESSIVE, null));
                return null;
            }
            switch (pick) {
                case ChannelLine.Pick.Found found -> {
                    c.propose(new Case.Candidate(
                            found.revision(),
                            line,
                            line.name(),
                            c.reason(),
                            found.findPassedOver().orElse(null)));
                    return null;
                }
                case ChannelLine.Pick.Barred barred -> {
                    RefreshDecision stays = stay(c, line, barred);
                    if (line.pick(c.now, c.cohort(), c::isReadable) instanceof ChannelLine.Pick.Found) {
                        return stays;
                    }
                    unreadable = unreadable == null ? stays : unreadable; // a safer risk may have what can
                }
                case ChannelLine.Pick.Closed closed -> {
                    // a safer risk is next
                }
            }
        }
        return unreadable != null
                ? unreadable
                : c.refuse(Reason.NO_RELEASE, "no release in " + c.channel() + " for " + c.architecture());
    }

    /** What the line is on its way to, if this device is to have it already. */
    private static Optional<CatalogRevision> ahead(Case c, ChannelLine line, ChannelLine.Pick pick) {
        DeviceIdentity device = c.asker.device();
        if (!c.policy().isMoving() || device == null || c.cohort() != null) {
            return Optional.empty();
        }
        Optional<Rollout> rollout = c.policy().rollout(line.channel(), c.architecture());
        return rollout.filter(
                        way -> way.reaches(device.brand(), device.model(), device.serial(), c.installedRevision()))
                .flatMap(way -> c.snap().find(way.revision().value()))
                .filter(revision -> !revision.facts().withdrawn() && c.isOpen(revision) && !pick.isBeyond(revision));
    }

    private static RefreshDecision stay(Case c, ChannelLine line, ChannelLine.Pick.Barred barred) {
        Reason barrier = c.barrier(barred.first());
        return c.stay(line.name(), barrier == null ? Reason.EPOCH : barrier, "no revision in " + line.name());
    }

    @Override
    public String saw(Case c) {
        return c.findCandidate()
                .map(candidate -> candidate
                        .findLine()
                        .map(line -> line.name() + " has " + candidate.revision() + " for this device"
                                + c.policy()
                                        .rollout(line.channel(), c.architecture())
                                        .map(way -> " (" + way + ")")
                                        .orElse(""))
                        .orElse("not asked"))
                .orElse("no line of the chain " + c.channel() + " has anything for this device");
    }
}
