package org.brandstore.assertion.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.Vectors;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.chain.PrerequisiteChain;
import org.brandstore.assertion.chain.Verification;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.brandstore.assertion.type.check.TypeChecks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged assertions are refused, by nothing but an {@link AssertionException}; the seeds make every run the same. */
class DecoderFuzzTest {
    private static final int ROUNDS = 1000;
    private static final String[] PIECES = {
        "\n\n",
        "\n",
        " ",
        "  ",
        "    ",
        "-",
        ": ",
        ":",
        "  - x\n",
        "\0",
        "\u00e9",
        "type: model\n",
        "body-length: 9\n",
        "format: 9\n",
        "=",
        "A",
        "999999999999",
        "$",
        "(",
        "[",
        "{1000}",
        "*",
        "/"
    };

    private static final TrustedSet ROOT = new TrustedSet(chain("trusted"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-02T00:00:00Z"), ZoneOffset.UTC);

    private final MemoryAssertionDatabase known = known();
    private final List<byte[]> seeds = seeds();

    private static MemoryAssertionDatabase known() {
        MemoryAssertionDatabase database = new MemoryAssertionDatabase(ROOT, CLOCK);
        database.addAll(chain("chain"));
        return database;
    }

    private static List<Assertion> chain(String file) {
        return AssertionStreamDecoder.decodeAll(Vectors.resource("/assertions/chain-4096/" + file + ".assert"));
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Vectors.valid().forEach(vector -> seeds.add(Vectors.bytes(vector.text())));
        for (String file : List.of("chain", "noauth", "trusted")) {
            chain(file).forEach(assertion -> seeds.add(assertion.encoded()));
        }
        return seeds;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void onlyAssertionExceptionsEscape(long seed) {
        Random random = new Random(seed);
        PublicKey key = Vectors.signer().publicKey();
        int decoded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes = mutate(bytes, random);
            }
            decoded += tryAll(bytes, key) ? 1 : 0;
        }
        assertThat(decoded).isBetween(1, ROUNDS - 1);
    }

    /** Whether the single decoder takes it. */
    private boolean tryAll(byte[] bytes, PublicKey key) {
        demandClearRefusal(() -> AssertionStreamDecoder.decodeAll(bytes));
        Optional<Assertion> decoded = decode(bytes);
        decoded.ifPresent(assertion -> {
            demandClearRefusal(() -> SignatureVerifier.verify(assertion.content(), assertion.signature(), key));
            demandClearRefusal(() -> new Verification(ROOT, CLOCK).check(assertion, known));
            demandClearRefusal(() -> TypeChecks.checkConsistency(assertion, known, ROOT));
            demandClearRefusal(() -> PrerequisiteChain.closure(assertion, known, ROOT));
        });
        return decoded.isPresent();
    }

    private static Optional<Assertion> decode(byte[] bytes) {
        try {
            return Optional.of(AssertionDecoder.decode(bytes));
        } catch (AssertionException e) {
            assertThat(e).hasMessageStartingWith("cannot ");
            return Optional.empty();
        }
    }

    private static void demandClearRefusal(Runnable call) {
        try {
            call.run();
        } catch (AssertionException e) {
            assertThat(e).hasMessageStartingWith("cannot ");
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, random.nextInt(20) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(bytes, at, random.nextInt(8));
            case 1 -> spliced(bytes, at, length, new byte[0]);
            case 2 -> spliced(bytes, at, 0, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
            case 3 -> spliced(bytes, at, 1, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
            case 4 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            default -> spliced(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
        };
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << bit);
        return copy;
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] added) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + added.length);
        out.write(bytes, 0, at);
        out.writeBytes(added);
        out.write(bytes, at + removed, bytes.length - at - removed);
        return out.toByteArray();
    }
}
