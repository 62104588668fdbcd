package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.naming.SnapId;
import org.hibernate.Session;

/** Makes whoever changes what a snap's channels offer, or its open requests, go one after the other on all replicas. */
@ApplicationScoped
class ReleaseLock {
    private final Session database;

    ReleaseLock(Session database) {
        this.database = database;
    }

    /** Waits for the lock and holds it until the transaction ends. It comes before every lock on a row. */
    void take(SnapId snap) {
        database.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended('release/' || :snap, 0))", Integer.class)
                .setParameter("snap", snap.value())
                .getSingleResult();
    }
}
