package org.brandstore.snap.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The place of one file that is being received. Its bytes count as they come, until it is closed. */
public final class UploadPlace implements AutoCloseable {
    private final AtomicLong inFlight;
    private final long most;
    private final Runnable leave;
    private long mine;

    /**
     * @param inFlight the bytes of all files that are being received
     * @param leave called once, when this is closed
     */
    UploadPlace(AtomicLong inFlight, long most, Runnable leave) {
        this.inFlight = inFlight;
        this.most = most;
        this.leave = leave;
    }

    /** What is read through it counts, and ends with {@link ErrorCode#TOO_MANY_REQUESTS} where there is no room for more. */
    InputStream counted(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                if (count > 0) {
                    add(count);
                }
                return count;
            }
        };
    }

    private void add(int bytes) {
        mine += bytes;
        if (inFlight.addAndGet(bytes) > most) {
            throw new StoreException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot take the upload now: " + most
                            + " bytes of files are being received, which is all that there is room for; try again later");
        }
    }

    @Override
    public void close() {
        inFlight.addAndGet(-mine);
        mine = 0;
        leave.run();
    }
}
