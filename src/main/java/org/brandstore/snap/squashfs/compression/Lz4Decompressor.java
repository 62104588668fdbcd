package org.brandstore.snap.squashfs.compression;

/** Bare LZ4 blocks: a sequence is literals, then a copy of earlier output. */
final class Lz4Decompressor implements Decompressor {
    private static final int SHORTEST_MATCH = 4;
    private static final int LENGTH_GOES_ON = 15;
    /** The format ends with literals, on which its fast decoders rely: those refuse a match that breaks these rules. */
    private static final int LAST_LITERALS = 5;

    private static final int LAST_MATCH_BEFORE_END = 12;
    private static final int SHORTEST_REST = 8;

    @Override
    public int decompress(byte[] in, int length, byte[] out, int room) throws CorruptBlockException {
        BlockWindow block = new BlockWindow(in, length, out, room);
        while (true) {
            int token = block.next();
            block.copyLiterals(runLength(block, token >> 4));
            if (block.isAtEnd()) {
                return block.written();
            }
            if (block.left() < SHORTEST_REST || block.room() < LAST_MATCH_BEFORE_END) {
                throw new CorruptBlockException("a match too near to the end of the block");
            }
            int distance = block.next() | block.next() << 8;
            block.copyMatch(distance, runLength(block, token & 0xF) + SHORTEST_MATCH);
            if (block.room() < LAST_LITERALS) {
                throw new CorruptBlockException("a match too near to the end of the block");
            }
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
