package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.brandstore.blob.BlobStore;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.file.SnapFileLimits;
import org.brandstore.snap.file.SnapFileReader;

/** Reads snap files where they are kept. */
@ApplicationScoped
class SnapFiles {
    private final BlobStore blobs;
    private final SnapFileReader reader = new SnapFileReader(SnapFileLimits.STANDARD);

    SnapFiles(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** @throws StoreException {@link ErrorCode#INVALID_SNAP} if it is no acceptable snap file, {@link ErrorCode#UNAVAILABLE} if the storage fails */
    SnapContents read(Sha3_384 digest) {
        try (SeekableByteChannel file = blobs.openChannel(digest)) {
            return reader.read(file);
        } catch (IOException e) {
            throw new StoreException(ErrorCode.UNAVAILABLE, "cannot read the stored file, trying again", e);
        }
    }
}
