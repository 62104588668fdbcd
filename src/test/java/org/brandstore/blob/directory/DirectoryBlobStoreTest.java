package org.brandstore.blob.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.BlobStoreContract;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest extends BlobStoreContract {
    @TempDir
    private Path root;

    @Override
    protected BlobStore newStore() {
        return new DirectoryBlobStore(root.resolve("deep/blobs"), Clock.systemUTC());
    }

    @Override
    protected long leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count() - list().size();
        }
    }

    @Test
    void aBlobIsAFileNamedByItsDigest() throws IOException {
        byte[] bytes = bytes(1000, 1);

        BlobId id = store().put(new ByteArrayInputStream(bytes), 1000);

        String hex = digest(bytes).hex();
        Path file =
                root.resolve("deep/blobs/sha3-384").resolve(hex.substring(0, 2)).resolve(hex);
        assertThat(store().findFile(id.digest())).contains(file);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void thereAreNoPresignedUrls() {
        assertThat(store().presign(digest(bytes(1, 1)), Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void aReopenedStoreHasTheBlobs() throws IOException {
        byte[] bytes = bytes(1000, 2);
        BlobId id = store().put(new ByteArrayInputStream(bytes), 1000);

        BlobStore reopened = newStore();

        assertThat(reopened.stat(id.digest()).map(BlobStat::id)).contains(id);
    }

    @Test
    void createdAtIsOfTheGivenClock() {
        Instant now = Instant.parse("2026-03-04T05:06:07Z");
        BlobStore store = new DirectoryBlobStore(root.resolve("clock"), Clock.fixed(now, ZoneOffset.UTC));

        BlobId id = store.put(new ByteArrayInputStream(bytes(5, 3)), 5);

        assertThat(store.stat(id.digest())).contains(new BlobStat(id.digest(), 5, now));
    }

    @Test
    void puttingAgainRepairsADamagedFile() throws IOException {
        byte[] bytes = bytes(1000, 4);
        BlobId id = store().put(new ByteArrayInputStream(bytes), 1000);
        Files.write(store().findFile(id.digest()).orElseThrow(), new byte[3]);

        store().put(new ByteArrayInputStream(bytes), 1000);

        assertThat(read(id, 0, 1000)).isEqualTo(bytes);
    }

    @Test
    void startRemovesWhatACrashedProcessLeft() throws IOException {
        Path part = oldPart("put-1.part");

        newStore();

        assertThat(part).doesNotExist();
    }

    @Test
    void startKeepsWhatMayBeInTheMaking() throws IOException {
        Path young = Files.write(parts().resolve("put-2.part"), new byte[3]);
        Path locked = oldPart("put-3.part");

        try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.WRITE)) {
            channel.lock();
            newStore();
        }

        assertThat(young).exists();
        assertThat(locked).exists();
    }

    @Test
    void filesThatAreNoBlobsAreNotListed() throws IOException {
        Path shard = Files.createDirectories(root.resolve("deep/blobs/sha3-384/ab"));
        Files.write(shard.resolve("README"), new byte[3]);
        Files.write(root.resolve("deep/blobs/sha3-384/stray"), new byte[3]);

        assertThat(list()).isEmpty();
    }

    @Test
    void brokenDirectoryIsUnavailableAndNamesNoPath() throws IOException {
        Files.delete(parts());

        assertThatThrownBy(() -> store().put(new ByteArrayInputStream(bytes(5, 5)), 5))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageNotContaining(root.toString());
        assertThatThrownBy(() -> store().check())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private Path parts() {
        return root.resolve("deep/blobs/tmp");
    }

    private Path oldPart(String name) throws IOException {
        Path part = Files.write(parts().resolve(name), new byte[3]);
        Files.setLastModifiedTime(
                part, FileTime.from(Clock.systemUTC().instant().minus(Duration.ofHours(1))));
        return part;
    }
}
