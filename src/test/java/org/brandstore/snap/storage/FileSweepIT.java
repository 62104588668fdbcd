package org.brandstore.snap.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.directory.DirectoryBlobStore;
import org.brandstore.database.Chores;
import org.brandstore.database.Locks;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.Eventually;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of nobody's go after a day, and nothing else goes. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FileSweepIT {
    @Inject
    FileSweep sweep;

    @Inject
    Locks locks;

    @Inject
    StoredFiles files;

    @Inject
    BlobStore blobs;

    @Inject
    EntityManager database;

    @Inject
    Clock clock;

    @Inject
    Chores chores;

    private Sha3_384 put(Duration age) {
        return put(blobs, age);
    }

    private Sha3_384 put(BlobStore store, Duration age) {
        byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        Sha3_384 digest =
                store.put(new ByteArrayInputStream(content), content.length).digest();
        try {
            Files.setLastModifiedTime(
                    store.findFile(digest).orElseThrow(),
                    FileTime.from(clock.instant().minus(age)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest;
    }

    private String upload(Sha3_384 digest) {
        String id = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("""
                        insert into upload (id, sha3_384, size, filename, received_at, expires_at)
                        values (?1, ?2, 1, 'a.snap', now(), now() + interval '1 day')""")
                        .setParameter(1, id)
                        .setParameter(2, digest.hex())
                        .executeUpdate());
        return id;
    }

    private boolean isThere(Sha3_384 digest) {
        return blobs.stat(digest).isPresent();
    }

    @Test
    void whatNothingRefersToGoesAfterADay() {
        Sha3_384 used = put(Duration.ofDays(30));
        String upload = upload(used);
        Sha3_384 young = put(Duration.ofHours(23));
        Sha3_384 orphan = put(Duration.ofHours(25));

        assertThat(sweep.run()).isEqualTo(1);

        assertThat(List.of(isThere(used), isThere(young), isThere(orphan))).containsExactly(true, true, false);

        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("delete from upload where id = ?1")
                        .setParameter(1, upload)
                        .executeUpdate());
        assertThat(sweep.run()).isEqualTo(1);
        assertThat(isThere(used)).isFalse();
    }

    /** Strangers may upload as much as they like; that must not keep the sweep from taking it away. */
    @Test
    void manyFilesOfStrangersGoAndThoseOfAnotherDatabaseStay(@TempDir Path folder) {
        BlobStore other = new DirectoryBlobStore(folder, clock);
        FileSweep there = new FileSweep(new StoredFiles(database, locks, other), other, chores, clock);
        List<Sha3_384> unknown = IntStream.range(0, 150)
                .mapToObj(i -> put(other, Duration.ofDays(3)))
                .toList();

        assertThat(QuarkusTransaction.requiringNew().call(there::run)).isZero();
        assertThat(unknown).allMatch(digest -> other.stat(digest).isPresent());

        Sha3_384 known = put(other, Duration.ofDays(3));
        upload(known);

        assertThat(QuarkusTransaction.requiringNew().call(there::run)).isEqualTo(150);
        assertThat(unknown).noneMatch(digest -> other.stat(digest).isPresent());
        assertThat(other.stat(known)).isPresent();
    }

    /** The file is written down while the sweep is about to remove it: whoever comes second sees what the first has done. */
    @Test
    void aFileThatIsBeingWrittenDownIsNotRemoved() throws Exception {
        Sha3_384 digest = put(Duration.ofDays(3));
        CountDownLatch kept = new CountDownLatch(1);
        CompletableFuture<Boolean> removal;
        QuarkusTransaction.begin();
        try {
            files.keep(digest);
            removal = CompletableFuture.supplyAsync(() -> {
                kept.countDown();
                return files.removeUnused(digest);
            });
            assertThat(kept.await(10, TimeUnit.SECONDS)).isTrue();
            Eventually.holds(() -> assertThat(
                            database.createNativeQuery("select count(*) from pg_locks where not granted", Long.class)
                                    .getSingleResult())
                    .as("the removal waits for who keeps the file")
                    .isNotEqualTo(0L));
            assertThat(removal).isNotDone();
            database.createNativeQuery("""
                            insert into upload (id, sha3_384, size, filename, received_at, expires_at)
                            values (?1, ?2, 1, 'a.snap', now(), now() + interval '1 day')""")
                    .setParameter(1, UUID.randomUUID().toString())
                    .setParameter(2, digest.hex())
                    .executeUpdate();
        } finally {
            QuarkusTransaction.commit();
        }
        assertThat(removal.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(isThere(digest)).isTrue();
    }

    @Test
    void aFileThatWasRemovedBeforeItWasWrittenDownIsAskedForAgain() {
        Sha3_384 digest = put(Duration.ofDays(3));
        assertThat(files.removeUnused(digest)).isTrue();

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> files.keep(digest)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    /** A file whose digest stands in a column that the view does not know would be removed. */
    @Test
    void everyColumnWithADigestCountsAsUse() {
        List<?> columns = database.createNativeQuery("""
                        select c.table_name || '.' || c.column_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = current_schema and t.table_type = 'BASE TABLE'
                            and c.column_name like '%sha3_384%'
                            and not exists (
                                select 1 from information_schema.view_column_usage u
                                where u.view_schema = c.table_schema and u.view_name = 'blob_use'
                                    and u.table_name = c.table_name and u.column_name = c.column_name)""", String.class).getResultList();

        // files of deltas that are on their way out
        assertThat(columns).singleElement().isEqualTo("delta_leftover.sha3_384");
    }
}
