package org.brandstore.blob;

import java.time.Instant;
import org.brandstore.naming.Sha3_384;

/**
 * What a store knows of a blob without reading it.
 *
 * @param digest its address
 * @param size in bytes
 * @param createdAt when it was last put: putting a blob that is there makes it young again, so that a sweep of
 *     unreferenced blobs with a grace period cannot take one that an upload has just found present
 */
public record BlobStat(Sha3_384 digest, long size, Instant createdAt) {
    public BlobId id() {
        return new BlobId(digest, size);
    }
}
