package org.brandstore.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.brandstore.event.change.Change;
import org.brandstore.event.change.ChangeType;
import org.brandstore.event.change.StoreChanged;

/** Records changes. Must be called inside the transaction that makes the change. */
@ApplicationScoped
public class Events {
    private final EntityManager database;
    private final Event<AuditedChange> observers;
    private final Clock clock;

    Events(EntityManager database, Event<AuditedChange> observers, Clock clock) {
        this.database = database;
        this.observers = observers;
        this.clock = clock;
    }

    /**
     * Tells the observers in this transaction (the audit log is one) and leaves the events in the outbox.
     *
     * @param actor who did it, such as {@code person:ana@acme.example}, {@code system} or {@code device:acme/m/1}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(String actor, Change change) {
        observers.fire(AuditedChange.of(actor, change));
        ChangeType.of(change).events(change).forEach(this::publish);
    }

    /** Leaves an event in the outbox without an audit record: for derived state that is nobody's decision. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(StoreChanged event) {
        database.createNativeQuery("insert into outbox_event (topic, key, created_at) values (?1, ?2, ?3)")
                .setParameter(1, event.topic().name())
                .setParameter(2, event.key())
                .setParameter(3, clock.instant())
                .executeUpdate();
    }
}
