package org.brandstore.blob;

import java.io.IOException;
import java.io.InputStream;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** What is being put: read once, piece by piece, counted against its limit and digested on the way. */
final class BlobSource {
    private final InputStream in;
    private final long maxBytes;
    private final SharedPace pace;
    private final Sha3Digest digest = new Sha3Digest();
    private long size;

    BlobSource(InputStream in, long maxBytes, SharedPace pace) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.pace = pace;
    }

    /**
     * Reads the next piece.
     *
     * @return how many bytes of the buffer are filled: all of them except at the end of the source, where it is 0
     * @throws StoreException as {@link BlobStore#put} says
     */
    int read(byte[] buffer) {
        int length;
        try {
            length = in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw new StoreException(
                    ErrorCode.INVALID_REQUEST,
                    "cannot read the upload beyond byte " + size + ": it was cut; send it again from the start",
                    e);
        }
        size += length;
        if (size > maxBytes) {
            throw new StoreException(
                    ErrorCode.TOO_LARGE, "cannot store the upload: it has more than " + maxBytes + " bytes");
        }
        digest(buffer, length);
        return length;
    }

    private void digest(byte[] buffer, int length) {
        pace.take(() -> digest.update(buffer, 0, length));
        letOthersRun();
    }

    /** Digesting never blocks: without this, a few fast uploads would hold all carriers of virtual threads to their end. */
    @SuppressWarnings("ThreadPriorityCheck") // correctness does not rely on the scheduler, only fairness does
    private static void letOthersRun() {
        if (Thread.currentThread().isVirtual()) {
            Thread.yield();
        }
    }

    /** The identity of everything read; to be asked once, at the end of the source. */
    BlobId finish() {
        return new BlobId(digest.finish(), size);
    }
}
