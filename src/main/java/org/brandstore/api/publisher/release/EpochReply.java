package org.brandstore.api.publisher.release;

import java.util.List;
import org.brandstore.snap.metadata.Epoch;

/** An epoch with both of its lists. */
record EpochReply(List<Long> read, List<Long> write) {
    static EpochReply of(Epoch epoch) {
        return new EpochReply(epoch.read(), epoch.write());
    }
}
