package org.brandstore.snap.squashfs.compression;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate within a zlib envelope, which squashfs calls gzip. */
final class GzipDecompressor implements Decompressor {
    @Override
    public int decompress(byte[] in, int length, byte[] out, int room) throws CorruptBlockException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in, 0, length);
            int written = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(out, written, room - written);
                written += more;
                if (more == 0 && !inflater.finished()) {
                    throw stuck(inflater, written, room);
                }
            }
            CorruptBlockException.requireAtEnd(inflater.getRemaining());
            return written;
        } catch (DataFormatException e) {
            throw new CorruptBlockException("not valid gzip data", e);
        } finally {
            inflater.end();
        }
    }

    private static CorruptBlockException stuck(Inflater inflater, int written, int room) {
        if (inflater.needsDictionary()) {
            return new CorruptBlockException("wants a preset dictionary");
        }
        return written == room
                ? CorruptBlockException.tooLong(room)
                : new CorruptBlockException("gzip data ends too early");
    }
}
