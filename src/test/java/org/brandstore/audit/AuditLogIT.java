package org.brandstore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.brandstore.event.AuditedChange;
import org.brandstore.event.ChainCheck;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.Events;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.AccountId;
import org.brandstore.testing.Changes;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuditLogIT {
    private static final AccountId BRAND = new AccountId("audited");
    private static final String ANA = "person:ana@acme.example";

    @Inject
    Events events;

    @Inject
    ChangeLog log;

    @Inject
    EntityManager database;

    @Inject
    DataSource dataSource;

    @Test
    void aChangeIsRecordedWithTheTransactionThatMakesIt() {
        QuarkusTransaction.requiringNew().run(() -> {
            events.record(ANA, Changes.ofModel(BRAND, "one"));
            events.record(ANA, Changes.ofModel(BRAND, "two"));
        });
        List<RecordedChange> newest = log.ofBrand(BRAND, Long.MAX_VALUE, 2);
        assertThat(newest)
                .extracting(RecordedChange::subject)
                .containsExactly(Changes.subject(BRAND, "two"), Changes.subject(BRAND, "one"));
        assertThat(newest.getFirst().before()).isEqualTo("{\"duplicates\":\"refuse\",\"hardware\":false,\"most\":1}");
        assertThat(newest.getFirst().after()).isEqualTo("{\"duplicates\":\"refuse\",\"hardware\":false,\"most\":2}");
        assertThat(newest.getFirst().number()).isEqualTo(newest.getLast().number() + 1);
        assertThat(log.ofBrand(BRAND, newest.getFirst().id(), 1)).containsExactly(newest.getLast());
    }

    @Test
    void aRolledBackChangeLeavesNoRecordAndNoGap() {
        QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "before")));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    events.record(ANA, Changes.ofModel(BRAND, "undone"));
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "after")));
        List<RecordedChange> newest = log.ofBrand(BRAND, Long.MAX_VALUE, 2);
        assertThat(newest)
                .extracting(RecordedChange::subject)
                .containsExactly(Changes.subject(BRAND, "after"), Changes.subject(BRAND, "before"));
        assertThat(newest.getFirst().number()).isEqualTo(newest.getLast().number() + 1);
    }

    @Test
    void anotherBrandsChangesAreNotRead() {
        QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "mine")));
        assertThat(log.ofBrand(new AccountId("somebody-else"), Long.MAX_VALUE, 10))
                .isEmpty();
    }

    @Test
    void aChangeOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> events.record(ANA, Changes.ofModel(BRAND, "nowhere")))
                .hasMessageContaining("ARJUNA016110");
    }

    @Test
    void manyWritersAtOnceKeepTheChainWhole() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(writer -> writers.submit(() -> {
                        start.await();
                        for (int i = 0; i < 10; i++) {
                            String model = "writer-" + writer + "-" + i;
                            QuarkusTransaction.requiringNew()
                                    .run(() -> events.record(ANA, Changes.ofModel(BRAND, model)));
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
        assertThat(intact.heads()).containsEntry(BRAND.value(), newest.hash());
        assertThat(log.ofBrand(BRAND, Long.MAX_VALUE, 500))
                .extracting(RecordedChange::subject)
                .filteredOn(subject -> subject.startsWith(Changes.subject(BRAND, "writer-")))
                .doesNotHaveDuplicates()
                .hasSize(80);
    }

    @Test
    void whoIsSilentBeforeTheirCommitHoldsUpNobodyOfAnotherBrand() throws Exception {
        try (Connection silent = dataSource.getConnection()) {
            silent.setAutoCommit(false);
            AuditAppender.append(silent, List.of(silent()), Instant.EPOCH);
            Instant began = Instant.now();
            AccountId other = new AccountId("not-audited");
            QuarkusTransaction.requiringNew().run(() -> events.record("p", Changes.ofModel(other, "other")));
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
            silent.rollback();
        }
    }

    @Test
    void whoIsSilentBeforeTheirCommitIsNotWaitedForForLong() throws Exception {
        try (Connection silent = dataSource.getConnection()) {
            silent.setAutoCommit(false);
            AuditAppender.append(silent, List.of(silent()), Instant.EPOCH);
            Instant began = Instant.now();
            QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "waited")));
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThatThrownBy(silent::commit).isInstanceOf(SQLException.class);
        }
        assertThat(log.ofBrand(BRAND, Long.MAX_VALUE, 1).getFirst().subject())
                .isEqualTo(Changes.subject(BRAND, "waited"));
        assertThat(log.verify()).isInstanceOf(ChainCheck.Intact.class);
    }

    /** As the program wrote it that knew one chain for all brands. */
    @Test
    void theOlderChainIsReadAndVerifiedToo() {
        ChainLink link =
                new ChainLink(1, Instant.EPOCH, "p", "a", "older", "older-brand", "{}", "{}", "", ChainLink.START);
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "insert into audit_record values (1, ?1, 'p', 'a', 'older', 'older-brand', '{}', '{}', '',"
                                        + " decode(?2, 'hex'), decode(?3, 'hex'))")
                        .setParameter(1, link.at())
                        .setParameter(2, link.previousHash())
                        .setParameter(3, link.hash())
                        .executeUpdate());
        assertThat(log.ofBrand(new AccountId("older-brand"), Long.MAX_VALUE, 5))
                .extracting(RecordedChange::subject)
                .containsExactly("older");
        ChainCheck.Intact intact = (ChainCheck.Intact) log.verify();
        assertThat(intact.heads()).containsEntry(ChainCheck.SHARED, link.hash());
    }

    /** As the program wrote them that let each feature choose its keys: what was hashed is not spelt anew. */
    @Test
    void recordsWithKeysOfTheOlderSpellingAreReadAndVerifiedAsTheyAre() throws Exception {
        TreeMap<String, Object> after = new TreeMap<>(Map.of("deviceKey", "k", "models", "[a, b]", "store", ""));
        AuditedChange older =
                new AuditedChange(ANA, "device.arrived", "device/x", Optional.of(BRAND), new TreeMap<>(), after, "");
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            AuditAppender.append(connection, List.of(older), Instant.EPOCH);
            connection.commit();
        }
        QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "newer")));
        assertThat(log.ofBrand(BRAND, Long.MAX_VALUE, 2))
                .extracting(RecordedChange::after)
                .containsExactly(
                        "{\"duplicates\":\"refuse\",\"hardware\":false,\"most\":2}",
                        "{\"deviceKey\":\"k\",\"models\":\"[a, b]\",\"store\":\"\"}");
        assertThat(log.verify()).isInstanceOf(ChainCheck.Intact.class);
    }

    @Test
    void theDatabaseItselfRefusesToChangeARecord() {
        QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "kept")));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> database.createNativeQuery("update audit_entry set why = 'forged'")
                                .executeUpdate()))
                .hasStackTraceContaining("audit_entry is append-only");
    }

    @Test
    void aRecordChangedBehindTheTriggersBackIsFound() {
        QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "honest")));
        RecordedChange honest = log.ofBrand(BRAND, Long.MAX_VALUE, 1).getFirst();
        long id = honest.id();
        QuarkusTransaction.requiringNew().run(() -> events.record(ANA, Changes.ofModel(BRAND, "later")));
        QuarkusTransaction.requiringNew().run(() -> tamper(id, "reviewed", "forged"));
        assertThat(log.verify())
                .isEqualTo(new ChainCheck.Broken(
                        BRAND.value(), honest.number(), "the record does not have the hash that was stored with it"));
        QuarkusTransaction.requiringNew().run(() -> tamper(id, "forged", "reviewed"));
        assertThat(log.verify()).isInstanceOf(ChainCheck.Intact.class);
    }

    private void tamper(long id, String from, String to) {
        database.createNativeQuery("alter table audit_entry disable trigger audit_entry_append_only")
                .executeUpdate();
        int changed = database.createNativeQuery("update audit_entry set why = :to where id = :id and why = :from")
                .setParameter("to", to)
                .setParameter("id", id)
                .setParameter("from", from)
                .executeUpdate();
        assertThat(changed).isEqualTo(1);
        database.createNativeQuery("alter table audit_entry enable trigger audit_entry_append_only")
                .executeUpdate();
    }

    private static AuditedChange silent() {
        return new AuditedChange(ANA, "a", "silent", Optional.of(BRAND), new TreeMap<>(), new TreeMap<>(), "");
    }
}
