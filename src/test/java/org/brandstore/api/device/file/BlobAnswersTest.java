package org.brandstore.api.device.file;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.CdnLinks;
import org.brandstore.blob.TestCdn;
import org.brandstore.naming.Sha3_384;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where devices get their files, by what the store keeps them in and what is in front of it (device-api.md 13.1). */
class BlobAnswersTest {
    private static final BlobId BLOB = new BlobId(new Sha3_384("0a".repeat(48)), 1000);
    private static final Duration LIFETIME = Duration.ofMinutes(7);
    private static final String NETWORK = "https://cdn.example/snaps";

    /** Keeps nothing but tells where it would be. */
    private record Storage(Optional<Path> file, Optional<URI> link) implements BlobStore {
        @Override
        public BlobId put(InputStream source, long maxBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<BlobStat> stat(Sha3_384 digest) {
            return Optional.empty();
        }

        @Override
        public InputStream open(Sha3_384 digest, long offset, long length) {
            return new ByteArrayInputStream(new byte[(int) length]);
        }

        @Override
        public SeekableByteChannel openChannel(Sha3_384 digest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Path> findFile(Sha3_384 digest) {
            return file;
        }

        @Override
        public Optional<URI> presign(Sha3_384 digest, Duration ttl) {
            return link.map(uri -> URI.create(uri + "&X-Amz-Expires=" + ttl.toSeconds()));
        }

        @Override
        public Stream<BlobStat> list() {
            return Stream.empty();
        }

        @Override
        public void delete(Sha3_384 digest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void check() {
            // always there
        }
    }

    private static final Storage BUCKET =
            new Storage(Optional.empty(), Optional.of(URI.create("https://s3.example/bucket/blob?X-Amz-Signature=1")));

    @TempDir
    private Path directory;

    private Storage files;

    @BeforeEach
    void keepAFile() throws IOException {
        files = new Storage(
                Optional.of(Files.write(directory.resolve("0a"), new byte[(int) BLOB.size()])), Optional.empty());
    }

    private static Response get(Storage storage, CdnLinks network, boolean direct) {
        return new BlobAnswers(storage, network, LIFETIME)
                .get(
                        BLOB,
                        new BlobAnswers.Conditions(
                                Optional.of("bytes=10-"), Optional.empty(), Optional.empty(), direct));
    }

    private static String location(Response response) {
        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("private, no-store");
        return response.getHeaderString("Location");
    }

    @Test
    void aBucketIsReachedByAPresignedLink() {
        assertThat(location(get(BUCKET, TestCdn.none(), false)))
                .startsWith("https://s3.example/bucket/blob?X-Amz")
                .endsWith("&X-Amz-Expires=420");
    }

    @Test
    void aFileComesFromHere() {
        assertThat(get(files, TestCdn.none(), false).getStatus()).isEqualTo(206);
    }

    @Test
    void aNetworkInFrontTakesOverFromBoth() {
        for (Storage storage : new Storage[] {BUCKET, files}) {
            assertThat(location(get(storage, TestCdn.at(NETWORK), false)))
                    .startsWith(NETWORK + "/" + BLOB.digest().hex() + "?expires=");
        }
    }

    @Test
    void aClientThatWantsNoNetworkGetsTheBytesFromHere() {
        for (Storage storage : new Storage[] {BUCKET, files}) {
            Response answer = get(storage, TestCdn.at(NETWORK), true);

            assertThat(answer.getStatus()).isEqualTo(206);
            assertThat(answer.getHeaderString("Content-Range")).isEqualTo("bytes 10-999/1000");
        }
    }

    @Test
    void aHeadIsAnsweredHereForALinkIsGoodForOneMethodOnly() {
        assertThat(new BlobAnswers(BUCKET, TestCdn.at(NETWORK), LIFETIME)
                        .head(BLOB)
                        .getStatus())
                .isEqualTo(200);
    }
}
