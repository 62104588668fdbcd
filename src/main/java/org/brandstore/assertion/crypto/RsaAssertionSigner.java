package org.brandstore.assertion.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;

/** Signs with an RSA key of the JCA: one in memory, or one which a hardware provider keeps. */
public final class RsaAssertionSigner implements AssertionSigner {
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final byte[] openPgpKeyId;

    /**
     * @param privateKey needs not reveal its numbers
     * @param publicKey its other half; that they belong together is not checked
     */
    public RsaAssertionSigner(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.openPgpKeyId = publicKey.openPgpKeyId();
    }

    /** A signer for a key in memory, which knows its other half. */
    public static RsaAssertionSigner of(RSAPrivateCrtKey key) {
        try {
            RSAPublicKeySpec spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            RSAPublicKey other = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
            return new RsaAssertionSigner(key, PublicKey.of(other));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive the public half of an RSA key", e);
        }
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] content, Instant at) {
        byte[] suffix = SignaturePacket.suffix(at);
        MessageDigest digest = HashAlgorithm.SHA512.digest();
        digest.update(content);
        return SignaturePacket.encode(at, openPgpKeyId, digest.digest(suffix), rsa(content, suffix));
    }

    private byte[] rsa(byte[] content, byte[] suffix) {
        try {
            Signature signature = Signature.getInstance("SHA512withRSA");
            signature.initSign(privateKey);
            signature.update(content);
            signature.update(suffix);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with key " + publicKey.id(), e);
        }
    }

    /** Names the key, shows nothing of it. */
    @Override
    public String toString() {
        return "signer with key " + publicKey.id();
    }
}
