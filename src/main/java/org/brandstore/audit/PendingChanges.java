package org.brandstore.audit;

import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.brandstore.event.AuditedChange;

/** The changes of one transaction, handed on just before it commits. A failure then makes the transaction roll back. */
final class PendingChanges implements Synchronization {
    private final List<AuditedChange> changes = new ArrayList<>();
    private final Consumer<List<AuditedChange>> sink;

    PendingChanges(Consumer<List<AuditedChange>> sink) {
        this.sink = sink;
    }

    void add(AuditedChange change) {
        changes.add(change);
    }

    @Override
    public void beforeCompletion() {
        sink.accept(changes);
    }

    @Override
    public void afterCompletion(int status) {
        changes.clear();
    }
}
