package org.brandstore.assertion.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Big-endian numbers, OpenPGP's spelling of large ones, and digests. */
final class Bytes {
    private Bytes() {}

    static void writeShort(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    static void writeInt(ByteArrayOutputStream out, int value) {
        writeShort(out, value >> 16);
        writeShort(out, value);
    }

    /** The length in bits, then the bytes without leading zeros. */
    static void writeMpi(ByteArrayOutputStream out, BigInteger value) {
        writeShort(out, value.bitLength());
        out.writeBytes(unsigned(value));
    }

    /** Without the sign byte. */
    static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** @throws IllegalStateException if the JDK lacks the algorithm, which none does */
    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot digest with " + algorithm, e);
        }
    }
}
