package org.brandstore.refresh;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The answer to one action. */
public sealed interface RefreshDecision {
    /** Why this is the answer. */
    Reason reason();

    /** Why a request gets the answer it gets. */
    enum Reason {
        /** the channel points to another revision than the installed one */
        CHANNEL,
        /** the device is in the share to which the channel offers another revision */
        PROGRESSIVE,
        /** the request names the revision */
        PINNED,
        /** the cohort keeps the revision */
        COHORT,
        /** the server has too much to do for an update that nobody waits for */
        BUSY,
        /** the installed revision is the one to have */
        UP_TO_DATE,
        /** none of the channel's revisions can read the installed data */
        EPOCH,
        /** the channel offers its revision to no further device, until people let it go on */
        STOPPED,
        /** a gating snap on the device does not let a newer revision pass */
        GATED,
        /** the validation sets that the device obeys say so */
        SETS,
        /** there is no such snap for this caller */
        NO_SNAP,
        /** there is no such revision for this caller */
        NO_REVISION,
        /** neither the channel nor a safer one is open */
        NO_RELEASE,
        /** the channel cannot be read */
        BAD_CHANNEL,
        /** the cohort key is not ours */
        BAD_COHORT;

        /** In one word, as people and records have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A revision to have.
     *
     * @param snap the snap
     * @param revision the revision
     * @param channel where it was found, fully spelt, or null if a revision was named
     * @param redirect the channel to follow from now on, or null to follow the one that was named
     * @param delta what spares the device most of the download, if anything does
     */
    record Offer(
            CatalogSnap snap,
            CatalogRevision revision,
            @Nullable String channel,
            @Nullable String redirect,
            Reason reason,
            DeltaChoice delta)
            implements RefreshDecision {
        Offer with(DeltaChoice choice) {
            return new Offer(snap, revision, channel, redirect, reason, choice);
        }

        public Optional<String> findChannel() {
            return Optional.ofNullable(channel);
        }

        public Optional<String> findRedirect() {
            return Optional.ofNullable(redirect);
        }
    }

    /** Stay with what is installed. */
    record Current(
            CatalogSnap snap,
            CatalogRevision revision,
            @Nullable String channel,
            Reason reason) implements RefreshDecision {

        public Optional<String> findChannel() {
            return Optional.ofNullable(channel);
        }
    }

    /**
     * Nothing to have.
     *
     * @param snap the snap, or null if there is none for this caller
     * @param code what the client is told
     * @param message what a person is told
     * @param releases where the snap is to be had instead
     */
    record Refused(
            @Nullable CatalogSnap snap,
            ErrorCode code,
            String message,
            List<CatalogSnap.Release> releases,
            Reason reason)
            implements RefreshDecision {
        public Refused {
            releases = List.copyOf(releases);
        }

        public Optional<CatalogSnap> findSnap() {
            return Optional.ofNullable(snap);
        }
    }
}
