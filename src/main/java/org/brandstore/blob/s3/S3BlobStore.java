package org.brandstore.blob.s3;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.brandstore.blob.BlobConfig;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.PartFile;
import org.brandstore.blob.PartFiles;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Keeps each blob as one object, with the same names as the files of a directory store, so that either can be copied into
 * the other:
 *
 * <pre>
 * bucket/sha3-384/ab/abcdef...   the blob whose digest in hex is abcdef...
 * </pre>
 *
 * The name needs the digest, which is known only at the end. So an upload is collected in a local file first and sent from
 * there; an object appears under its name at once and whole (docs/decisions/0006-blobs-under-their-digest.md).
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {
    private static final String PREFIX = "sha3-384/";
    private static final Pattern BLOB_KEY = Pattern.compile(PREFIX + "[0-9a-f]{2}/([0-9a-f]{96})");
    private static final int TRIES = 3;
    private static final long RETRY_DELAY_MILLIS = 100;
    private static final String CONTENT_TYPE = "application/octet-stream";

    private final OkHttpClient http;
    private final MinioClient client;
    private final MinioClient presigner;
    private final String bucket;
    private final long largestPut;
    private final long partSize;
    private final PartFiles spool;

    /**
     * Does not connect yet.
     *
     * @throws IllegalStateException if the configuration lacks something or cannot be used
     */
    public S3BlobStore(BlobConfig.S3 config, Clock clock) {
        S3Credentials credentials = S3Credentials.read(config);
        URI endpoint = config.endpoint()
                .orElseThrow(() -> new IllegalStateException("cannot use S3: brandstore.blob.s3.endpoint is not set"));
        long timeout = config.timeout().toMillis();
        this.http = Http.setTimeout(Http.newDefaultClient(), timeout, timeout, timeout);
        this.client = credentials.client(endpoint, config.region(), http);
        // whoever waits for us should be told soon that the storage is out of order
        client.setRetry(Http.RETRIABLE_STATUS_CODES, RETRY_DELAY_MILLIS, TRIES);
        this.presigner = credentials.client(config.publicEndpoint().orElse(endpoint), config.region(), http);
        this.bucket = config.bucket();
        this.largestPut = config.largestPut().asLongValue();
        this.partSize = config.partSize().asLongValue();
        this.spool = new PartFiles(config.spool(), clock);
        try {
            spool.sweep();
        } catch (IOException e) {
            throw spoolFailed(e);
        }
    }

    @Override
    public BlobId put(InputStream source, long maxBytes) {
        try (PartFile part = spool.create()) {
            BlobId id = part.fill(source, maxBytes, PartFile.Durability.PASSING);
            upload(part.path(), id);
            return id;
        } catch (IOException e) {
            throw spoolFailed(e);
        }
    }

    /** Returns after the server has compared a checksum of what it has written with ours. */
    private void upload(Path file, BlobId id) {
        long part = id.size() <= largestPut ? largestPut : partSize;
        S3Calls.run(
                "cannot keep the blob",
                () -> client.uploadObject(UploadObjectArgs.builder()
                        .bucket(bucket)
                        .object(key(id.digest()))
                        .filename(file.toString(), part)
                        .contentType(CONTENT_TYPE)
                        .build()));
        long kept = stat(id.digest()).map(BlobStat::size).orElse(-1L);
        if (kept != id.size()) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE,
                    "cannot keep the blob: %d of %d bytes were stored".formatted(kept, id.size()));
        }
    }

    @Override
    public Optional<BlobStat> stat(Sha3_384 digest) {
        return S3Calls.find("cannot look for blob " + digest, () -> {
            StatObjectResponse stat = client.statObject(
                    StatObjectArgs.builder().bucket(bucket).object(key(digest)).build());
            return new BlobStat(digest, stat.size(), stat.lastModified().toInstant());
        });
    }

    @Override
    public InputStream open(Sha3_384 digest, long offset, long length) {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw noSuchRange(digest, offset, length);
        }
        if (length == 0) {
            return openNothing(digest, offset);
        }
        GetObjectResponse response = S3Calls.find(
                        "cannot read blob " + digest,
                        () -> client.getObject(GetObjectArgs.builder()
                                .bucket(bucket)
                                .object(key(digest))
                                .offset(offset)
                                .length(length)
                                .build()))
                .orElseThrow(() -> notFound(digest));
        if (!Long.toString(length).equals(response.headers().get("Content-Length"))) {
            S3Calls.close(response);
            throw noSuchRange(digest, offset, length);
        }
        return response;
    }

    /** S3 has no way to ask for a range of no bytes. */
    private InputStream openNothing(Sha3_384 digest, long offset) {
        BlobStat stat = stat(digest).orElseThrow(() -> notFound(digest));
        if (offset > stat.size()) {
            throw noSuchRange(digest, offset, 0);
        }
        return InputStream.nullInputStream();
    }

    @Override
    public SeekableByteChannel openChannel(Sha3_384 digest) {
        BlobStat stat = stat(digest).orElseThrow(() -> notFound(digest));
        return new RangeChannel(stat.size(), (offset, length) -> open(digest, offset, length));
    }

    @Override
    public Optional<Path> findFile(Sha3_384 digest) {
        return Optional.empty();
    }

    @Override
    public Optional<URI> presign(Sha3_384 digest, Duration ttl) {
        return Optional.of(S3Calls.call(
                "cannot make a URL for blob " + digest,
                () -> URI.create(presigner.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Http.Method.GET)
                        .bucket(bucket)
                        .object(key(digest))
                        .expiry(Math.toIntExact(ttl.toSeconds()))
                        .build()))));
    }

    @Override
    public Stream<BlobStat> list() {
        Iterator<Result<Item>> items = client.listObjects(ListObjectsArgs.builder()
                        .bucket(bucket)
                        .prefix(PREFIX)
                        .recursive(true)
                        .build())
                .iterator();
        return Stream.iterate(next(items), Optional::isPresent, previous -> next(items))
                .flatMap(Optional::stream)
                .flatMap(item -> toStat(item).stream());
    }

    /** Looking whether there is one more may already ask the server. */
    private static Optional<Item> next(Iterator<Result<Item>> items) {
        return S3Calls.call(
                "cannot list the blobs",
                () -> items.hasNext() ? Optional.of(items.next().get()) : Optional.empty());
    }

    private static Optional<BlobStat> toStat(Item item) {
        return Optional.of(BLOB_KEY.matcher(item.objectName()))
                .filter(Matcher::matches)
                .map(key -> new BlobStat(
                        new Sha3_384(key.group(1)),
                        item.size(),
                        item.lastModified().toInstant()));
    }

    @Override
    public void delete(Sha3_384 digest) {
        S3Calls.run(
                "cannot delete blob " + digest,
                () -> client.removeObject(RemoveObjectArgs.builder()
                        .bucket(bucket)
                        .object(key(digest))
                        .build()));
    }

    @Override
    public void check() {
        boolean exists = S3Calls.call(
                "cannot look for the bucket",
                () -> client.bucketExists(
                        BucketExistsArgs.builder().bucket(bucket).build()));
        if (!exists) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE, "cannot use the bucket " + bucket + ": it does not exist; make it first");
        }
    }

    /** Ends the connections; open streams are cut. */
    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static String key(Sha3_384 digest) {
        return PREFIX + digest.hex().substring(0, 2) + "/" + digest.hex();
    }

    private static StoreException notFound(Sha3_384 digest) {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot read blob " + digest + ": there is none");
    }

    private static IllegalArgumentException noSuchRange(Sha3_384 digest, long offset, long length) {
        return new IllegalArgumentException("blob %s has no %d bytes from byte %d".formatted(digest, length, offset));
    }

    private static StoreException spoolFailed(IOException cause) {
        return new StoreException(
                ErrorCode.UNAVAILABLE, "cannot keep the blob: the spool directory failed; try again later", cause);
    }
}
