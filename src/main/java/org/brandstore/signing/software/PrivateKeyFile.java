package org.brandstore.signing.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.brandstore.assertion.crypto.PrivateKeys;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The file forms in which private keys come and go. */
final class PrivateKeyFile {
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String BEGIN = "-----BEGIN ";
    private static final int MAX_LENGTH = 1 << 16;
    private static final int MIN_BITS = 2048;
    private static final int ITERATIONS = 600_000;
    private static final int SALT_LENGTH = 16;
    private static final String PBE = "PBEWithHmacSHA256AndAES_256";

    private PrivateKeyFile() {}

    /**
     * Reads PKCS#8 in PEM, plain or encrypted, or an armoured OpenPGP key.
     *
     * @throws StoreException if it holds no RSA key or more than one, or the passphrase is wrong
     */
    static RSAPrivateCrtKey read(byte[] file, char[] passphrase) {
        if (file.length > MAX_LENGTH) {
            throw unreadable("the file is longer than " + MAX_LENGTH + " bytes");
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.indexOf(BEGIN) != text.lastIndexOf(BEGIN)) {
            throw unreadable("the file holds more than one block");
        }
        RSAPrivateCrtKey key =
                text.contains(BEGIN + ENCRYPTED) ? decrypt(text, passphrase) : PrivateKeys.read(file, passphrase);
        int bits = key.getModulus().bitLength();
        if (bits < MIN_BITS) {
            throw unreadable("the key has " + bits + " bits; at least " + MIN_BITS + " are needed");
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
            return pem(ENCRYPTED, new EncryptedPrivateKeyInfo(scheme, cipher.doFinal(plain)).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot encrypt a private key", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static RSAPrivateCrtKey decrypt(String text, char[] passphrase) {
        if (passphrase.length == 0) {
            throw unreadable("the file is encrypted and no passphrase was given");
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(between(text));
            // a PBES2 algorithm is named by its parameters only, and they print as that name
            String algorithm = info.getAlgParameters().toString();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, derived(algorithm, passphrase), info.getAlgParameters());
            byte[] plain = cipher.doFinal(info.getEncryptedData());
            try {
                return PrivateKeys.read(pem("PRIVATE KEY", plain));
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot read private key: the file is damaged or the passphrase is wrong",
                    e);
        }
    }

    private static byte[] between(String text) {
        int start = text.indexOf(BEGIN + ENCRYPTED + "-----") + (BEGIN + ENCRYPTED + "-----").length();
        int end = text.indexOf("-----END " + ENCRYPTED + "-----");
        if (end < start) {
            throw unreadable("the file has no end line");
        }
        return Base64.getMimeDecoder().decode(text.substring(start, end));
    }

    private static byte[] pem(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return (BEGIN + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static SecretKey derived(String algorithm, char[] passphrase) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
        } finally {
            spec.clearPassword();
        }
    }

    private static StoreException unreadable(String why) {
        return new StoreException(ErrorCode.INVALID_FIELD, "cannot read private key: " + why);
    }
}
