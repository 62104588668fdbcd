package org.brandstore.snap.squashfs.compression;

/** One compressor, backwards: it writes into the room it is given and never asks for more. */
public interface Decompressor {
    /**
     * Decompresses one block.
     *
     * @param in holds the block in its first {@code length} bytes
     * @param out takes at most {@code room} bytes, from its start
     * @return how many bytes were written
     */
    int decompress(byte[] in, int length, byte[] out, int room) throws CorruptBlockException;
}
