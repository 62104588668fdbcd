package org.brandstore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.brandstore.event.ChainCheck;
import org.brandstore.event.Change;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.Events;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.AccountId;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuditLogIT {
    private static final AccountId BRAND = new AccountId("audited");

    @Inject
    Events events;

    @Inject
    ChangeLog log;

    @Inject
    EntityManager database;

    @Test
    void aChangeIsRecordedWithTheTransactionThatMakesIt() {
        QuarkusTransaction.requiringNew().run(() -> {
            events.record(change("one"));
            events.record(change("two"));
        });
        List<RecordedChange> newest = log.ofBrand(BRAND, Long.MAX_VALUE, 2);
        assertThat(newest).extracting(RecordedChange::subject).containsExactly("two", "one");
        assertThat(newest.getFirst().before()).isEqualTo("{\"channel\":\"latest/stable\",\"revision\":1}");
        assertThat(newest.getFirst().after()).isEqualTo("{\"revision\":2}");
        assertThat(newest.getFirst().id()).isEqualTo(newest.getLast().id() + 1);
        assertThat(log.ofBrand(BRAND, newest.getFirst().id(), 1)).containsExactly(newest.getLast());
    }

    @Test
    void aRolledBackChangeLeavesNoRecordAndNoGap() {
        QuarkusTransaction.requiringNew().run(() -> events.record(change("before")));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    events.record(change("undone"));
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        QuarkusTransaction.requiringNew().run(() -> events.record(change("after")));
        List<RecordedChange> newest = log.ofBrand(BRAND, Long.MAX_VALUE, 2);
        assertThat(newest).extracting(RecordedChange::subject).containsExactly("after", "before");
        assertThat(newest.getFirst().id()).isEqualTo(newest.getLast().id() + 1);
    }

    @Test
    void anotherBrandsChangesAreNotRead() {
        QuarkusTransaction.requiringNew().run(() -> events.record(change("mine")));
        assertThat(log.ofBrand(new AccountId("somebody-else"), Long.MAX_VALUE, 10))
                .isEmpty();
    }

    @Test
    void aChangeOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> events.record(change("nowhere"))).hasMessageContaining("ARJUNA016110");
    }

    @Test
    void manyWritersAtOnceKeepTheChainWhole() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(writer -> writers.submit(() -> {
                        start.await();
                        for (int i = 0; i < 10; i++) {
                            String subject = "writer/" + writer + "/" + i;
                            QuarkusTransaction.requiringNew().run(() -> events.record(change(subject)));
                        }
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> writer : running) {
                writer.get();
            }
        }
        ChainCheck.Intact intact = (ChainCheck.Intact) log.verify();
        RecordedChange newest = log.ofBrand(BRAND, Long.MAX_VALUE, 1).getFirst();
        assertThat(intact).isEqualTo(new ChainCheck.Intact(newest.id(), newest.hash()));
        assertThat(log.ofBrand(BRAND, Long.MAX_VALUE, 500))
                .extracting(RecordedChange::subject)
                .filteredOn(subject -> subject.startsWith("writer/"))
                .doesNotHaveDuplicates()
                .hasSize(80);
    }

    @Test
    void theDatabaseItselfRefusesToChangeARecord() {
        QuarkusTransaction.requiringNew().run(() -> events.record(change("kept")));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> database.createNativeQuery("update audit_record set why = 'forged'")
                                .executeUpdate()))
                .hasStackTraceContaining("audit_record is append-only");
    }

    @Test
    void aRecordChangedBehindTheTriggersBackIsFound() {
        QuarkusTransaction.requiringNew().run(() -> events.record(change("honest")));
        long id = log.ofBrand(BRAND, Long.MAX_VALUE, 1).getFirst().id();
        QuarkusTransaction.requiringNew().run(() -> events.record(change("later")));
        QuarkusTransaction.requiringNew().run(() -> tamper(id, "reviewed", "forged"));
        assertThat(log.verify())
                .isEqualTo(new ChainCheck.Broken(id, "the record does not have the hash that was stored with it"));
        QuarkusTransaction.requiringNew().run(() -> tamper(id, "forged", "reviewed"));
        assertThat(log.verify()).isInstanceOf(ChainCheck.Intact.class);
    }

    private void tamper(long id, String from, String to) {
        database.createNativeQuery("alter table audit_record disable trigger audit_record_append_only")
                .executeUpdate();
        int changed = database.createNativeQuery("update audit_record set why = :to where id = :id and why = :from")
                .setParameter("to", to)
                .setParameter("id", id)
                .setParameter("from", from)
                .executeUpdate();
        assertThat(changed).isEqualTo(1);
        database.createNativeQuery("alter table audit_record enable trigger audit_record_append_only")
                .executeUpdate();
    }

    private static Change change(String subject) {
        return new Change(
                "person:ana@acme.example",
                "release.applied",
                subject,
                BRAND,
                Map.of("revision", 1, "channel", "latest/stable"),
                Map.of("revision", 2),
                "reviewed",
                List.of());
    }
}
