package org.brandstore.snap.resource;

import org.brandstore.blob.BlobId;

/**
 * A component file that was made from another: the same files in it, other bytes.
 *
 * @param need what it was made for
 * @param file where it is kept
 */
public record ComponentCopy(CopyNeed need, BlobId file) {}
