package org.brandstore.refresh.question;

import org.brandstore.snap.metadata.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * One action of a refresh request on one snap (device-api.md 6.1).
 *
 * @param kind what is to be done
 * @param instanceKey names the action; echoed byte for byte
 * @param snapId the snap, for a refresh
 * @param name the snap, for the other kinds
 * @param wish which revision
 * @param epoch of the data that the revision must be able to read, or null if there is none
 */
public record SnapAction(
        ActionKind kind,
        String instanceKey,
        @Nullable String snapId,
        @Nullable String name,
        WantedRevision wish,
        @Nullable Epoch epoch) {}
