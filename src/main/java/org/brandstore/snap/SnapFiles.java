package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.function.Function;
import org.brandstore.blob.BlobStore;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.ComponentContents;
import org.brandstore.snap.file.ComponentFileReader;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.file.SnapFileLimits;
import org.brandstore.snap.file.SnapFileReader;

/**
 * Reads snap and component files where they are kept. Each method throws a {@link StoreException}: {@link
 * ErrorCode#INVALID_SNAP} if it is no acceptable file, {@link ErrorCode#UNAVAILABLE} if the storage fails.
 */
@ApplicationScoped
class SnapFiles {
    private final BlobStore blobs;
    private final SnapFileReader reader = new SnapFileReader(SnapFileLimits.STANDARD);
    private final ComponentFileReader componentReader = new ComponentFileReader(SnapFileLimits.STANDARD);

    SnapFiles(BlobStore blobs) {
        this.blobs = blobs;
    }

    SnapContents read(Sha3_384 digest) {
        return read(digest, reader::read);
    }

    /** @param architectures that the snap declares */
    ComponentContents readComponent(Sha3_384 digest, List<Architecture> architectures) {
        return read(digest, file -> componentReader.read(file, architectures));
    }

    private <T> T read(Sha3_384 digest, Function<SeekableByteChannel, T> how) {
        try (SeekableByteChannel file = blobs.openChannel(digest)) {
            return how.apply(file);
        } catch (IOException e) {
            throw new StoreException(ErrorCode.UNAVAILABLE, "cannot read the stored file, trying again", e);
        }
    }
}
