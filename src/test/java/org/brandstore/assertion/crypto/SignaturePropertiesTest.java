package org.brandstore.assertion.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.TestAuthority;
import org.brandstore.assertion.Vectors;

/** Laws of signing that hold for every content, key and time. */
class SignaturePropertiesTest {
    private static final AssertionSigner SIGNER = Vectors.signer();
    private static final byte[] CONTENT = "type: test\nname: value".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SIGNED = wrapped(SIGNER.sign(CONTENT, Vectors.signedAt()));
    /** Envelope version, packet header of 3 bytes, version, type, algorithm, hash, length. */
    private static final int HASHED_START = 4 + 6;

    private static final int HASHED_END = HASHED_START + 6;
    private static final int ISSUER_START = HASHED_END + 4;
    private static final int ISSUER_END = ISSUER_START + 8;
    private static final int MPI_START = ISSUER_END + 2 + 2;

    private static byte[] wrapped(byte[] text) {
        return Base64.getMimeDecoder().decode(text);
    }

    private static void verify(byte[] content, byte[] wrapped) {
        SignatureVerifier.verify(content, Base64.getEncoder().encode(wrapped), SIGNER.publicKey());
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    @Example
    void everyBitOfTheContentCounts() {
        for (int bit = 0; bit < CONTENT.length * 8; bit++) {
            byte[] changed = flipped(CONTENT, bit);
            assertThatThrownBy(() -> verify(changed, SIGNED)).isInstanceOf(AssertionException.class);
        }
    }

    @Example
    void everyBitOfTheHashedPartAndOfTheNumberCounts() {
        for (int i = 4; i < SIGNED.length; i++) {
            boolean counts = i < HASHED_END || i >= MPI_START;
            for (int bit = i * 8; counts && bit < i * 8 + 8; bit++) {
                byte[] changed = flipped(SIGNED, bit);
                assertThatThrownBy(() -> verify(CONTENT, changed)).isInstanceOf(AssertionException.class);
            }
        }
    }

    @Example
    void theIssuerDoesNotCount() {
        for (int bit = ISSUER_START * 8; bit < ISSUER_END * 8; bit++) {
            verify(CONTENT, flipped(SIGNED, bit));
        }
    }

    /** One signature in 256 is a byte shorter; 2000 have some. */
    @Example
    void twoThousandSignaturesOfOneKeyVerify() {
        AssertionSigner signer = TestAuthority.newSigner();
        int shorter = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] content = ("type: test\nnumber: " + i).getBytes(StandardCharsets.UTF_8);
            byte[] signature = signer.sign(content, Vectors.signedAt());
            SignatureVerifier.verify(content, signature, signer.publicKey());
            shorter += wrapped(signature).length < 1 + 2 + 6 + 6 + 2 + 10 + 2 + 2 + 128 ? 1 : 0;
        }
        assertThat(shorter).isPositive();
    }

    @Example
    void aShortNumberIsWrittenWithoutLeadingZero() {
        int found = 0;
        for (long second = 1_785_542_400L; found == 0; second++) {
            byte[] signature = SIGNER.sign(CONTENT, Instant.ofEpochSecond(second));
            if (wrapped(signature).length < SIGNED.length) {
                SignatureVerifier.verify(CONTENT, signature, SIGNER.publicKey());
                found++;
            }
        }
        assertThat(found).isEqualTo(1);
    }

    @Property(tries = 200)
    void whatIsSignedVerifiesAndNothingElseDoes(
            @ForAll byte[] content,
            @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long second,
            @ForAll @IntRange(min = 0, max = 255) int extra) {
        byte[] signature = SIGNER.sign(content, Instant.ofEpochSecond(second));
        byte[] longer = java.util.Arrays.copyOf(content, content.length + 1);
        longer[content.length] = (byte) extra;

        SignatureVerifier.verify(content, signature, SIGNER.publicKey());
        assertThatThrownBy(() -> SignatureVerifier.verify(longer, signature, SIGNER.publicKey()))
                .isInstanceOf(AssertionException.class);
    }
}
