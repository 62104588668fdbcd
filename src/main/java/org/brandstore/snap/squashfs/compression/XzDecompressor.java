package org.brandstore.snap.squashfs.compression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.SingleXZInputStream;

/** Whole xz streams, also with the filters for machine code (x86, arm, ...) that {@code mksquashfs -Xbcj} puts before LZMA2. */
final class XzDecompressor implements Decompressor {
    /** What a decoder needs besides its dictionary, generously. */
    private static final int DECODER_KIB = 512;

    /** Keeps the dictionary from one block to the next: a new one for each would be most of the work. */
    private final ArrayCache arrays = new BasicArrayCache();

    private final int memoryKib;

    XzDecompressor(int blockSize) {
        this.memoryKib = DECODER_KIB + blockSize / 1024;
    }

    @Override
    public int decompress(byte[] in, int length, byte[] out, int room) throws CorruptBlockException {
        ByteArrayInputStream input = new ByteArrayInputStream(in, 0, length);
        try (SingleXZInputStream stream = new SingleXZInputStream(input, memoryKib, true, arrays)) {
            int written = stream.readNBytes(out, 0, room);
            if (written == room && stream.read() >= 0) {
                throw CorruptBlockException.tooLong(room);
            }
            CorruptBlockException.requireAtEnd(input.available());
            return written;
        } catch (IOException e) {
            throw new CorruptBlockException("not valid xz data, or its dictionary is larger than a block", e);
        } catch (RuntimeException e) {
            // the library promises none of these for foreign bytes; a promise is not enough here
            throw new CorruptBlockException("not valid xz data", e);
        }
    }
}
