package org.brandstore.snap.delta;

import org.brandstore.blob.BlobId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * A delta to be made.
 *
 * @param sourceFile the file of the source revision
 * @param targetFile the file of the target revision
 * @param attempt 1 for the first
 */
record DeltaTask(SnapId snap, Revision source, Revision target, BlobId sourceFile, BlobId targetFile, int attempt) {
    @Override
    public String toString() {
        return snap + "/" + source + "-" + target;
    }
}
