package org.brandstore.assertion.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.brandstore.assertion.AssertionException;

/**
 * An OpenPGP v4 signature packet with RSA (assertions.md 1.6):
 *
 * <pre>
 * 04 | type | 01 | hash | length, hashed subpackets | length, unhashed subpackets | 2 bytes of the digest | MPI
 * </pre>
 *
 * The digest runs over the content, everything up to the hashed subpackets, and a trailer with their length.
 */
final class SignaturePacket {
    private static final int TAG = 2;
    private static final int VERSION = 4;
    private static final int BINARY_DOCUMENT = 0;
    private static final int RSA = 1;
    private static final int FIXED_LENGTH = 6;
    private static final int CREATION_TIME = 2;
    private static final int ISSUER = 16;
    /** Subpackets which a reader may demand to be understood: times, issuer, preferences, flags. */
    private static final Set<Integer> KNOWN = Set.of(CREATION_TIME, 3, 9, 11, ISSUER, 21, 22, 25, 27);

    private static final long MAX_TIME = 0xFFFF_FFFFL;

    private final HashAlgorithm hash;
    /** From the version to the hashed subpackets, then the trailer: what is digested after the content. */
    private final byte[] suffix;

    private final int hashTag;
    private final byte[] value;

    private SignaturePacket(HashAlgorithm hash, byte[] suffix, int hashTag, byte[] value) {
        this.hash = hash;
        this.suffix = suffix;
        this.hashTag = hashTag;
        this.value = value;
    }

    /** @throws AssertionException if the text holds no signature that devices could read */
    static SignaturePacket decode(byte[] text) {
        PacketReader packet = Envelope.open(text, TAG, "signature");
        int version = packet.octet();
        int type = packet.octet();
        int algorithm = packet.octet();
        if (version != VERSION || algorithm != RSA) {
            throw packet.malformed("it must be a packet of version 4 with algorithm 1, RSA");
        }
        int hashId = packet.octet();
        HashAlgorithm hash = HashAlgorithm.find(hashId)
                .orElseThrow(() -> packet.malformed("hash algorithm " + hashId + " is not allowed, 10 (SHA-512) is"));
        byte[] hashed = packet.take(packet.twoOctets());
        PacketReader subpackets = new PacketReader(hashed, 0, hashed.length, "signature");
        if (!checkSubpackets(subpackets, true)) {
            throw packet.malformed("the time of signing is missing");
        }
        checkSubpackets(packet.part(packet.twoOctets()), false);
        int hashTag = packet.twoOctets();
        byte[] value = packet.paddedMpi();
        packet.requireEnd();
        return new SignaturePacket(hash, suffix(type, hashId, hashed), hashTag, value);
    }

    /** Whether the time of signing is among them. */
    private static boolean checkSubpackets(PacketReader area, boolean hashed) {
        boolean timed = false;
        while (area.hasMore()) {
            PacketReader subpacket = area.part(area.subpacketLength());
            int header = subpacket.octet();
            int kind = header & 0x7F;
            if ((header & 0x80) != 0 && !KNOWN.contains(kind)) {
                throw area.malformed("subpacket " + kind + " is critical and not known");
            }
            if (kind == CREATION_TIME) {
                if (!hashed) {
                    throw area.malformed("the time of signing must be in the hashed area");
                }
                subpacket.fourOctets();
                subpacket.requireEnd();
                timed = true;
            }
        }
        return timed;
    }

    /** What a new signature with SHA-512 digests after the content. */
    static byte[] suffix(Instant at) {
        return suffix(BINARY_DOCUMENT, HashAlgorithm.SHA512.id(), creationTime(at));
    }

    private static byte[] suffix(int type, int hashId, byte[] hashed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(hashed.length + 2 * FIXED_LENGTH);
        writeHashedPart(out, type, hashId, hashed);
        out.write(VERSION);
        out.write(0xFF);
        Bytes.writeInt(out, FIXED_LENGTH + hashed.length);
        return out.toByteArray();
    }

    private static void writeHashedPart(ByteArrayOutputStream out, int type, int hashId, byte[] hashed) {
        out.write(VERSION);
        out.write(type);
        out.write(RSA);
        out.write(hashId);
        Bytes.writeShort(out, hashed.length);
        out.writeBytes(hashed);
    }

    private static byte[] creationTime(Instant at) {
        long seconds = at.getEpochSecond();
        if (seconds < 0 || seconds > MAX_TIME) {
            throw new IllegalArgumentException("cannot sign at " + at + ": the packet has 32 bits for the time");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(FIXED_LENGTH);
        out.write(5);
        out.write(CREATION_TIME);
        Bytes.writeInt(out, (int) seconds);
        return out.toByteArray();
    }

    /** The text of a new signature, with final LF. */
    static byte[] encode(Instant at, byte[] issuer, byte[] digest, byte[] rsaSignature) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(rsaSignature.length + 40);
        writeHashedPart(body, BINARY_DOCUMENT, HashAlgorithm.SHA512.id(), creationTime(at));
        Bytes.writeShort(body, 2 + issuer.length);
        body.write(1 + issuer.length);
        body.write(ISSUER);
        body.writeBytes(issuer);
        body.write(digest, 0, 2);
        Bytes.writeMpi(body, new BigInteger(1, rsaSignature));
        String text = Envelope.encode(Envelope.wrap(TAG, body.toByteArray()));
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether this is the key's signature of the content. */
    boolean matches(byte[] content, PublicKey key) {
        MessageDigest digest = hash.digest();
        digest.update(content);
        byte[] hashed = digest.digest(suffix);
        boolean tagged = hashTag == ((hashed[0] & 0xFF) << 8 | (hashed[1] & 0xFF));
        BigInteger modulus = key.key().getModulus();
        int length = (modulus.bitLength() + 7) / 8;
        BigInteger number = new BigInteger(1, value);
        if (!tagged || value.length > length || number.compareTo(modulus) >= 0) {
            return false;
        }
        BigInteger recovered = number.modPow(key.key().getPublicExponent(), modulus);
        return recovered.equals(new BigInteger(1, padded(hashed, length)));
    }

    /** The one block that PKCS#1 v1.5 allows for a digest: 00 01 FF..FF 00, algorithm, digest. */
    private byte[] padded(byte[] digest, int length) {
        byte[] prefix = hash.prefix();
        byte[] block = new byte[length];
        Arrays.fill(block, (byte) 0xFF);
        int separator = length - digest.length - prefix.length - 1;
        block[0] = 0;
        block[1] = 1;
        block[separator] = 0;
        System.arraycopy(prefix, 0, block, separator + 1, prefix.length);
        System.arraycopy(digest, 0, block, length - digest.length, digest.length);
        return block;
    }
}
