package org.brandstore.assertion.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;

/** Walks over a range of bytes of OpenPGP; every step checks that the bytes are there. */
final class PacketReader {
    private final byte[] bytes;
    private final int end;
    private final String what;
    private int at;

    PacketReader(byte[] bytes, int from, int end, String what) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.what = what;
    }

    boolean hasMore() {
        return at < end;
    }

    int octet() {
        if (at >= end) {
            throw malformed("it is cut off");
        }
        return bytes[at++] & 0xFF;
    }

    int twoOctets() {
        return octet() << 8 | octet();
    }

    long fourOctets() {
        return (long) twoOctets() << 16 | twoOctets();
    }

    byte[] take(int length) {
        PacketReader part = part(length);
        return Arrays.copyOfRange(bytes, part.at, part.end);
    }

    /** The next bytes for themselves, which this one passes over. */
    PacketReader part(long length) {
        if (length > end - at) {
            throw malformed("it is cut off");
        }
        PacketReader part = new PacketReader(bytes, at, at + (int) length, what);
        at = part.end;
        return part;
    }

    /** A large number; its bit length must be that of its bytes. */
    BigInteger mpi() {
        int bits = twoOctets();
        byte[] magnitude = take((bits + 7) / 8);
        BigInteger value = new BigInteger(1, magnitude);
        if (value.bitLength() != bits) {
            throw malformed("a number of " + value.bitLength() + " bits says that it has " + bits);
        }
        return value;
    }

    /**
     * The bytes of a large number that may begin with zero bits: clients announce the length of the key, whatever the
     * number (see the requests of real clients in the tests).
     */
    byte[] paddedMpi() {
        return take((twoOctets() + 7) / 8);
    }

    /** The body of the next packet, whose header is in old or new format. */
    PacketReader packet(int tag) {
        int header = octet();
        if ((header & 0x80) == 0) {
            throw malformed("there is no packet");
        }
        boolean newFormat = (header & 0x40) != 0;
        int found = newFormat ? header & 0x3F : (header & 0x3F) >> 2;
        if (found != tag) {
            throw malformed("the packet has tag " + found + ", not " + tag);
        }
        return part(newFormat ? newLength() : oldLength(header & 3));
    }

    /** The length of a packet in new format or of a subpacket. */
    long newLength() {
        int first = octet();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192L) << 8) + octet() + 192;
        }
        if (first == 255) {
            return fourOctets();
        }
        throw malformed("a packet comes in parts");
    }

    /** The length of a subpacket: like that of a packet, but without parts. */
    long subpacketLength() {
        int first = octet();
        if (first < 192) {
            return first;
        }
        return first < 255 ? ((first - 192L) << 8) + octet() + 192 : fourOctets();
    }

    void requireEnd() {
        if (hasMore()) {
            throw malformed("there are " + (end - at) + " bytes after the end");
        }
    }

    AssertionException malformed(String why) {
        return new AssertionException(Reason.MALFORMED, "cannot read " + what + ": " + why);
    }

    private long oldLength(int kind) {
        return switch (kind) {
            case 0 -> octet();
            case 1 -> twoOctets();
            case 2 -> fourOctets();
            default -> throw malformed("a packet has no length");
        };
    }
}
