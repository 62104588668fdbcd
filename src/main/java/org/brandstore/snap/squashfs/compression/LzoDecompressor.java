package org.brandstore.snap.squashfs.compression;

/**
 * LZO1X, from the description of its bytes. An instruction copies earlier output (a match) and then up to three literals;
 * what an instruction below 16 means depends on how many literals came before it.
 */
final class LzoDecompressor implements Decompressor {
    /** After a run of four literals or more. */
    private static final int AFTER_RUN = 4;
    /** The distance that only the end mark has. */
    private static final int END_DISTANCE = 0x4000;

    @Override
    public int decompress(byte[] in, int length, byte[] out, int room) throws CorruptBlockException {
        BlockWindow block = new BlockWindow(in, length, out, room);
        int literals = firstRun(block);
        while (true) {
            int code = block.next();
            if (code < 16 && literals == 0) {
                block.copyLiterals(runLength(block, code, 15) + 3);
                literals = AFTER_RUN;
            } else if (code >= 16 && code < 32) {
                int count = runLength(block, code & 7, 7) + 2;
                int low = block.next();
                int distance = END_DISTANCE + ((code & 8) << 11) + (low >> 2) + (block.next() << 6);
                if (distance == END_DISTANCE) {
                    CorruptBlockException.requireAtEnd(block.left());
                    return block.written();
                }
                literals = copy(block, distance, count, low);
            } else {
                literals = nearMatch(block, code, literals);
            }
        }
    }

    /** A stream may start with literals whose count is spelled in a way of its own. */
    private static int firstRun(BlockWindow block) throws CorruptBlockException {
        if (block.peek() <= 17) {
            return 0;
        }
        int count = block.next() - 17;
        block.copyLiterals(count);
        return Math.min(count, AFTER_RUN);
    }

    /** All matches within 16 KiB; returns how many literals followed. */
    private static int nearMatch(BlockWindow block, int code, int literalsBefore) throws CorruptBlockException {
        if (code < 16) {
            boolean afterRun = literalsBefore == AFTER_RUN;
            int distance = (block.next() << 2) + (code >> 2) + (afterRun ? 2049 : 1);
            return copy(block, distance, afterRun ? 3 : 2, code);
        }
        if (code < 64) {
            int count = runLength(block, code & 31, 31) + 2;
            int low = block.next();
            return copy(block, (low >> 2) + (block.next() << 6) + 1, count, low);
        }
        int count = code < 128 ? 3 + (code >> 5 & 1) : 5 + (code >> 5 & 3);
        return copy(block, (block.next() << 3) + (code >> 2 & 7) + 1, count, code);
    }

    private static int copy(BlockWindow block, int distance, int count, int literalsInLowBits)
            throws CorruptBlockException {
        block.copyMatch(distance, count);
        block.copyLiterals(literalsInLowBits & 3);
        return literalsInLowBits & 3;
    }

    /** A length of zero goes on in the next bytes: 255 for each zero byte, then the value of the first other one. */
    private static int runLength(BlockWindow block, int start, int base) throws CorruptBlockException {
        if (start != 0) {
            return start;
        }
        int length = base;
        int more = block.next();
        while (more == 0) {
            length = block.requireRoom(length + 255);
            more = block.next();
        }
        return length + more;
    }
}
