package org.brandstore.signing.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The file forms in which private keys come and go. */
final class PrivateKeyFile {
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final int MAX_LENGTH = 1 << 16;
    private static final int MIN_BITS = 2048;
    private static final int ITERATIONS = 600_000;
    private static final int SALT_LENGTH = 16;
    private static final String PBE = "PBEWithHmacSHA256AndAES_256";
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]++)-----\\s*+([^-]*+)-----END \\1-----");
    private static final String FORMS =
            "it must be one RSA key as PKCS#8 in PEM, plain or encrypted, or as an armoured OpenPGP secret key";

    private PrivateKeyFile() {}

    /** @throws StoreException if it holds no RSA key or more than one, or the passphrase is wrong */
    static RSAPrivateCrtKey read(byte[] file, char[] passphrase) {
        if (file.length > MAX_LENGTH) {
            throw unreadable("it is longer than " + MAX_LENGTH + " bytes; " + FORMS);
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        RSAPrivateCrtKey key = text.contains("-----BEGIN PGP PRIVATE KEY BLOCK-----")
                ? OpenPgpKeyFile.read(file, passphrase)
                : pem(text, passphrase);
        int bits = key.getModulus().bitLength();
        if (bits < MIN_BITS) {
            throw unreadable("it has " + bits + " bits; at least " + MIN_BITS + " are needed");
        }
        return key;
    }

    /** @return PKCS#8 in PEM, encrypted with AES-256 under a key derived from the passphrase by PBKDF2 */
    static byte[] write(RSAPrivateCrtKey key, char[] passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        byte[] plain = key.getEncoded();
        try {
            Cipher cipher = Cipher.getInstance(PBE);
            cipher.init(Cipher.ENCRYPT_MODE, derived(PBE, passphrase), new PBEParameterSpec(salt, ITERATIONS), random);
            // under its own name the algorithm has no identifier; the scheme that contains it has
            AlgorithmParameters scheme = AlgorithmParameters.getInstance("PBES2");
            scheme.init(cipher.getParameters().getEncoded());
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(scheme, cipher.doFinal(plain));
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(info.getEncoded());
            return ("-----BEGIN " + ENCRYPTED + "-----\n" + body + "\n-----END " + ENCRYPTED + "-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot encrypt a private key", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static RSAPrivateCrtKey pem(String text, char[] passphrase) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw unreadable(FORMS);
        }
        String label = block.group(1);
        byte[] content = decode(block.group(2));
        if (block.find()) {
            throw unreadable("it holds more than one PEM block; " + FORMS);
        }
        try {
            return switch (label) {
                case "PRIVATE KEY" -> pkcs8(content);
                case ENCRYPTED -> pkcs8(decrypt(content, passphrase));
                case "RSA PRIVATE KEY" -> pkcs8(fromPkcs1(content));
                default -> throw unreadable("it is a " + label + "; " + FORMS);
            };
        } catch (GeneralSecurityException | IOException e) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot read the private key: " + FORMS, e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new StoreException(ErrorCode.INVALID_FIELD, "cannot read the private key: " + FORMS, e);
        }
    }

    private static byte[] decrypt(byte[] encrypted, char[] passphrase) throws GeneralSecurityException, IOException {
        if (passphrase.length == 0) {
            throw unreadable("it is encrypted and no passphrase was given");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        // PBES2 names its algorithm in its parameters only, and prints as that name
        String algorithm = info.getAlgParameters().toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, derived(algorithm, passphrase), info.getAlgParameters());
        try {
            return cipher.doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot read the private key: the passphrase does not open it", e);
        }
    }

    private static SecretKey derived(String algorithm, char[] passphrase) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] fromPkcs1(byte[] content) throws IOException {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new PrivateKeyInfo(rsa, org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(content)).getEncoded();
    }

    private static RSAPrivateCrtKey pkcs8(byte[] plain) throws GeneralSecurityException {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(plain));
            if (key instanceof RSAPrivateCrtKey rsa) {
                return rsa;
            }
            throw unreadable("it lacks the public exponent or the primes; " + FORMS);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static StoreException unreadable(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot read the private key: " + why);
    }
}
