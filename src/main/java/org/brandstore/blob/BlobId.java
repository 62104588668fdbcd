package org.brandstore.blob;

import org.brandstore.naming.Sha3_384;

/**
 * The identity of a blob: what it is, and how much of it there is.
 *
 * @param digest of all its bytes
 * @param size in bytes
 */
public record BlobId(Sha3_384 digest, long size) {
    public BlobId {
        if (size < 0) {
            throw new IllegalArgumentException("a blob cannot have " + size + " bytes");
        }
    }
}
