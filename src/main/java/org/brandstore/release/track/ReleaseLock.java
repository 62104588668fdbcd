package org.brandstore.release.track;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.SnapId;

/** Makes whoever changes what a snap's channels offer, or its open requests, go one after the other on all replicas. */
@ApplicationScoped
public class ReleaseLock {
    private final Locks locks;

    ReleaseLock(Locks locks) {
        this.locks = locks;
    }

    /** Waits for the lock and holds it until the transaction ends. */
    public void take(SnapId snap) {
        locks.take(Lock.SNAP, snap.value());
    }
}
