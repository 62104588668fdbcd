package org.brandstore.snap.delta;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.database.Chores;
import org.brandstore.database.EachAlone;
import org.brandstore.naming.Sha3_384;
import org.jboss.logging.Logger;

/** Removes deltas that no device has needed for long. What was needed lately must have been noted before. */
@ApplicationScoped
public class DeltaCleanUp {
    private static final Logger LOG = Logger.getLogger(DeltaCleanUp.class);
    /** Of each, in one run. */
    static final int MOST = 500;

    private final Deltas deltas;
    private final DeltaLeftovers leftovers;
    private final EachAlone<Sha3_384> removals;

    DeltaCleanUp(Deltas deltas, DeltaLeftovers leftovers, Chores chores) {
        this.deltas = deltas;
        this.leftovers = leftovers;
        this.removals = chores.resting("remove the file of a delta that is not offered any more");
    }

    /** Stops offering some deltas, and removes some files of those that are not offered for a day. */
    public void run() {
        int retired = deltas.retire(MOST);
        AtomicInteger removed = new AtomicInteger();
        removals.each(leftovers.due(removals.resting(), MOST), digest -> {
            if (leftovers.remove(digest)) {
                removed.incrementAndGet();
            }
        });
        if (retired + removed.get() > 0) {
            LOG.infof("deltas cleaned up: retired=%d files=%d", retired, removed.get());
        }
    }
}
