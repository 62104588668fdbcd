package org.brandstore.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.brandstore.naming.Sha3_384;
import org.junit.jupiter.api.Test;

/** The platform's implementation is the other side. */
class Sha3DigestTest {
    @Test
    void digestOfNothingIsThatOfTheStandard() {
        assertThat(new Sha3Digest().finish().hex())
                .isEqualTo("0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2a"
                        + "c3713831264adb47fb6bd1e058d5f004");
    }

    @Test
    void digestOfAbcIsThatOfTheStandard() {
        Sha3Digest digest = new Sha3Digest();

        digest.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);

        assertThat(digest.finish().hex())
                .isEqualTo("ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b2"
                        + "98d88cea927ac7f539f1edf228376d25");
    }

    /** Every length around the block size of 104 bytes. */
    @Test
    void everyLengthUpToThreeBlocksAgrees() throws NoSuchAlgorithmException {
        byte[] bytes = new byte[3 * 104 + 1];
        new Random(1).nextBytes(bytes);
        for (int length = 0; length <= bytes.length; length++) {
            Sha3Digest digest = new Sha3Digest();

            digest.update(bytes, 0, length);

            assertThat(digest.finish()).as("%d bytes", length).isEqualTo(platform(bytes, length));
        }
    }

    @Property(tries = 300)
    void anySplittingAgrees(@ForAll long seed, @ForAll @IntRange(max = 3000) int length)
            throws NoSuchAlgorithmException {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Sha3Digest digest = new Sha3Digest();

        int from = 0;
        while (from < length) {
            int piece = Math.min(length - from, random.nextInt(300));
            digest.update(bytes, from, piece);
            from += piece;
        }

        assertThat(digest.finish()).isEqualTo(platform(bytes, length));
    }

    private static Sha3_384 platform(byte[] bytes, int length) throws NoSuchAlgorithmException {
        MessageDigest platform = MessageDigest.getInstance("SHA3-384");
        platform.update(bytes, 0, length);
        return Sha3_384.ofBytes(platform.digest());
    }
}
