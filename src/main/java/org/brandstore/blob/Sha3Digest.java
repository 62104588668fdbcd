package org.brandstore.blob;

import java.util.Arrays;
import org.brandstore.naming.Sha3_384;

/**
 * Computes a SHA3-384 digest (FIPS 202, section 6.1) of bytes that come in pieces. Not for several threads. For digests of
 * little data the platform's {@link java.security.MessageDigest} does as well; this one is for gigabytes.
 */
public final class Sha3Digest {
    private static final int DIGEST_BYTES = 48;
    private static final byte DOMAIN_AND_FIRST_PADDING_BIT = 0x06;
    private static final byte LAST_PADDING_BIT = (byte) 0x80;

    private final long[] state = new long[Keccak.LANES];
    /** The start of a block whose rest has not come. */
    private final byte[] block = new byte[Keccak.RATE_BYTES];

    private int filled;

    /** Takes the next bytes. */
    public void update(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        if (filled > 0) {
            from += fill(bytes, offset, Math.min(length, block.length - filled));
            if (filled < block.length) {
                return;
            }
            Keccak.absorb(state, block, 0, block.length);
            filled = 0;
        }
        from = Keccak.absorb(state, bytes, from, end);
        fill(bytes, from, end - from);
    }

    /** The digest of everything so far; nothing may follow. */
    public Sha3_384 finish() {
        Arrays.fill(block, filled, block.length, (byte) 0);
        block[filled] = DOMAIN_AND_FIRST_PADDING_BIT;
        block[block.length - 1] |= LAST_PADDING_BIT;
        Keccak.absorb(state, block, 0, block.length);
        byte[] digest = new byte[DIGEST_BYTES];
        for (int i = 0; i < DIGEST_BYTES; i += Long.BYTES) {
            Keccak.putLane(digest, i, state[i / Long.BYTES]);
        }
        return Sha3_384.ofBytes(digest);
    }

    private int fill(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, block, filled, length);
        filled += length;
        return length;
    }
}
