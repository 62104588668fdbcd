package org.brandstore.snap.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.squashfs.compression.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquashfsImageTest {
    private static final int LARGE = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "parts.gzip.snap,         GZIP, 4096",
        "parts.gzip-1M.snap,      GZIP, 1048576",
        "parts.stored.snap,       GZIP, 4096",
        "parts.xz.snap,           XZ,   4096",
        "parts.xz-x86.snap,       XZ,   4096",
        "parts.nofragments.snap,  XZ,   4096",
        "parts.lzo.snap,          LZO,  4096",
        "parts.lzo-1.snap,        LZO,  16384",
        "parts.lzo-1_11.snap,     LZO,  16384",
        "parts.lzo-1_12.snap,     LZO,  16384",
        "parts.lzo-1_15.snap,     LZO,  16384",
        "parts.lzo-128K.snap,     LZO,  131072",
        "parts.lz4.snap,          LZ4,  4096",
        "parts.lz4-hc.snap,       LZ4,  65536",
        "parts.zstd.snap,         ZSTD, 4096",
    })
    void readsTheSameTreeFromEveryCompressor(String file, Compression compression, int blockSize) throws IOException {
        try (SeekableByteChannel channel = Fixtures.open(file)) {
            SquashfsImage image = SquashfsImage.open(channel, SquashfsLimits.STANDARD);

            Map<String, byte[]> files = new LinkedHashMap<>();
            List<String> others = new ArrayList<>();
            image.walk((path, inode) -> {
                switch (inode) {
                    case Inode.RegularFile f -> files.put(path, image.read(path, f, LARGE));
                    case Inode.Symlink link -> others.add(path + " -> " + link.target());
                    case Inode.Directory directory -> others.add(path + "/");
                    case Inode.Node node -> others.add(node.toString());
                }
            });

            assertThat(image.compression()).isEqualTo(compression);
            assertThat(image.blockSize()).isEqualTo(blockSize);
            assertThat(others)
                    .containsExactly(
                            "/", "bin/", "data/", "data/link -> ../bin/run", "meta/", "meta/gui/", "meta/hooks/");
            assertThat(files.keySet())
                    .containsExactly(
                            "bin/run",
                            "data/calls.bin",
                            "data/empty",
                            "data/hole.bin",
                            "data/lines.txt",
                            "meta/gui/icon.png",
                            "meta/hooks/configure",
                            "meta/hooks/install",
                            "meta/snap.yaml");
            assertThat(files.get("bin/run")).asString().isEqualTo("#!/bin/sh\necho parts\n");
            assertThat(files.get("data/empty")).isEmpty();
            assertThat(files.get("data/hole.bin")).isEqualTo(hole());
            assertThat(files.get("data/lines.txt")).asString().isEqualTo(lines());
            assertThat(files.get("data/calls.bin")).isEqualTo(calls());
            assertThat(files.get("meta/snap.yaml")).asString().startsWith("name: parts\nversion: 1.0\n");
        }
    }

    @Test
    void readsExtendedInodes() throws IOException {
        try (SeekableByteChannel channel = Fixtures.open("extended.snap")) {
            SquashfsImage image = SquashfsImage.open(channel, SquashfsLimits.STANDARD);

            List<String> paths = new ArrayList<>();
            image.walk((path, inode) -> paths.add(path));

            assertThat(paths).hasSize(5 + 700).contains("attributes", "many/entry-000", "many/entry-699");
            assertThat(image.find("many/entry-350")).get().satisfies(inode -> {
                Inode.RegularFile file = (Inode.RegularFile) inode;
                assertThat(image.read("entry", file, LARGE)).asString().isEqualTo("one\n");
            });
            assertThat(image.find("attributes")).get().satisfies(inode -> {
                Inode.RegularFile file = (Inode.RegularFile) inode;
                assertThat(image.read("attributes", file, LARGE)).asString().isEqualTo("attributes\n");
            });
        }
    }

    @Test
    void knowsOwnersAndModes() throws IOException {
        try (SeekableByteChannel channel = Fixtures.open("suspicious.snap")) {
            SquashfsImage image = SquashfsImage.open(channel, SquashfsLimits.STANDARD);

            Inode.Attributes foreign = image.find("lib/foreign").orElseThrow().attributes();
            Inode.Attributes present = image.find("bin/present").orElseThrow().attributes();

            assertThat(foreign.owner()).isEqualTo(1000);
            assertThat(foreign.group()).isEqualTo(1001);
            assertThat(foreign.isSetUserId()).isFalse();
            assertThat(present.permissions()).isEqualTo(06755);
            assertThat(present.isSetUserId()).isTrue();
            assertThat(present.isSetGroupId()).isTrue();
            assertThat(image.find("lib/pipe"))
                    .get()
                    .extracting(inode -> ((Inode.Node) inode).kind())
                    .isEqualTo(Inode.NodeKind.PIPE);
        }
    }

    @ParameterizedTest
    @CsvSource({"nothing", "meta/nothing", "meta/snap.yaml/", "meta/snap.yaml/x", "''", "../meta", "data/link/x"})
    void findsNothingWhereNothingIs(String path) throws IOException {
        try (SeekableByteChannel channel = Fixtures.open("parts.gzip.snap")) {
            assertThat(SquashfsImage.open(channel, SquashfsLimits.STANDARD).find(path))
                    .isEmpty();
        }
    }

    @Test
    void refusesToReadAFileLargerThanAsked() throws IOException {
        try (SeekableByteChannel channel = Fixtures.open("parts.gzip.snap")) {
            SquashfsImage image = SquashfsImage.open(channel, SquashfsLimits.STANDARD);
            Inode.RegularFile file =
                    (Inode.RegularFile) image.find("data/lines.txt").orElseThrow();

            assertThatThrownBy(() -> image.read("data/lines.txt", file, 43892))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("cannot read the squashfs image: data/lines.txt:"
                            + " the file has 43893 bytes; at most 43892 are allowed");
            assertThat(image.read("data/lines.txt", file, 43893)).hasSize(43893);
        }
    }

    private static String lines() {
        return IntStream.rangeClosed(1, 9000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static byte[] hole() {
        byte[] tail = "tail\n".getBytes(StandardCharsets.US_ASCII);
        byte[] hole = Arrays.copyOf(new byte[0], 20000 + tail.length);
        System.arraycopy(tail, 0, hole, 20000, tail.length);
        return hole;
    }

    private static byte[] calls() {
        ByteArrayOutputStream calls = new ByteArrayOutputStream();
        for (int i = 1; i <= 1500; i++) {
            ByteBuffer call = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
            calls.writeBytes(call.put((byte) 0xE8).putInt(0x100000 - 5 * i).array());
        }
        return calls.toByteArray();
    }
}
