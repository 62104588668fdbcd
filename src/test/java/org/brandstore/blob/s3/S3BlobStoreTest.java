package org.brandstore.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.blob.BlobConfig;
import org.brandstore.blob.BlobConfigs;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.BlobStoreContract;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Runs against a real server: {@code .ci/minio.sh ./mvnw test -Dtest=S3BlobStoreTest}. */
@EnabledIfEnvironmentVariable(named = BlobConfigs.ENDPOINT, matches = "http.*")
class S3BlobStoreTest extends BlobStoreContract {
    @TempDir
    private Path spool;

    private S3BlobStore opened;

    @Override
    protected BlobStore newStore() {
        opened = open(Map.of());
        try (Stream<BlobStat> blobs = opened.list()) {
            blobs.forEach(blob -> opened.delete(blob.digest()));
        }
        return opened;
    }

    @AfterEach
    void closeStore() {
        opened.close();
    }

    @Override
    protected long leftovers() throws IOException {
        long objects = 0;
        for (Result<Item> item : client(BlobConfigs.server(spool, Map.of()))
                .listObjects(ListObjectsArgs.builder()
                        .bucket(System.getenv("BRANDSTORE_TEST_S3_BUCKET"))
                        .recursive(true)
                        .build())) {
            try {
                assertThat(item.get().size()).isNotNegative();
            } catch (MinioException e) {
                throw new IOException(e);
            }
            objects++;
        }
        try (Stream<Path> files = Files.list(spool)) {
            return objects - list().size() + files.count();
        }
    }

    @Test
    void thereAreNoFiles() {
        BlobId id = store().put(new ByteArrayInputStream(bytes(10, 1)), 10);

        assertThat(store().findFile(id.digest())).isEmpty();
    }

    @Test
    void presignedUrlGivesTheBytesAndRangesToAnyone() throws Exception {
        byte[] bytes = bytes(100_000, 2);
        BlobId id = store().put(new ByteArrayInputStream(bytes), 100_000);

        URI url = store().presign(id.digest(), Duration.ofMinutes(1)).orElseThrow();

        HttpResponse<byte[]> whole = get(HttpRequest.newBuilder(url));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(bytes);
        HttpResponse<byte[]> range = get(HttpRequest.newBuilder(url).header("Range", "bytes=99990-"));
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("Content-Range")).contains("bytes 99990-99999/100000");
        assertThat(range.body()).hasSize(10);
    }

    @Test
    void presignedUrlIsForOneBlobAndOneMethodOnly() throws Exception {
        BlobId one = store().put(new ByteArrayInputStream(bytes(10, 3)), 10);
        BlobId other = store().put(new ByteArrayInputStream(bytes(10, 4)), 10);
        URI url = store().presign(one.digest(), Duration.ofMinutes(1)).orElseThrow();
        String hex = one.digest().hex();
        String otherHex = other.digest().hex();

        URI moved = URI.create(
                url.toString().replace(hex.substring(0, 2) + "/" + hex, otherHex.substring(0, 2) + "/" + otherHex));

        assertThat(get(HttpRequest.newBuilder(moved)).statusCode()).isEqualTo(403);
        assertThat(get(HttpRequest.newBuilder(url).DELETE()).statusCode()).isEqualTo(403);
        assertThat(store().stat(one.digest())).isPresent();
    }

    @Test
    void presignedUrlEnds() throws Exception {
        BlobId id = store().put(new ByteArrayInputStream(bytes(10, 5)), 10);
        URI url = store().presign(id.digest(), Duration.ofSeconds(1)).orElseThrow();

        Thread.sleep(2100);

        assertThat(get(HttpRequest.newBuilder(url)).statusCode()).isEqualTo(403);
    }

    @Test
    void presignedUrlStartsWithThePublicEndpoint() {
        try (S3BlobStore store = open(Map.of("brandstore.blob.s3.public-endpoint", "https://blobs.example.com"))) {
            URI url = store.presign(digest(bytes(1, 6)), Duration.ofMinutes(1)).orElseThrow();

            assertThat(url.toString())
                    .startsWith("https://blobs.example.com/" + System.getenv("BRANDSTORE_TEST_S3_BUCKET"));
        }
    }

    @Test
    void withoutAUrlNobodyReads() throws Exception {
        BlobId id = store().put(new ByteArrayInputStream(bytes(10, 7)), 10);
        URI url = store().presign(id.digest(), Duration.ofMinutes(1)).orElseThrow();

        URI bare = URI.create(url.toString().replaceFirst("\\?.*", ""));

        assertThat(get(HttpRequest.newBuilder(bare)).statusCode()).isEqualTo(403);
    }

    @Test
    void aLargerBlobThanOneRequestTakesGoesInParts() throws IOException {
        try (S3BlobStore store = open(Map.of(
                "brandstore.blob.s3.largest-put", "5M",
                "brandstore.blob.s3.part-size", "6M"))) {
            byte[] bytes = bytes((20 << 20) + 3, 8);

            BlobId id = store.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE);

            assertThat(id).isEqualTo(new BlobId(digest(bytes), bytes.length));
            assertThat(read(id, 0, bytes.length)).isEqualTo(bytes);
            assertThat(leftovers()).isZero();
        }
    }

    @Test
    void missingBucketIsUnavailable() {
        try (S3BlobStore store = open(Map.of("brandstore.blob.s3.bucket", "no-such-bucket"))) {
            assertUnavailable(store::check);
            assertUnavailable(() -> store.put(new ByteArrayInputStream(new byte[3]), 3));
            assertUnavailable(() -> store.list().count());
        }
    }

    @Test
    void wrongSecretIsUnavailableAndStaysSecret() {
        try (S3BlobStore store = open(Map.of("brandstore.blob.s3.secret-key", "not-the-secret-key"))) {
            assertThatThrownBy(() -> store.put(new ByteArrayInputStream(new byte[3]), 3))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasStackTraceContaining("ErrorResponseException")
                    .hasMessageNotContaining(System.getenv("BRANDSTORE_TEST_S3_BUCKET"));
            assertUnavailable(() -> store.stat(digest(bytes(1, 1))));
        }
    }

    private S3BlobStore open(Map<String, String> overrides) {
        return new S3BlobStore(BlobConfigs.server(spool, overrides), Clock.systemUTC());
    }

    private static MinioClient client(BlobConfig.S3 config) {
        return MinioClient.builder()
                .endpoint(config.endpoint().orElseThrow().toString())
                .region(config.region())
                .credentials(
                        config.accessKey().orElseThrow(), config.secretKey().orElseThrow())
                .build();
    }

    private static HttpResponse<byte[]> get(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
