package org.brandstore.snap.squashfs.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/** Zstandard frames, decompressed at once into the block's room, so that no window is allocated. */
final class ZstdDecompressor implements Decompressor {
    @Override
    public int decompress(byte[] in, int length, byte[] out, int room) throws CorruptBlockException {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            int written = context.decompressByteArray(out, 0, room, in, 0, length);
            // the kernel stops after the first frame, the library goes on
            CorruptBlockException.requireAtEnd(length - (int) Zstd.findFrameCompressedSize(in, 0, length));
            return written;
        } catch (ZstdException e) {
            throw new CorruptBlockException("not valid zstd data of at most " + room + " bytes", e);
        }
    }
}
