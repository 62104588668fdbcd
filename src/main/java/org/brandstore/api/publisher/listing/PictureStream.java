package org.brandstore.api.publisher.listing;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.brandstore.snap.listing.PictureFile;

/** Counts the SHA-256 of what is read through it and keeps the first bytes. */
final class PictureStream extends FilterInputStream {
    private final MessageDigest digest;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(PictureFile.HEAD_BYTES);

    PictureStream(InputStream in) {
        super(in);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            digest.update(target, offset, count);
            head.write(target, offset, Math.min(count, PictureFile.HEAD_BYTES - head.size()));
        }
        return count;
    }

    /** What the bytes up to the end hash to, in hex. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    byte[] head() {
        return head.toByteArray();
    }
}
