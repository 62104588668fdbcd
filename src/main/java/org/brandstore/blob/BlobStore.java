package org.brandstore.blob;

import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Keeps blobs under their digest. Every method may be called from any thread, and several replicas may share one store.
 * If the storage itself fails, methods throw a {@link StoreException} with {@link ErrorCode#UNAVAILABLE}.
 */
public interface BlobStore {
    /**
     * Reads the source to its end, once, and keeps it. When this returns, the blob survives a crash of the machine (of the
     * storage, if that is remote); when it throws, nothing became visible. A blob that is already there is no error. The
     * source is not closed.
     *
     * @param maxBytes the largest size that is accepted
     * @throws StoreException {@link ErrorCode#TOO_LARGE} if there are more than maxBytes,
     *     {@link ErrorCode#INVALID_REQUEST} if reading the source fails
     */
    BlobId put(InputStream source, long maxBytes);

    Optional<BlobStat> stat(Sha3_384 digest);

    /**
     * Opens a range. The caller closes the stream.
     *
     * @param offset of the first byte
     * @param length number of bytes; the whole range must lie inside the blob
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if there is no such blob
     * @throws IllegalArgumentException if the range does not lie inside the blob
     */
    InputStream open(Sha3_384 digest, long offset, long length);

    /**
     * Opens the blob for reading here and there, read-only. The caller closes the channel.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if there is no such blob
     */
    SeekableByteChannel openChannel(Sha3_384 digest);

    /** The file that holds exactly the blob's bytes, if this store keeps files and has the blob; it must not be written to. */
    Optional<Path> findFile(Sha3_384 digest);

    /**
     * A URL under which anyone can GET the blob, ranges included, until the time to live is over; empty if this store has
     * no such URLs. Whether the blob exists is not looked at.
     *
     * @param ttl between one second and seven days
     */
    Optional<URI> presign(Sha3_384 digest, Duration ttl);

    /** All blobs, in no promised order. The caller closes the stream. Blobs put meanwhile may be missing. */
    Stream<BlobStat> list();

    /** Removes the blob; no error if it is not there. Readers that have it open may be cut. */
    void delete(Sha3_384 digest);

    /**
     * Returns if the storage can be used, as far as that can be told without keeping a blob; of a remote one, as it was
     * found some seconds ago at most.
     */
    void check();
}
