package org.brandstore.snap.squashfs;

/** Bare LZ4 blocks: a sequence is literals, then a copy of earlier output. */
final class Lz4Decompressor implements Decompressor {
    private static final int SHORTEST_MATCH = 4;
    private static final int LENGTH_GOES_ON = 15;

    @Override
    public int decompress(byte[] in, int length, byte[] out, int room) throws CorruptBlockException {
        BlockWindow block = new BlockWindow(in, length, out, room);
        while (true) {
            int token = block.next();
            block.copyLiterals(runLength(block, token >> 4));
            if (block.isAtEnd()) {
                return block.written();
            }
            int distance = block.next() | block.next() << 8;
            block.copyMatch(distance, runLength(block, token & 0xF) + SHORTEST_MATCH);
        }
    }

    private static int runLength(BlockWindow block, int start) throws CorruptBlockException {
        int length = start;
        if (start == LENGTH_GOES_ON) {
            int more;
            do {
                more = block.next();
                length = block.requireRoom(length + more);
            } while (more == 0xFF);
        }
        return length;
    }
}
