package org.brandstore.observation;

import java.time.Instant;
import java.util.function.Supplier;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.fleet.CheckIn;
import org.jspecify.annotations.Nullable;

/** Something that a device did or was told, at a moment of our own clock. */
public sealed interface Observation {
    DeviceRef device();

    Instant at();

    /** About how much memory it takes. */
    long bytes();

    /**
     * What it said it runs, and what it asked.
     *
     * @param length of the text of the question
     * @param question that text, as the device sent it
     */
    record Asked(CheckIn checkIn, Observations.Manner manner, int length, Supplier<String> question)
            implements Observation {
        @Override
        public DeviceRef device() {
            return checkIn.device();
        }

        @Override
        public Instant at() {
            return checkIn.at();
        }

        @Override
        public long bytes() {
            return checkIn.bytes() + length;
        }
    }

    /** What happened to one snap of the device. */
    sealed interface OfSnap extends Observation permits Offered, Fetched, Reported {
        String instanceKey();

        String snapId();

        int revision();

        @Override
        default long bytes() {
            return 500;
        }
    }

    /**
     * It was told to have a revision.
     *
     * @param was the revision that it had, 0 for none
     * @param channel where it was found, or null if the revision was named
     * @param reason the reason of the decision in one word
     */
    record Offered(
            DeviceRef device,
            Instant at,
            String instanceKey,
            String snapId,
            int revision,
            int was,
            @Nullable String channel,
            String reason)
            implements OfSnap {}

    /**
     * It asked for the file of a revision, and was sent it, or sent to where it is to be had.
     *
     * @param was the revision from which a delta leads there, 0 for the whole file
     */
    record Fetched(DeviceRef device, Instant at, String snapId, int revision, int was) implements OfSnap {
        @Override
        public String instanceKey() {
            return snapId;
        }
    }

    /**
     * It said that it runs another revision than it said before.
     *
     * @param revision what it has now, 0 if it has the snap no more
     * @param was what it had, 0 if it had not the snap
     * @param refreshed when it says that this was; only ever compared for equality
     */
    record Reported(
            DeviceRef device,
            Instant at,
            String instanceKey,
            String snapId,
            int revision,
            int was,
            @Nullable String refreshed)
            implements OfSnap {}
}
