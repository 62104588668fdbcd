package org.brandstore.assertion.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.bcpg.RSASecretBCPGKey;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Reads RSA private keys from the files in which people keep them. Messages never quote the file. */
public final class PrivateKeys {
    private static final int MAX_FILE = 65_536;
    private static final String PGP = "PGP PRIVATE KEY BLOCK";
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";

    private PrivateKeys() {}

    /** @see #read(byte[], char[]) */
    public static RSAPrivateCrtKey read(byte[] file) {
        return read(file, new char[0]);
    }

    /**
     * Reads an armoured OpenPGP private key (its primary key), or PEM with PKCS#8 or PKCS#1.
     *
     * @param passphrase of the OpenPGP key; empty if there is none
     * @throws StoreException {@code invalid-field} if the file is none of these, not RSA, or locked otherwise
     */
    public static RSAPrivateCrtKey read(byte[] file, char[] passphrase) {
        if (file.length > MAX_FILE) {
            throw refused("the file is longer than " + MAX_FILE + " bytes");
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        try {
            if (text.contains(begin(PGP))) {
                return readOpenPgp(file, passphrase);
            }
            if (text.contains(begin(PKCS1))) {
                return readPkcs1(between(text, PKCS1));
            }
            if (text.contains(begin(PKCS8))) {
                return crt(
                        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(between(text, PKCS8))));
            }
        } catch (StoreException e) {
            throw e;
        } catch (GeneralSecurityException | PGPException | IOException | RuntimeException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot read private key: the file is damaged, not an RSA key, or the passphrase is wrong",
                    e);
        }
        throw refused(
                "the file must be an armoured OpenPGP private key, or PEM with an unencrypted PKCS#8 or PKCS#1 key");
    }

    private static RSAPrivateCrtKey readOpenPgp(byte[] file, char[] passphrase)
            throws IOException, PGPException, GeneralSecurityException {
        PGPSecretKeyRing ring = new PGPSecretKeyRing(
                PGPUtil.getDecoderStream(new ByteArrayInputStream(file)), new BcKeyFingerprintCalculator());
        PGPSecretKey primary = ring.getSecretKey();
        if (primary.isPrivateKeyEmpty()) {
            throw refused("the file holds only the public half of the primary key");
        }
        PGPPrivateKey key = primary.extractPrivateKey(
                new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase));
        if (!(key.getPrivateKeyDataPacket() instanceof RSASecretBCPGKey secret)
                || !(key.getPublicKeyPacket().getKey() instanceof RSAPublicBCPGKey open)) {
            throw refused("the primary key must be an RSA key");
        }
        BigInteger p = secret.getPrimeP();
        BigInteger q = secret.getPrimeQ();
        BigInteger d = secret.getPrivateExponent();
        return crt(KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        open.getModulus(),
                        open.getPublicExponent(),
                        d,
                        p,
                        q,
                        d.mod(p.subtract(BigInteger.ONE)),
                        d.mod(q.subtract(BigInteger.ONE)),
                        q.modInverse(p))));
    }

    private static RSAPrivateCrtKey readPkcs1(byte[] der) throws GeneralSecurityException {
        RSAPrivateKey key = RSAPrivateKey.getInstance(der);
        return crt(KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrime1(),
                        key.getPrime2(),
                        key.getExponent1(),
                        key.getExponent2(),
                        key.getCoefficient())));
    }

    private static RSAPrivateCrtKey crt(java.security.PrivateKey key) {
        if (key instanceof RSAPrivateCrtKey crt) {
            return crt;
        }
        throw refused("the key lacks its prime factors");
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static byte[] between(String text, String label) {
        int start = text.indexOf(begin(label)) + begin(label).length();
        int end = text.indexOf("-----END " + label + "-----", start);
        if (end < 0) {
            throw refused("the file has no end line");
        }
        return Base64.getMimeDecoder().decode(text.substring(start, end));
    }

    private static StoreException refused(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot read private key: " + why);
    }
}
