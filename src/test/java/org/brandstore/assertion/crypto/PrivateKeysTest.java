package org.brandstore.assertion.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.brandstore.assertion.Vectors;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
    private static final byte[] CONTENT = {1, 2, 3};

    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Vectors.bytes(
                "Some comment\n-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    private static void assertSigns(RSAPrivateCrtKey key) {
        RsaAssertionSigner signer = RsaAssertionSigner.of(key);
        SignatureVerifier.verify(CONTENT, signer.sign(CONTENT, Vectors.signedAt()), signer.publicKey());
    }

    private static void assertRefused(byte[] file, String passphrase) {
        assertThatThrownBy(() -> PrivateKeys.read(file, passphrase.toCharArray()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
                .hasMessageStartingWith("cannot read private key: ");
    }

    @Test
    void readsPkcs8() {
        RSAPrivateCrtKey key =
                PrivateKeys.read(pem("PRIVATE KEY", Vectors.privateKey().getEncoded()));

        assertThat(key.getModulus()).isEqualTo(Vectors.privateKey().getModulus());
        assertSigns(key);
    }

    @Test
    void readsPkcs1() throws Exception {
        RSAPrivateCrtKey key = Vectors.privateKey();
        byte[] der = new RSAPrivateKey(
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient())
                .getEncoded();

        RSAPrivateCrtKey read = PrivateKeys.read(pem("RSA PRIVATE KEY", der));

        assertThat(read.getPrivateExponent()).isEqualTo(key.getPrivateExponent());
        assertSigns(read);
    }

    @Test
    void readsArmouredOpenPgp() {
        RSAPrivateCrtKey key = PrivateKeys.read(Vectors.resource("/assertions/gpg/plain-private-key.asc"));

        assertThat(key.getModulus().bitLength()).isEqualTo(2048);
        assertSigns(key);
    }

    @Test
    void readsLockedOpenPgpWithItsPassphraseOnly() {
        byte[] file = Vectors.resource("/assertions/gpg/locked-private-key.asc");

        assertSigns(PrivateKeys.read(file, "correct horse".toCharArray()));
        assertRefused(file, "wrong horse");
        assertRefused(file, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a key",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----"
            })
    void refusesWhatHoldsNoKey(String file) {
        assertRefused(Vectors.bytes(file), "");
    }

    @Test
    void refusesOtherAlgorithms() throws GeneralSecurityException {
        byte[] der = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        assertRefused(pem("PRIVATE KEY", der), "");
    }

    @Test
    void refusesDamagedAndHugeFiles() {
        byte[] file = Vectors.resource("/assertions/gpg/plain-private-key.asc");
        for (int i = 100; i < file.length - 40; i += 97) {
            byte[] damaged = file.clone();
            damaged[i] = (byte) (damaged[i] == 'A' ? 'B' : 'A');
            try {
                PrivateKeys.read(damaged);
            } catch (StoreException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            }
        }
        assertRefused(new byte[65_537], "");
    }

    @Test
    void messagesDoNotShowTheFile() {
        byte[] file = pem("PRIVATE KEY", "very secret".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> PrivateKeys.read(file))
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("dmVyeSBzZWNyZXQ");
    }
}
