package org.brandstore.snap.squashfs.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DecompressorTest {
    private static final int ROOM = 8192;

    @Test
    void refusesZlibDataThatInflatesBeyondItsRoom() {
        assertBomb(
                new GzipDecompressor(), zlib(new byte[ROOM + 1]), "inflates to more than the 8192 bytes it may have");
    }

    @Test
    void refusesXzDataThatInflatesBeyondItsRoom() throws IOException {
        assertBomb(
                new XzDecompressor(ROOM),
                xz(new byte[ROOM + 1], ROOM),
                "inflates to more than the 8192 bytes it may have");
    }

    @Test
    void refusesXzDataThatWantsALargeDictionary() throws IOException {
        byte[] small = xz("small".getBytes(StandardCharsets.US_ASCII), 64 << 20);

        assertBomb(new XzDecompressor(ROOM), small, "not valid xz data, or its dictionary is larger than a block");
    }

    @Test
    void refusesZstdDataThatInflatesBeyondItsRoom() {
        assertBomb(
                new ZstdDecompressor(), Zstd.compress(new byte[ROOM + 1]), "not valid zstd data of at most 8192 bytes");
    }

    @Test
    void refusesLz4DataThatInflatesBeyondItsRoom() {
        // one literal, then a match of one byte back that goes on and on
        byte[] bomb = new byte[100_000];
        Arrays.fill(bomb, (byte) 0xFF);
        System.arraycopy(HexFormat.of().parseHex("1f410100"), 0, bomb, 0, 4);

        assertBomb(new Lz4Decompressor(), bomb, "inflates to more than the 8192 bytes it may have");
    }

    @Test
    void refusesLzoDataThatInflatesBeyondItsRoom() {
        // four literals, then a match whose length is a row of zeros
        byte[] bomb = new byte[100_000];
        System.arraycopy(HexFormat.of().parseHex("154142434420"), 0, bomb, 0, 6);

        assertBomb(new LzoDecompressor(), bomb, "inflates to more than the 8192 bytes it may have");
    }

    /** A second frame or stream, which some decoders read on into, and bytes that mean nothing. */
    @Test
    void refusesWhatFollowsTheEnd() throws IOException {
        byte[] text = text();
        byte[] lzo = HexFormat.of().parseHex("1541424344110000");
        assertFollowerRefused(new GzipDecompressor(), zlib(text));
        assertFollowerRefused(new XzDecompressor(ROOM), xz(text, ROOM));
        assertFollowerRefused(new ZstdDecompressor(), Zstd.compress(text));
        assertFollowerRefused(new LzoDecompressor(), lzo);
    }

    private static void assertFollowerRefused(Decompressor decompressor, byte[] packed) {
        for (byte[] follower : new byte[][] {packed, {0}, {1, 2, 3, 4}}) {
            byte[] both = Arrays.copyOf(packed, packed.length + follower.length);
            System.arraycopy(follower, 0, both, packed.length, follower.length);
            assertThatThrownBy(() -> decompressor.decompress(both, both.length, new byte[2 * ROOM], 2 * ROOM))
                    .isInstanceOf(CorruptBlockException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',             compressed data ends too early",
        "f0,             compressed data ends too early",
        "5041424344,     compressed data ends too early",
        "1041,           ''",
        "10410100,       a match too near to the end of the block",
        "1041010060010203040506, ''",
        "1041000060010203040506, compressed data refers to 0 bytes back after 1",
        "1041020060010203040506, compressed data refers to 2 bytes back after 1",
        "1041ffff60010203040506, compressed data refers to 65535 bytes back after 1",
        "00,             ''",
    })
    void lz4StaysWithinItsBytes(String hex, String message) {
        assertOutcome(new Lz4Decompressor(), hex, message);
    }

    @ParameterizedTest
    @CsvSource({
        "'',             compressed data ends too early",
        "15414243,       compressed data ends too early",
        "1241,           compressed data ends too early",
        "1541424344,     compressed data ends too early",
        "1541424344110000, ''",
        "110000,         ''",
        "12410000,       compressed data ends too early",
        "12410800,       compressed data refers to 3 bytes back after 1",
        "124140ff,       compressed data refers to 2041 bytes back after 1",
        "1241210004,     compressed data refers to 257 bytes back after 1",
        "1241190004,     compressed data refers to 33024 bytes back after 1",
        "15414243440000, compressed data refers to 2049 bytes back after 4",
    })
    void lzoStaysWithinItsBytes(String hex, String message) {
        assertOutcome(new LzoDecompressor(), hex, message);
    }

    @Property(tries = 3000)
    void ownDecodersOnlyRefuseOrStayWithinTheirRoom(@ForAll @Size(max = 300) byte[] in) {
        for (Decompressor decompressor : new Decompressor[] {new Lz4Decompressor(), new LzoDecompressor()}) {
            assertWithinRoom(decompressor, in);
        }
    }

    @Test
    void everyDecoderOnlyRefusesOrStaysWithinItsRoomForDamagedData() throws IOException {
        byte[] text = text();
        byte[][] packed = {zlib(text), xz(text, 1 << 16), Zstd.compress(text)};
        Decompressor[] decompressors = {new GzipDecompressor(), new XzDecompressor(1 << 16), new ZstdDecompressor()};
        Random random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < packed.length; i++) {
                byte[] damaged = packed[i].clone();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                assertWithinRoom(decompressors[i], damaged);
            }
        }
    }

    private static void assertWithinRoom(Decompressor decompressor, byte[] in) {
        byte[] out = new byte[ROOM + 16];
        try {
            assertThat(decompressor.decompress(in, in.length, out, ROOM)).isBetween(0, ROOM);
        } catch (CorruptBlockException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        assertThat(Arrays.copyOfRange(out, ROOM, out.length)).containsOnly(0);
    }

    private static void assertOutcome(Decompressor decompressor, String hex, String message) {
        byte[] in = HexFormat.of().parseHex(hex);
        if (message.isEmpty()) {
            assertWithinRoom(decompressor, in);
        } else {
            assertThatThrownBy(() -> decompressor.decompress(in, in.length, new byte[ROOM], ROOM))
                    .isInstanceOf(CorruptBlockException.class)
                    .hasMessage(message);
        }
    }

    private static void assertBomb(Decompressor decompressor, byte[] bomb, String message) {
        byte[] out = new byte[ROOM];
        assertThatThrownBy(() -> decompressor.decompress(bomb, bomb.length, out, ROOM))
                .isInstanceOf(CorruptBlockException.class)
                .hasMessage(message);
    }

    private static byte[] text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 4000; i++) {
            text.append("line ").append(i * 7919 % 1000).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] zlib(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] xz(byte[] bytes, int dictionary) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(1);
        options.setDictSize(dictionary);
        try (XZOutputStream xz = new XZOutputStream(out, options)) {
            xz.write(bytes);
        }
        return out.toByteArray();
    }
}
