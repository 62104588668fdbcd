package org.brandstore.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);

    private final Sealer sealer = sealerUnder(1);

    @Test
    void opensWhatItSealed() {
        assertThat(sealer.open(sealer.seal(PLAIN, "signing-key/a"), "signing-key/a"))
                .isEqualTo(PLAIN);
    }

    @Test
    void sealsTheSameTwiceToDifferentBytes() {
        assertThat(sealer.seal(PLAIN, "c")).isNotEqualTo(sealer.seal(PLAIN, "c"));
    }

    @Test
    void sealedBytesAreTheLayoutAndNotThePlainText() {
        byte[] sealed = sealer.seal(PLAIN, "c");

        assertThat(sealed).hasSize(1 + 8 + 12 + PLAIN.length + 16);
        assertThat(sealed[0]).isEqualTo((byte) 1);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
    }

    @Test
    void refusesAnotherContext() {
        byte[] sealed = sealer.seal(PLAIN, "signing-key/a");

        assertThatThrownBy(() -> sealer.open(sealed, "signing-key/b"))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot open signing-key/b: the sealed record is damaged or belongs elsewhere");
    }

    @Test
    void namesBothKeysWhenTheMasterKeyIsAnother() {
        byte[] sealed = sealer.seal(PLAIN, "c");

        assertThatThrownBy(() -> sealerUnder(2).open(sealed, "c"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISCONFIGURED))
                .hasMessageMatching("cannot open c: it was sealed under master key [0-9a-f]{16},"
                        + " this server has [0-9a-f]{16}; every replica needs .*");
    }

    @Test
    void refusesAChangeOfAnyByte() {
        byte[] sealed = sealer.seal(PLAIN, "c");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealer.open(changed, "c")).as("byte %d", i).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void refusesEveryCutOfASealedSecret() {
        byte[] sealed = sealer.seal(PLAIN, "c");
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> sealer.open(cut, "c"))
                    .as("%d bytes", length)
                    .isInstanceOf(StoreException.class);
        }
    }

    private static Sealer sealerUnder(int seed) {
        byte[] key = new byte[MasterKey.LENGTH];
        key[0] = (byte) seed;
        MasterKey masterKey = new MasterKey(key);
        return new Sealer(() -> masterKey, new SecureRandom());
    }
}
