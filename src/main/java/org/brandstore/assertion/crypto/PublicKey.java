package org.brandstore.assertion.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.naming.KeyId;

/**
 * An RSA key that verifies assertions, with its id (assertions.md 1.7).
 *
 * <p>The id is the SHA3-384 of one canonical packet, which is rebuilt from modulus and exponent: whatever other packet
 * the key came in, the id is the same.
 */
public final class PublicKey {
    private static final int TAG = 6;
    private static final int PACKET_VERSION = 4;
    /** 2016-01-01T00:00:00Z, the same for all keys, so that the id depends on nothing but the key. */
    private static final int CREATION_TIME = 0x5685C180;

    private static final int RSA = 1;
    private static final int RSA_SIGN_ONLY = 3;
    private static final int MIN_BITS = 1024;
    private static final int MAX_BITS = 16_384;
    private static final int MAX_EXPONENT_BITS = 24;

    private final RSAPublicKey key;
    private final KeyId id;

    private PublicKey(RSAPublicKey key) {
        this.key = key;
        this.id = new KeyId(Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Bytes.digest("SHA3-384").digest(wrapped())));
    }

    /** @throws AssertionException if the key is too short, too long, or its exponent is unusual */
    public static PublicKey of(RSAPublicKey key) {
        BigInteger exponent = key.getPublicExponent();
        int bits = key.getModulus().bitLength();
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new AssertionException(
                    Reason.INVALID,
                    "cannot use RSA key of " + bits + " bits: it must have " + MIN_BITS + " to " + MAX_BITS);
        }
        boolean usual = exponent.bitLength() > 1
                && exponent.bitLength() <= MAX_EXPONENT_BITS
                && exponent.testBit(0)
                && key.getModulus().testBit(0);
        if (!usual) {
            throw new AssertionException(
                    Reason.INVALID, "cannot use RSA key: exponent and modulus must be odd, the exponent 3 to 24 bits");
        }
        return new PublicKey(key);
    }

    /**
     * Reads the body of an account-key or the header {@code device-key}.
     *
     * @throws AssertionException if the text holds no RSA key
     */
    public static PublicKey decode(String encoded) {
        return read(Envelope.open(encoded, TAG, "public key"));
    }

    /** @see #decode(String) */
    public static PublicKey decode(byte[] encoded) {
        return read(Envelope.open(encoded, TAG, "public key"));
    }

    private static PublicKey read(PacketReader packet) {
        if (packet.octet() != PACKET_VERSION) {
            throw packet.malformed("it must be a packet of version 4");
        }
        packet.fourOctets();
        int algorithm = packet.octet();
        if (algorithm < RSA || algorithm > RSA_SIGN_ONLY) {
            throw packet.malformed("it must be an RSA key");
        }
        RSAPublicKeySpec spec = new RSAPublicKeySpec(packet.mpi(), packet.mpi());
        packet.requireEnd();
        try {
            return of((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
        } catch (GeneralSecurityException e) {
            throw new AssertionException(Reason.INVALID, "cannot use RSA key: its numbers are not those of a key", e);
        }
    }

    public KeyId id() {
        return id;
    }

    public RSAPublicKey key() {
        return key;
    }

    /** The text that assertions carry: wrapped at 76, without final LF. */
    public String encoded() {
        return Envelope.encode(wrapped());
    }

    /** The last 8 bytes of the OpenPGP fingerprint, by which a signature packet names its key. */
    byte[] openPgpKeyId() {
        byte[] body = packetBody();
        MessageDigest sha1 = Bytes.digest("SHA-1");
        sha1.update(new byte[] {(byte) 0x99, (byte) (body.length >> 8), (byte) body.length});
        byte[] fingerprint = sha1.digest(body);
        return Arrays.copyOfRange(fingerprint, fingerprint.length - 8, fingerprint.length);
    }

    private byte[] wrapped() {
        return Envelope.wrap(TAG, packetBody());
    }

    private byte[] packetBody() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(MAX_BITS / 8);
        out.write(PACKET_VERSION);
        Bytes.writeInt(out, CREATION_TIME);
        out.write(RSA);
        Bytes.writeMpi(out, key.getModulus());
        Bytes.writeMpi(out, key.getPublicExponent());
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id.value();
    }
}
