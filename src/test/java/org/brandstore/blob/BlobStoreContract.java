package org.brandstore.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store does. */
public abstract class BlobStoreContract {
    private static final long ENOUGH = 100_000_000;

    private BlobStore store;

    /** A store that keeps its blobs apart from those of other tests. */
    protected abstract BlobStore newStore() throws IOException;

    /** How many things there are in the storage that are neither a blob nor belong there without one. */
    protected abstract long leftovers() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = newStore();
    }

    /** Around the sizes of buffers and parts, where splitting goes wrong first. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 103, 104, 105, 262143, 262144, 262145, 5 << 20, (5 << 20) + 1, (16 << 20) + 17})
    void putKeepsExactlyTheBytesUnderTheirDigest(int size) throws IOException {
        byte[] bytes = bytes(size, 1);

        BlobId id = store.put(new ByteArrayInputStream(bytes), ENOUGH);

        assertThat(id).isEqualTo(new BlobId(digest(bytes), size));
        assertThat(read(id, 0, size)).isEqualTo(bytes);
        assertThat(store.stat(id.digest()).map(BlobStat::id)).contains(id);
        assertThat(leftovers()).isZero();
    }

    @Test
    void putReadsASourceThatGivesAFewBytesAtATime() {
        byte[] bytes = bytes(300_000, 2);
        InputStream trickle = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 7919));
            }
        };

        assertThat(store.put(trickle, ENOUGH)).isEqualTo(new BlobId(digest(bytes), bytes.length));
    }

    @Test
    void putAgainIsTheSameBlobMadeYoungAgain() throws IOException {
        byte[] bytes = bytes(70_000, 3);
        BlobId first = store.put(new ByteArrayInputStream(bytes), ENOUGH);
        Instant before = store.stat(first.digest()).orElseThrow().createdAt();

        BlobId second = store.put(new ByteArrayInputStream(bytes), ENOUGH);

        assertThat(second).isEqualTo(first);
        assertThat(read(first, 0, 70_000)).isEqualTo(bytes);
        assertThat(store.stat(first.digest()).orElseThrow().createdAt()).isAfterOrEqualTo(before);
        assertThat(list()).containsExactly(first);
        assertThat(leftovers()).isZero();
    }

    @Test
    void manyPutsOfTheSameBytesAtOnceKeepOneBlob() throws Exception {
        byte[] bytes = bytes(1_500_000, 4);
        BlobId expected = new BlobId(digest(bytes), bytes.length);
        Callable<BlobId> put = () -> store.put(new ByteArrayInputStream(bytes), ENOUGH);

        List<BlobId> ids = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<BlobId> result : threads.invokeAll(List.of(put, put, put, put))) {
                ids.add(result.get());
            }
        }

        assertThat(ids).containsExactly(expected, expected, expected, expected);
        assertThat(list()).containsExactly(expected);
        assertThat(read(expected, 0, bytes.length)).isEqualTo(bytes);
        assertThat(leftovers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1_000_000})
    void putOfMoreThanAllowedKeepsNothing(int max) throws IOException {
        byte[] bytes = bytes(max + 1, 5);

        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(bytes), max))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessage("cannot store the upload: it has more than " + max + " bytes");

        assertThat(store.stat(digest(bytes))).isEmpty();
        assertThat(list()).isEmpty();
        assertThat(leftovers()).isZero();
    }

    @Test
    void putOfExactlyAsMuchAsAllowedWorks() {
        byte[] bytes = bytes(1_000_000, 6);

        assertThat(store.put(new ByteArrayInputStream(bytes), 1_000_000).size()).isEqualTo(1_000_000);
    }

    @Test
    void endlessSourceIsReadLittleBeyondTheLimit() {
        long[] given = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                given[0]++;
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                given[0] += length;
                return length;
            }
        };

        assertThatThrownBy(() -> store.put(endless, 2_000_000)).isInstanceOf(StoreException.class);

        assertThat(given[0]).isLessThanOrEqualTo(2_000_000 + (1 << 20));
    }

    @Test
    void putOfASourceThatIsCutKeepsNothing() throws IOException {
        byte[] bytes = bytes(6_000_000, 7);
        InputStream cut = new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatThrownBy(() -> store.put(cut, ENOUGH))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));

        assertThat(store.stat(digest(bytes))).isEmpty();
        assertThat(list()).isEmpty();
        assertThat(leftovers()).isZero();
        assertThat(store.put(new ByteArrayInputStream(bytes), ENOUGH).digest()).isEqualTo(digest(bytes));
    }

    @Test
    void putDoesNotCloseTheSource() {
        boolean[] closed = {false};
        InputStream source = new ByteArrayInputStream(new byte[5]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        store.put(source, ENOUGH);

        assertThat(closed[0]).isFalse();
    }

    @Test
    void rangesAreExact() throws IOException {
        byte[] bytes = bytes(1_000_000, 8);
        BlobId id = store.put(new ByteArrayInputStream(bytes), ENOUGH);

        assertThat(read(id, 0, 1)).containsExactly(bytes[0]);
        assertThat(read(id, 999_999, 1)).containsExactly(bytes[999_999]);
        assertThat(read(id, 123_456, 654_321)).isEqualTo(part(bytes, 123_456, 654_321));
        assertThat(read(id, 0, 0)).isEmpty();
        assertThat(read(id, 1_000_000, 0)).isEmpty();
    }

    @Test
    void rangesOutsideTheBlobAreRefused() {
        BlobId id = store.put(new ByteArrayInputStream(bytes(1000, 9)), ENOUGH);

        for (long[] range : new long[][] {
            {-1, 1}, {0, -1}, {0, 1001}, {1000, 1}, {1001, 0}, {999, 2}, {5, Long.MAX_VALUE}, {Long.MAX_VALUE, 1}
        }) {
            assertThatThrownBy(() -> store.open(id.digest(), range[0], range[1]).close())
                    .as("%d bytes from byte %d", range[1], range[0])
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void channelReadsAnywhere() throws IOException {
        byte[] bytes = bytes(1_000_000, 10);
        BlobId id = store.put(new ByteArrayInputStream(bytes), ENOUGH);

        try (SeekableByteChannel channel = store.openChannel(id.digest())) {
            assertThat(channel.size()).isEqualTo(1_000_000);
            assertThat(readAt(channel, 999_000, 2_000)).isEqualTo(part(bytes, 999_000, 1_000));
            assertThat(readAt(channel, 0, 10)).isEqualTo(part(bytes, 0, 10));
            assertThat(channel.position()).isEqualTo(10);
            assertThat(readAt(channel, 250_000, 600_000)).isEqualTo(part(bytes, 250_000, 600_000));
            assertThat(channel.position(2_000_000).read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void absentBlobIsNotFound() {
        Sha3_384 absent = digest(bytes(11, 11));

        assertThat(store.stat(absent)).isEmpty();
        assertThat(store.findFile(absent)).isEmpty();
        assertThatThrownBy(() -> store.open(absent, 0, 0).close()).satisfies(BlobStoreContract::isNotFound);
        assertThatThrownBy(() -> store.open(absent, 0, 1).close()).satisfies(BlobStoreContract::isNotFound);
        assertThatThrownBy(() -> store.openChannel(absent).close()).satisfies(BlobStoreContract::isNotFound);
    }

    @Test
    void deleteRemovesOneBlobAndIsNoErrorWithoutIt() {
        BlobId kept = store.put(new ByteArrayInputStream(bytes(10, 12)), ENOUGH);
        BlobId gone = store.put(new ByteArrayInputStream(bytes(10, 13)), ENOUGH);

        store.delete(gone.digest());
        store.delete(gone.digest());

        assertThat(store.stat(gone.digest())).isEmpty();
        assertThat(list()).containsExactly(kept);
    }

    @Test
    void listNamesEveryBlob() {
        List<BlobId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(store.put(new ByteArrayInputStream(bytes(100 + i, 100 + i)), ENOUGH));
        }

        assertThat(list()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void createdAtIsTheTimeOfThePut() {
        Instant now = Clock.systemUTC().instant();

        BlobId id = store.put(new ByteArrayInputStream(bytes(10, 14)), ENOUGH);

        assertThat(store.stat(id.digest()).orElseThrow().createdAt())
                .isBetween(now.minus(Duration.ofSeconds(5)), now.plus(Duration.ofMinutes(1)));
    }

    @Test
    void checkOfAHealthyStoreReturns() throws IOException {
        store.check();

        assertThat(leftovers()).isZero();
    }

    /** The store under test. */
    protected final BlobStore store() {
        return store;
    }

    protected static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    protected static Sha3_384 digest(byte[] bytes) {
        try {
            return Sha3_384.ofBytes(MessageDigest.getInstance("SHA3-384").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    protected final List<BlobId> list() {
        try (Stream<BlobStat> blobs = store.list()) {
            return blobs.map(BlobStat::id).toList();
        }
    }

    protected final byte[] read(BlobId id, long offset, long length) throws IOException {
        try (InputStream in = store.open(id.digest(), offset, length)) {
            return in.readAllBytes();
        }
    }

    private static byte[] readAt(SeekableByteChannel channel, long position, int upTo) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(upTo);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        out.write(buffer.array(), 0, buffer.position());
        return out.toByteArray();
    }

    private static byte[] part(byte[] bytes, int offset, int length) {
        byte[] part = new byte[length];
        System.arraycopy(bytes, offset, part, 0, length);
        return part;
    }

    private static void isNotFound(Throwable e) {
        assertThat(e)
                .isInstanceOfSatisfying(
                        StoreException.class, s -> assertThat(s.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
