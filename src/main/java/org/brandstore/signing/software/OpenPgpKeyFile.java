package org.brandstore.signing.software;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
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
import org.jspecify.annotations.Nullable;

/** An armoured OpenPGP secret key, as {@code gpg --export-secret-keys --armor} writes it; its primary key is taken. */
final class OpenPgpKeyFile {
    private OpenPgpKeyFile() {}

    static RSAPrivateCrtKey read(byte[] file, char[] passphrase) {
        try {
            PGPSecretKeyRing ring = new PGPSecretKeyRing(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(file)), new BcKeyFingerprintCalculator());
            PGPSecretKey primary = ring.getSecretKey();
            if (!(primary.getPublicKey().getPublicKeyPacket().getKey() instanceof RSAPublicBCPGKey publicPart)) {
                throw PrivateKeyFile.unreadable("its primary key is not an RSA key");
            }
            PGPPrivateKey opened = open(primary, passphrase);
            if (opened == null || !(opened.getPrivateKeyDataPacket() instanceof RSASecretBCPGKey secret)) {
                throw PrivateKeyFile.unreadable("the secret part of its primary key is not in the file");
            }
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            publicPart.getModulus(),
                            publicPart.getPublicExponent(),
                            secret.getPrivateExponent(),
                            secret.getPrimeP(),
                            secret.getPrimeQ(),
                            secret.getPrimeExponentP(),
                            secret.getPrimeExponentQ(),
                            secret.getCrtCoefficient()));
        } catch (IOException | PGPException | GeneralSecurityException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot read the private key: it is not an OpenPGP secret key", e);
        }
    }

    private static @Nullable PGPPrivateKey open(PGPSecretKey key, char[] passphrase) {
        try {
            return key.extractPrivateKey(
                    new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase));
        } catch (PGPException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot read the private key: "
                            + (passphrase.length == 0
                                    ? "it is encrypted and no passphrase was given"
                                    : "the passphrase does not open it"),
                    e);
        }
    }
}
