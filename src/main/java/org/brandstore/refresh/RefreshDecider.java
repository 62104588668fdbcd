package org.brandstore.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Risk;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision.Reason;
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
     * @param installed the entry of the context that the action is about, or null if there is none
     * @param now the moment that decides whether branches have ended
     */
    public RefreshDecision decide(Asker asker, SnapAction action, @Nullable ContextSnap installed, Instant now) {
        Optional<CatalogSnap> found = find(asker.view(), action);
        if (found.isEmpty()) {
            return unknown(action);
        }
        return new Question(found.get(), asker.traits(), action, installed, now).answer();
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
        private final Asker.Traits traits;
        private final SnapAction action;
        private final @Nullable ContextSnap installed;
        private final Instant now;

        Question(
                CatalogSnap snap,
                Asker.Traits traits,
                SnapAction action,
                @Nullable ContextSnap installed,
                Instant now) {
            this.snap = snap;
            this.traits = traits;
            this.action = action;
            this.installed = installed;
            this.now = now;
        }

        RefreshDecision answer() {
            int pinned = action.wish().revision();
            return pinned > 0 ? byRevision(pinned) : byChannel(channel());
        }

        private RefreshDecision byRevision(int pinned) {
            CatalogRevision revision = snap.find(pinned).orElse(null);
            if (revision == null || revision.facts().withdrawn() || !revision.runsOn(traits.architecture())) {
                return refuse(Reason.NO_REVISION, "no revision " + pinned + " for " + traits.architecture());
            }
            Epoch epoch = epoch();
            if (epoch != null && !revision.facts().epoch().canRead(epoch)) {
                return stay(null, "revision " + pinned + " cannot read the data of the installed revision");
            }
            return offer(revision, channelOf(revision), Reason.PINNED);
        }

        /** Where a pinned revision is to be had, if it is. */
        private @Nullable String channelOf(CatalogRevision revision) {
            for (CatalogSnap.OpenChannel open : snap.openChannels(traits.architecture(), now)) {
                if (open.revision() == revision) {
                    return open.channel().toString();
                }
            }
            return null;
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
            Epoch epoch = epoch();
            for (ChannelLine line : chain) {
                switch (line.pick(now, cohort, epoch)) {
                    case ChannelLine.Pick.Found found -> {
                        return offer(found.revision(), line.name(), reason);
                    }
                    case ChannelLine.Pick.Unreadable unreadable -> {
                        return stay(line.name(), "no revision in " + line.name() + " can read the installed data");
                    }
                    case ChannelLine.Pick.Closed closed -> {
                        // a safer risk is next
                    }
                }
            }
            return refuse(Reason.NO_RELEASE, "no release in " + channel + " for " + traits.architecture());
        }

        private RefreshDecision offer(CatalogRevision revision, @Nullable String channel, Reason reason) {
            if (installed != null
                    && action.kind() == ActionKind.REFRESH
                    && installed.installed().revision() == revision.number()) {
                return new RefreshDecision.Current(snap, revision, channel, Reason.UP_TO_DATE);
            }
            return new RefreshDecision.Offer(snap, revision, channel, redirect(), reason);
        }

        /** Nothing newer is readable: the installed revision is the answer, where we know it. */
        private RefreshDecision stay(@Nullable String channel, String message) {
            Optional<CatalogRevision> present = installed == null || action.kind() != ActionKind.REFRESH
                    ? Optional.empty()
                    : snap.find(installed.installed().revision());
            return present.<RefreshDecision>map(
                            revision -> new RefreshDecision.Current(snap, revision, channel, Reason.EPOCH))
                    .orElseGet(() -> refuse(Reason.EPOCH, message));
        }

        private RefreshDecision refuse(Reason reason, String message) {
            return new RefreshDecision.Refused(snap, ErrorCode.REVISION_NOT_FOUND, message, snap.releases(now), reason);
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

        private @Nullable Epoch epoch() {
            return action.epoch() != null || installed == null ? action.epoch() : installed.epoch();
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
