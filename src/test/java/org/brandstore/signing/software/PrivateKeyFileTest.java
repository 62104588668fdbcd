package org.brandstore.signing.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files were made by OpenSSL and GnuPG; the ids were computed from their moduli by other code than ours. */
class PrivateKeyFileTest {
    private static final char[] PASSPHRASE = "correct-horse-battery".toCharArray();
    private static final char[] NONE = {};

    @ParameterizedTest
    @CsvSource({
        "pkcs8.pem, '', 86Ybzu3LOzCfVXzv6AWZQyALq64iELxd0FEXlKawn-lDMoFGY-sqQl4mgzX_d7ST",
        "pkcs1.pem, '', 86Ybzu3LOzCfVXzv6AWZQyALq64iELxd0FEXlKawn-lDMoFGY-sqQl4mgzX_d7ST",
        "pkcs8-encrypted.pem, correct-horse-battery, 86Ybzu3LOzCfVXzv6AWZQyALq64iELxd0FEXlKawn-lDMoFGY-sqQl4mgzX_d7ST",
        "openpgp.asc, '', mOSaBoxI4H5ag1-RGkDu86_P-AMLWEGQ3UrbBPOxGv3YHSsnboCUvCSNbEMgBvQd",
        "openpgp-encrypted.asc, correct-horse-battery, 1BHk1gSHk9KiX5yzUv4dmi_KDt11lX1d9duTHcc6yGdh-qJ3iw_-6WEp8Qd-5aDM"
    })
    void readsEveryFormToTheSameKeyId(String name, String passphrase, String keyId) throws IOException {
        RSAPrivateCrtKey key = PrivateKeyFile.read(file(name), passphrase.toCharArray());

        assertThat(RsaAssertionSigner.of(key).publicKey().id().value()).isEqualTo(keyId);
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs8-encrypted.pem, wrong, cannot read private key: the file is damaged or the passphrase is wrong",
        "pkcs8-encrypted.pem, '', cannot read private key: the file is encrypted and no passphrase was given",
        "rsa-1024.pem, '', cannot read private key: the key has 1024 bits; at least 2048 are needed",
    })
    void saysWhyAFileIsRefused(String name, String passphrase, String message) {
        assertThatThrownBy(() -> PrivateKeyFile.read(file(name), passphrase.toCharArray()))
                .isInstanceOf(StoreException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "ec.pem, ''",
        "openpgp-public.asc, ''",
        "README, ''",
        "openpgp-encrypted.asc, wrong",
        "openpgp-encrypted.asc, ''"
    })
    void refusesWhatItCannotRead(String name, String passphrase) {
        assertThatThrownBy(() -> PrivateKeyFile.read(file(name), passphrase.toCharArray()))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot read private key: ");
    }

    @Test
    void refusesTwoKeysInOneFile() throws IOException {
        String one = new String(file("pkcs8.pem"), StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> PrivateKeyFile.read((one + one).getBytes(StandardCharsets.US_ASCII), NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("more than one block");
    }

    @Test
    void refusesAFileThatIsTooLongForAKey() {
        assertThatThrownBy(() -> PrivateKeyFile.read(new byte[(1 << 16) + 1], NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void aCutFileIsRefusedUnlessTheWholeKeyIsInIt() throws IOException {
        for (String name : new String[] {"pkcs8.pem", "openpgp.asc"}) {
            byte[] whole = file(name);
            RSAPrivateCrtKey key = PrivateKeyFile.read(whole, NONE);
            for (int length = 0; length < whole.length - 40; length += 13) {
                byte[] cut = Arrays.copyOf(whole, length);
                try {
                    assertThat(PrivateKeyFile.read(cut, NONE)).isEqualTo(key);
                } catch (StoreException e) {
                    assertThat(e).hasMessageStartingWith("cannot read private key: ");
                }
            }
        }
    }

    @Test
    void readsBackWhatItExported() throws IOException {
        RSAPrivateCrtKey key = PrivateKeyFile.read(file("pkcs8.pem"), NONE);

        byte[] exported = PrivateKeyFile.write(key, PASSPHRASE, new SecureRandom());

        assertThat(new String(exported, StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
                .endsWith("\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThat(PrivateKeyFile.read(exported, PASSPHRASE)).isEqualTo(key);
        assertThatThrownBy(() -> PrivateKeyFile.read(exported, "something else".toCharArray()))
                .isInstanceOf(StoreException.class);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = PrivateKeyFileTest.class.getResourceAsStream("/org/brandstore/signing/" + name)) {
            return in.readAllBytes();
        }
    }
}
