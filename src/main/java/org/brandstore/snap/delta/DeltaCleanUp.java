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
        while (removed < MOST && removeOne()) {
            removed++;
        }
        if (retired + removed > 0) {
            LOG.infof("deltas cleaned up: retired=%d files=%d", retired, removed);
        }
    }

    /** Whether there was one; one that cannot be removed is tried again another day. */
    private boolean removeOne() {
        try {
            return leftovers.removeOne();
        } catch (RuntimeException e) {
            LOG.errorf(e, "cannot remove the file of a delta, trying again another day");
            leftovers.putBack();
            return true;
        }
    }
}
