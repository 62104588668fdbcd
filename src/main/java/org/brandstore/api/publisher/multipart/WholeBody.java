package org.brandstore.api.publisher.multipart;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one part, which end only where the whole body has ended well: a body that is cut after the part, or that
 * has a second file, fails before its reader takes the part for complete.
 */
public final class WholeBody extends InputStream {
    private final MultipartReader body;
    private final InputStream part;
    private boolean complete;

    public WholeBody(MultipartReader body, InputStream part) {
        this.body = body;
        this.part = part;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = complete ? -1 : part.read(target, offset, length);
        if (count < 0 && !complete) {
            readRest();
            complete = true;
        }
        return count;
    }

    private void readRest() throws IOException {
        for (var next = body.next(); next.isPresent(); next = body.next()) {
            if (next.get().disposition().filename().isPresent()) {
                throw new MalformedMultipartException("there is more than one file");
            }
        }
    }
}
