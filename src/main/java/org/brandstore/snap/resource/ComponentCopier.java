package org.brandstore.snap.resource;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.squashfs.Restamped;

/**
 * Makes copies of component files. It takes as long as reading and writing the file takes, so nothing may be locked
 * meanwhile. The same need gives the same bytes, whoever asks: done twice, or anew after a crash, it keeps one file.
 */
@ApplicationScoped
public class ComponentCopier {
    private final BlobStore blobs;

    ComponentCopier(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** @throws StoreException {@link ErrorCode#UNAVAILABLE} if the storage fails */
    public ComponentCopy copy(CopyNeed need) {
        ResourceRevision source = need.source();
        try (InputStream original = blobs.open(source.digest(), 0, source.size());
                InputStream later = Restamped.later(original, need.stamp())) {
            BlobId made = blobs.put(later, source.size());
            if (made.size() != source.size()) {
                throw new IOException("the copy has " + made.size() + " bytes instead of " + source.size());
            }
            return new ComponentCopy(need, made);
        } catch (IOException e) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE,
                    "cannot copy revision " + source.revision() + " of component " + need.component()
                            + ", trying again: " + e.getMessage(),
                    e);
        }
    }
}
