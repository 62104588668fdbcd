package org.brandstore.snap.delta;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Removes deltas that no device has needed for long. What was needed lately must have been noted before. */
@ApplicationScoped
public class DeltaCleanUp {
    private static final Logger LOG = Logger.getLogger(DeltaCleanUp.class);
    /** Of each, in one run. */
    static final int MOST = 500;

    private final Deltas deltas;
    private final DeltaLeftovers leftovers;

    DeltaCleanUp(Deltas deltas, DeltaLeftovers leftovers) {
        this.deltas = deltas;
        this.leftovers = leftovers;
    }

    /** Stops offering some deltas, and removes some files of those that are not offered for a day. */
    public void run() {
        int retired = deltas.retire(MOST);
        int removed = 0;
        while (removed < MOST && leftovers.removeOne()) {
            removed++;
        }
        if (retired + removed > 0) {
            LOG.infof("deltas cleaned up: retired=%d files=%d", retired, removed);
        }
    }
}
