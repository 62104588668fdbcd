package org.brandstore.blob;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.brandstore.naming.Sha3_384;

/**
 * Computes a SHA3-384 digest (FIPS 202, section 6.1) of bytes that come in pieces. Not for several threads. For digests of
 * little data the platform's {@link java.security.MessageDigest} does as well; this one is for gigabytes.
 */
public final class Sha3Digest {
    private static final VarHandle LANE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int DIGEST_BYTES = 48;
    private static final int RATE_LANES = Keccak.LANES - 2 * DIGEST_BYTES / Long.BYTES;
    private static final int RATE_BYTES = RATE_LANES * Long.BYTES;
    private static final byte DOMAIN_AND_FIRST_PADDING_BIT = 0x06;
    private static final byte LAST_PADDING_BIT = (byte) 0x80;

    private final long[] state = new long[Keccak.LANES];
    /** The start of a block whose rest has not come. */
    private final byte[] block = new byte[RATE_BYTES];

    private int filled;

    /** Takes the next bytes. */
    public void update(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        if (filled > 0) {
            from += fill(bytes, offset, Math.min(length, RATE_BYTES - filled));
            if (filled < RATE_BYTES) {
                return;
            }
            absorb(block, 0);
            filled = 0;
        }
        for (; end - from >= RATE_BYTES; from += RATE_BYTES) {
            absorb(bytes, from);
        }
        fill(bytes, from, end - from);
    }

    /** The digest of everything so far; nothing may follow. */
    public Sha3_384 finish() {
        block[filled] = DOMAIN_AND_FIRST_PADDING_BIT;
        Arrays.fill(block, filled + 1, RATE_BYTES, (byte) 0);
        block[RATE_BYTES - 1] |= LAST_PADDING_BIT;
        absorb(block, 0);
        byte[] digest = new byte[DIGEST_BYTES];
        for (int i = 0; i < DIGEST_BYTES; i += Long.BYTES) {
            LANE.set(digest, i, state[i / Long.BYTES]);
        }
        return Sha3_384.ofBytes(digest);
    }

    private int fill(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, block, filled, length);
        filled += length;
        return length;
    }

    private void absorb(byte[] bytes, int offset) {
        for (int i = 0; i < RATE_LANES; i++) {
            state[i] ^= (long) LANE.get(bytes, offset + i * Long.BYTES);
        }
        Keccak.permute(state);
    }
}
