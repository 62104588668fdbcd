package org.brandstore.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.rule.DeviceRules;
import org.brandstore.refresh.rule.SetDemand;
import org.brandstore.snap.file.Epoch;
import org.jspecify.annotations.Nullable;

/** Decides what one action is answered. Pure: the same question gets the same answer on every replica. */
public final class RefreshDecider {
    private static final String DEFAULT_CHANNEL = "stable";

    private final CohortKeys cohorts;

    public RefreshDecider(CohortKeys cohorts) {
        this.cohorts = cohorts;
    }

    /**
     * @param rules what gating snaps and validation sets demand on the device
     * @param installed the entry of the context that the action is about, or null if there is none
     * @param now the moment that decides whether branches have ended
     */
    public RefreshDecision decide(
            Asker asker, DeviceRules rules, SnapAction action, @Nullable ContextSnap installed, Instant now) {
        Optional<CatalogSnap> found = find(asker.view(), action);
        if (found.isEmpty()) {
            return unknown(action);
        }
        return new Question(found.get(), asker, rules, action, installed, now).answer();
    }

    private static Optional<CatalogSnap> find(CatalogView view, SnapAction action) {
        String id = action.snapId();
        String name = action.name();
        if (id != null) {
            return view.findById(id);
        }
        return name == null ? Optional.empty() : view.findByName(name);
    }

    /** Says nothing but what the client said, so that hidden and absent snaps read the same. */
    private static RefreshDecision unknown(SnapAction action) {
        boolean byId = action.snapId() != null;
        String message = byId ? "snap not found by id" : "snap not found by name";
        ErrorCode code = byId ? ErrorCode.ID_NOT_FOUND : ErrorCode.NAME_NOT_FOUND;
        return new RefreshDecision.Refused(null, code, message, List.of(), Reason.NO_SNAP);
    }

    /** One action on a snap that the caller sees. */
    private final class Question {
        private final CatalogSnap snap;
        private final Asker asker;
        private final Asker.Traits traits;
        private final DeviceRules rules;
        private final SnapAction action;
        private final @Nullable ContextSnap installed;
        private final Instant now;

        Question(
                CatalogSnap snap,
                Asker asker,
                DeviceRules rules,
                SnapAction action,
                @Nullable ContextSnap installed,
                Instant now) {
            this.snap = snap;
            this.asker = asker;
            this.traits = asker.traits();
            this.rules = rules;
            this.action = action;
            this.installed = installed;
            this.now = now;
        }

        RefreshDecision answer() {
            int pinned = action.wish().revision();
            return switch (demand()) {
                case SetDemand.Nothing nothing -> refuse(Reason.SETS, nothing.why());
                case SetDemand.Only only
                when pinned > 0 && pinned != only.revision().value() ->
                    refuse(Reason.SETS, "the validation sets allow revision " + only.revision() + " only");
                case SetDemand.Only only -> bySets(only);
                case SetDemand.Any any -> pinned > 0 ? byRevision(pinned, Reason.PINNED) : byChannel(channel());
            };
        }

        private RefreshDecision bySets(SetDemand.Only only) {
            CatalogRevision revision = snap.find(only.revision().value()).orElse(null);
            if (revision != null) {
                for (Map.Entry<String, Revision> wanted : only.components().entrySet()) {
                    if (revision.resources().stream()
                            .noneMatch(resource -> resource.name().equals(wanted.getKey())
                                    && resource.revision() == wanted.getValue().value())) {
                        return refuse(
                                Reason.SETS,
                                "the validation sets need revision " + wanted.getValue() + " of component "
                                        + wanted.getKey() + ", which does not go with revision " + only.revision());
                    }
                }
            }
            return byRevision(only.revision().value(), Reason.SETS);
        }

        /** What the action says about validation wins over the context, which old clients alone fill in. */
        private boolean isLifted() {
            Boolean said = action.wish().ignoresValidation();
            return said == null ? installed != null && installed.ignoresValidation() : said;
        }

        private SetDemand demand() {
            List<List<String>> named = action.wish().validationSets();
            if (named.isEmpty() && installed != null) {
                named = installed.validationSets();
            }
            return named.isEmpty() || isLifted()
                    ? new SetDemand.Any()
                    : rules.demand(named, snap.id(), set -> AssertionSight.seesSet(asker, set));
        }

        /** Why the device must not be taken to this revision, or null if nothing speaks against it. */
        private @Nullable Reason barrier(CatalogRevision revision) {
            boolean refreshes = action.kind() == ActionKind.REFRESH && installed != null;
            if (refreshes && isInstalled(revision)) {
                return null;
            }
            if (!isReadable(revision)) {
                return Reason.EPOCH;
            }
            return refreshes && !isLifted() && !rules.passes(snap.id(), revision.number()) ? Reason.GATED : null;
        }

        private boolean isInstalled(CatalogRevision revision) {
            return installed != null && installed.installed().revision() == revision.number();
        }

        private boolean isIncluded(Rollout rollout) {
            return rollout.reaches(
                    asker.device(),
                    installed == null ? 0 : installed.installed().revision());
        }

        /** Whether the revision can take over the data that is there. */
        private boolean isReadable(CatalogRevision revision) {
            Epoch epoch = action.epoch() != null || installed == null ? action.epoch() : installed.epoch();
            return epoch == null || revision.facts().epoch().canRead(epoch);
        }

        private boolean isOpen(CatalogRevision revision) {
            return barrier(revision) == null;
        }

        private RefreshDecision byRevision(int pinned, Reason reason) {
            CatalogRevision revision = snap.find(pinned).orElse(null);
            if (revision == null || revision.facts().withdrawn() || !revision.runsOn(traits.architecture())) {
                return refuse(Reason.NO_REVISION, "no revision " + pinned + " for " + traits.architecture());
            }
            Reason barrier = barrier(revision);
            return barrier == null
                    ? offer(revision, channelOf(revision), reason)
                    : stay(null, barrier, "revision " + pinned);
        }

        /** Where a pinned revision is to be had, if it is, by those who have its data. */
        private @Nullable String channelOf(CatalogRevision revision) {
            return snap.channelOf(revision, traits.architecture(), now)
                    .map(Channel::toString)
                    .orElse(null);
        }

        private RefreshDecision byChannel(String channel) {
            List<ChannelLine> chain;
            try {
                chain = snap.channels(traits.architecture()).chain(channel);
            } catch (InvalidNameException e) {
                return refuse(
                        Reason.BAD_CHANNEL,
                        "not a channel: it must be track, risk, or track/risk with or without /branch");
            }
            Instant cohort = null;
            String key = cohortKey();
            if (key != null) {
                Optional<Instant> made = cohorts.read(key, snap.id());
                if (made.isEmpty()) {
                    return refuse(Reason.BAD_COHORT, "the cohort key is not one of this store for this snap");
                }
                cohort = made.get();
            }
            return search(chain, channel, cohort, key == null ? Reason.CHANNEL : Reason.COHORT);
        }

        private RefreshDecision search(
                List<ChannelLine> chain, String channel, @Nullable Instant cohort, Reason reason) {
            RefreshDecision unreadable = null;
            for (ChannelLine line : chain) {
                ChannelLine.Pick pick = line.pick(now, cohort, this::isOpen);
                Rollout rollout = line.rollout();
                if (rollout != null
                        && cohort == null
                        && isIncluded(rollout)
                        && isOpen(rollout.revision())
                        && !pick.isBeyond(rollout.revision())) {
                    return offer(rollout.revision(), line.name(), Reason.PROGRESSIVE);
                }
                switch (pick) {
                    case ChannelLine.Pick.Found found -> {
                        return line.isStopped(found.revision()) && !isInstalled(found.revision())
                                ? stay(line.name(), Reason.STOPPED, "no revision in " + line.name())
                                : offer(found, line.name(), reason);
                    }
                    case ChannelLine.Pick.Barred barred -> {
                        Reason barrier = barrier(barred.first());
                        RefreshDecision stays = stay(
                                line.name(), barrier == null ? Reason.EPOCH : barrier, "no revision in " + line.name());
                        if (line.pick(now, cohort, this::isReadable) instanceof ChannelLine.Pick.Found) {
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
                    : refuse(Reason.NO_RELEASE, "no release in " + channel + " for " + traits.architecture());
        }

        private RefreshDecision offer(ChannelLine.Pick.Found found, String channel, Reason reason) {
            CatalogRevision passedOver = found.passedOver();
            Reason barrier = passedOver == null ? null : barrier(passedOver);
            return barrier != null && action.kind() == ActionKind.REFRESH && isInstalled(found.revision())
                    ? new RefreshDecision.Current(snap, found.revision(), channel, barrier)
                    : offer(found.revision(), channel, reason);
        }

        private RefreshDecision offer(CatalogRevision revision, @Nullable String channel, Reason reason) {
            if (action.kind() == ActionKind.REFRESH && isInstalled(revision)) {
                return new RefreshDecision.Current(snap, revision, channel, Reason.UP_TO_DATE);
            }
            return new RefreshDecision.Offer(snap, revision, channel, redirect(), reason);
        }

        /** Nothing newer is acceptable: the installed revision is the answer, where we know it. */
        private RefreshDecision stay(@Nullable String channel, Reason reason, String what) {
            Optional<CatalogRevision> present = installed == null || action.kind() != ActionKind.REFRESH
                    ? Optional.empty()
                    : snap.find(installed.installed().revision());
            return present.<RefreshDecision>map(
                            revision -> new RefreshDecision.Current(snap, revision, channel, reason))
                    .orElseGet(() -> refuse(
                            reason,
                            what
                                    + switch (reason) {
                                        case GATED -> " is let pass by the gating snaps on the device";
                                        case STOPPED -> " is offered to further devices: the store has stopped it";
                                        default -> " can read the installed data";
                                    }));
        }

        private RefreshDecision refuse(Reason reason, String message) {
            return new RefreshDecision.Refused(snap, ErrorCode.REVISION_NOT_FOUND, message, snap.releases(), reason);
        }

        /** Old clients name no channel when they refresh all snaps; then the context tells it (device-api.md 6.1). */
        private String channel() {
            String channel = action.wish().channel();
            if (channel != null && !channel.isEmpty()) {
                return channel;
            }
            String tracked = installed == null ? "" : installed.installed().trackingChannel();
            return tracked.isEmpty() ? DEFAULT_CHANNEL : tracked;
        }

        /** The action wins where it names a channel of its own; a bare refresh stays in the cohort of the context. */
        private @Nullable String cohortKey() {
            String key = action.wish().cohortKey();
            if (key != null || installed == null || action.wish().channel() != null) {
                return key;
            }
            return installed.cohortKey();
        }

        /** A client that named no track is told to follow the default one, if that is not the usual. */
        private @Nullable String redirect() {
            String channel = action.wish().channel();
            if (action.kind() == ActionKind.REFRESH
                    || !traits.followsRedirects()
                    || action.wish().revision() > 0
                    || snap.facts().defaultTrack().value().equals("latest")) {
                return null;
            }
            if (channel == null || channel.isEmpty()) {
                return snap.facts().defaultTrack() + "/" + DEFAULT_CHANNEL;
            }
            return Risk.isRisk(channel.split("/", 2)[0]) ? snap.facts().defaultTrack() + "/" + channel : null;
        }
    }
}
