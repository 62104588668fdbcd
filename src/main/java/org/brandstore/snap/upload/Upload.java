package org.brandstore.snap.upload;

import java.time.Instant;
import org.brandstore.blob.BlobId;

/**
 * A received file of which nobody has said yet what it is.
 *
 * @param id cannot be guessed: whoever knows it may claim the file
 * @param filename as the developer named it, without folders
 * @param expiresAt when an unclaimed file is forgotten
 */
public record Upload(String id, BlobId blob, String filename, Instant receivedAt, Instant expiresAt) {
    @Override
    public String toString() {
        return "Upload[" + filename + ", " + blob.size() + " bytes]";
    }
}
