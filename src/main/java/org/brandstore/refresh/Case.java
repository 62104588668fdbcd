package org.brandstore.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.ChannelLine;
import org.brandstore.catalog.rule.DeviceRules;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.question.ActionKind;
import org.brandstore.refresh.question.ContextSnap;
import org.brandstore.refresh.question.SnapAction;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.update.plan.Policy;
import org.brandstore.update.plan.SnapPolicy;
import org.jspecify.annotations.Nullable;

/** One action on its way through the rules, with what they have found out so far. Lives as long as one decision. */
final class Case {
    final Asker asker;
    final DeviceRules deviceRules;
    final SnapAction action;
    final @Nullable ContextSnap installed;
    final Instant now;
    private final Policy policies;

    private @Nullable CatalogSnap snap;
    private SnapPolicy policy = SnapPolicy.NONE;
    /** The one revision that can be the answer, 0 if the channel tells. */
    private int demanded;

    private Reason reason = Reason.CHANNEL;
    private String channel = "";
    private List<ChannelLine> chain = List.of();
    private @Nullable Instant cohort;
    private @Nullable Candidate candidate;

    /**
     * What would be offered if nothing spoke against it.
     *
     * @param line the channel that has it, or null if it was demanded by its number
     * @param channel where it is to be had, fully spelt, or null
     * @param passedOver what the channel would offer otherwise, if that is not acceptable
     */
    record Candidate(
            CatalogRevision revision,
            @Nullable ChannelLine line,
            @Nullable String channel,
            Reason reason,
            @Nullable CatalogRevision passedOver) {
        Optional<ChannelLine> findLine() {
            return Optional.ofNullable(line);
        }
    }

    /**
     * @param deviceRules what gating snaps and validation sets demand on the device
     * @param installed the entry of the context that the action is about, or null if there is none
     * @param now the moment that decides whether branches have ended
     */
    Case(
            Asker asker,
            DeviceRules deviceRules,
            Policy policies,
            SnapAction action,
            @Nullable ContextSnap installed,
            Instant now) {
        this.asker = asker;
        this.deviceRules = deviceRules;
        this.policies = policies;
        this.action = action;
        this.installed = installed;
        this.now = now;
    }

    /** The snap; no rule but the first is asked where there is none. */
    CatalogSnap snap() {
        if (snap == null) {
            throw new IllegalStateException("no rule has found the snap");
        }
        return snap;
    }

    void found(CatalogSnap seen) {
        snap = seen;
        policy = policies.of(seen.id());
    }

    boolean isFound() {
        return snap != null;
    }

    SnapPolicy policy() {
        return policy;
    }

    void demand(int revision, Reason why) {
        demanded = revision;
        reason = why;
    }

    /** The number of the one revision that can be the answer, 0 if the channel tells. */
    int demanded() {
        return demanded;
    }

    Reason reason() {
        return reason;
    }

    void follow(String spelling, List<ChannelLine> lines) {
        channel = spelling;
        chain = lines;
    }

    /** The channel as the client spells it. */
    String channel() {
        return channel;
    }

    /** The lines to look into, the first that has something wins. */
    List<ChannelLine> chain() {
        return chain;
    }

    void join(Instant made) {
        cohort = made;
        reason = Reason.COHORT;
    }

    /** The moment whose state of the channel counts, or null for the present one. */
    @Nullable Instant cohort() {
        return cohort;
    }

    void propose(Candidate found) {
        candidate = found;
    }

    Optional<Candidate> findCandidate() {
        return Optional.ofNullable(candidate);
    }

    /** What would be offered; the rules that look for it settle the matter where there is nothing. */
    Candidate candidate() {
        if (candidate == null) {
            throw new IllegalStateException("no rule has found a revision");
        }
        return candidate;
    }

    String architecture() {
        return asker.traits().architecture();
    }

    boolean isRefresh() {
        return action.kind() == ActionKind.REFRESH;
    }

    boolean isInstalled(CatalogRevision revision) {
        return installedRevision() == revision.number();
    }

    /** The number of the revision that the device has, 0 for none. */
    int installedRevision() {
        return installed == null ? 0 : installed.installed().revision();
    }

    /** Why the device must not be taken to this revision, or null if nothing speaks against it. */
    @Nullable Reason barrier(CatalogRevision revision) {
        boolean refreshes = isRefresh() && installed != null;
        if (refreshes && isInstalled(revision)) {
            return null;
        }
        if (!isReadable(revision)) {
            return Reason.EPOCH;
        }
        return refreshes && !isLifted() && !deviceRules.passes(snap().id(), revision.number()) ? Reason.GATED : null;
    }

    boolean isOpen(CatalogRevision revision) {
        return barrier(revision) == null;
    }

    /** Whether the revision can take over the data that is there. */
    boolean isReadable(CatalogRevision revision) {
        Epoch epoch = action.epoch() != null || installed == null ? action.epoch() : installed.epoch();
        return epoch == null || revision.facts().epoch().canRead(epoch);
    }

    /** What the action says about validation wins over the context, which old clients alone fill in. */
    boolean isLifted() {
        Boolean said = action.wish().ignoresValidation();
        return said == null ? installed != null && installed.ignoresValidation() : said;
    }

    /** Nothing newer is acceptable: the installed revision is the answer, where we know it. */
    RefreshDecision stay(@Nullable String where, Reason why, String what) {
        Optional<CatalogRevision> present =
                installed == null || !isRefresh() ? Optional.empty() : snap().find(installedRevision());
        return present.<RefreshDecision>map(revision -> new RefreshDecision.Current(snap(), revision, where, why))
                .orElseGet(() -> refuse(
                        why,
                        what
                                + switch (why) {
                                    case GATED -> " is let pass by the gating snaps on the device";
                                    case STOPPED -> " is offered to further devices: the store has stopped it";
                                    default -> " can read the installed data";
                                }));
    }

    RefreshDecision refuse(Reason why, String message) {
        return new RefreshDecision.Refused(snap(), ErrorCode.REVISION_NOT_FOUND, message, snap().releases(), why);
    }
}
