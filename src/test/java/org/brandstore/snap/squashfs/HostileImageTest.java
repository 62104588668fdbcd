package org.brandstore.snap.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that no mksquashfs makes. */
class HostileImageTest {
    private static final String PREFIX = "cannot read the squashfs image: ";

    @Test
    void readsWhatTheTestsWriteUnchanged() {
        byte[] image = sample();

        assertThat(walk(image, SquashfsLimits.STANDARD))
                .containsExactly("", "a", "a/file", "b", "b/c", "b/c/deep", "link");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | 4 | 0x12345678 | superblock: the file does not start with hsqs; it is no squashfs image
            28 | 2 | 3          | superblock: the version is not 4.0
            24 | 2 | 0x0400     | superblock: it says that options of its compressor follow, and they do not
            30 | 2 | 1          | superblock: the version is not 4.0
            4  | 4 | 0          | superblock: it claims 0 inodes; 1 to 500000 are allowed
            4  | 4 | 500001     | superblock: it claims 500001 inodes; 1 to 500000 are allowed
            4  | 4 | 0xFFFFFFFF | superblock: it claims 4294967295 inodes; 1 to 500000 are allowed
            12 | 4 | 0          | superblock: the block size is not a power of two from 4 KiB to 1 MiB
            12 | 4 | 0x7FFFFFFF | superblock: the block size is not a power of two from 4 KiB to 1 MiB
            22 | 2 | 31         | superblock: the block size is not a power of two from 4 KiB to 1 MiB
            20 | 2 | 2          | compressor: lzma is not supported: use gzip, lzo, xz, lz4 or zstd
            20 | 2 | 99         | compressor: unknown number 99: use gzip, lzo, xz, lz4 or zstd
            26 | 2 | 0          | superblock: it has no owner ids
            40 | 8 | 0          | superblock: it claims 0 bytes but the file has SIZE
            40 | 8 | -1         | superblock: it claims 18446744073709551615 bytes but the file has SIZE
            48 | 8 | -2         | id table index: it does not end where the next table begins, at byte SIZE
            64 | 8 | 0          | inode table: it does not lie within the image
            72 | 8 | 96         | directory table block at byte 96: its 23857 bytes are not within 1 to 8192 and the table
            72 | 8 | 0x7FFFFFFFFFFFFFFF | directory table: it does not lie within the image
            88 | 8 | 0x7FFFFFFFFFFFFFFF | export table index: it does not end where the next table begins, at byte 457
            16 | 4 | 0xFFFFFFFF | fragment table index: it does not end where the next table begins, at byte 457
            56 | 8 | 400        | table of extended attributes: it has 1627389952 sets for 7 inodes
            """)
    void refusesASuperblockThatLies(int offset, int size, String value, String message) {
        byte[] image = sample();
        ByteBuffer le = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        long number = Long.decode(value);
        switch (size) {
            case 2 -> le.putShort(offset, (short) number);
            case 4 -> le.putInt(offset, (int) number);
            default -> le.putLong(offset, number);
        }

        assertRefused(image, message.replace("SIZE", Integer.toString(image.length)));
    }

    @Test
    void refusesAnIdTableOfGarbage() {
        byte[] image = sample();
        ByteBuffer le = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        le.putShort(26, (short) 0xFFFF);

        assertRefusedWith(image, "id table");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "95", "96", "200"})
    void refusesAFileThatIsCutShort(int length) {
        assertRefusedWith(Arrays.copyOf(sample(), length), "");
    }

    @Test
    void saysWhereAFileIsCutShort() {
        byte[] image = sample();
        byte[] cut = Arrays.copyOf(image, image.length - 1);

        assertRefused(cut, "superblock: it claims " + image.length + " bytes but the file has " + (image.length - 1));
    }

    @Test
    void refusesADirectoryThatHoldsItself() {
        byte[] image = sample();
        int root = entry(image, "b");
        int deep = entry(image, "c");
        copy(image, root, deep, 6); // c is now b, within b

        assertRefused(image, "b/c: the directory names number 1 as the one above it, which is 4");
    }

    @Test
    void refusesADirectoryInTwoPlaces() {
        byte[] image = sample();
        copy(image, entry(image, "a"), entry(image, "b"), 6);

        assertRefused(image, "b: the directory is also in another place; the tree would have no end");
    }

    @ParameterizedTest
    @CsvSource({"/, a name has a slash or a zero byte", "'\0', a name has a slash or a zero byte", "., a name is \".\""
    })
    void refusesNamesThatAreNoNames(String name, String message) {
        byte[] image = new TestImage().file("\u0001", "x").build();
        image[entry(image, "\u0001") + 8] = (byte) name.charAt(0);

        assertRefusedWith(image, message);
    }

    @Test
    void refusesTheNameOfTheParent() {
        byte[] image = new TestImage().file("xx", "x").build();
        int name = entry(image, "xx") + 8;
        image[name] = '.';
        image[name + 1] = '.';

        assertRefusedWith(image, "a name is \"..\"");
    }

    @ParameterizedTest
    @CsvSource({"a", "0"})
    void refusesNamesOutOfOrderAndTwice(String second) {
        byte[] image = new TestImage().file("a", "1").file("b", "2").build();
        image[entry(image, "b") + 8] = (byte) second.charAt(0);

        assertRefusedWith(image, "the names of the directory are not in order, or one is there twice");
    }

    @Test
    void refusesAnEntryThatIsNotWhatItsDirectorySays() {
        byte[] image = sample();
        image[entry(image, "file") + 4] = 1; // a directory

        assertRefusedWith(image, "inode of type 2 where the directory says 1");
    }

    @Test
    void refusesAnUnknownTypeOfInode() {
        byte[] image = sample();
        image[entry(image, "file") + 4] = 42 - 7; // as a basic type
        image[96 + 1 + 2] = 42; // the first inode in the table, after one byte of data

        assertRefusedWith(image, "unknown inode type 42");
    }

    @Test
    void refusesAHeaderOfMoreEntriesThanTheDirectoryHas() {
        byte[] image = sample();
        image[entry(image, "file") - 12] = 1; // two entries

        assertRefusedWith(image, "the listing is longer than its directory says");
    }

    @Test
    void refusesAHeaderOfTooManyEntries() {
        byte[] image = sample();
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(entry(image, "file") - 12, 0xFFFF_FFFE);

        assertRefusedWith(image, "a header of 4294967295 entries; at most 256 are allowed");
    }

    @Test
    void refusesAReferenceOutsideOfItsTable() {
        byte[] image = sample();
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(entry(image, "file") - 8, 0x7FFF_FFFF);

        assertRefusedWith(image, "no block of the table begins there");
    }

    @Test
    void refusesALinkLongerThanAnyPath() {
        String target = "x".repeat(4096);

        assertRefusedWith(
                new TestImage().link("l", target).build(), "link target of 4096 bytes; 1 to 4095 are allowed");
        assertThat(walk(new TestImage().link("l", target.substring(1)).build(), SquashfsLimits.STANDARD))
                .containsExactly("", "l");
    }

    @Test
    void refusesATreeDeeperThanTheLimit() {
        SquashfsLimits limits = new SquashfsLimits(1000, 3, 1 << 20);

        assertThat(walk(new TestImage().folder("a/b/c").build(), limits)).hasSize(4);
        assertRefused(
                new TestImage().folder("a/b/c/d").build(), limits, "a/b/c/d: directories lie deeper than 3 levels");
    }

    @Test
    void takesATreeOfAThousandLevels() {
        String path = String.join("/", Collections.nCopies(1000, "d"));

        assertThat(walk(new TestImage().file(path + "/file", "x").build(), SquashfsLimits.STANDARD))
                .hasSize(1002);
        assertRefusedWith(
                new TestImage().folder(path + "/d".repeat(30)).build(), "directories lie deeper than 1024 levels");
    }

    @Test
    void refusesPathsLongerThanAnyPath() {
        String name = "n".repeat(255);
        String path = String.join("/", Collections.nCopies(17, name));

        assertRefusedWith(new TestImage().file(path, "x").build(), "a path below it is longer than 4096 characters");
    }

    @Test
    void refusesMoreEntriesThanTheLimit() {
        byte[] image = new TestImage().file("a", "").file("b", "").file("c", "").build();

        assertThat(walk(image, new SquashfsLimits(4, 3, 1 << 20))).hasSize(4);
        // hard links: more entries than inodes
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 4);
        assertRefusedWith(image, new SquashfsLimits(3, 3, 1 << 20), "1 to 3 are allowed");
    }

    @Test
    void refusesMoreWorkThanTheLimit() {
        TestImage image = new TestImage();
        for (int i = 0; i < 2000; i++) {
            image.file("f" + i, "");
        }

        assertRefusedWith(
                image.build(),
                new SquashfsLimits(5000, 3, 64 << 10),
                "its tables make a reader decompress more than 65536 bytes");
    }

    @Test
    void refusesDataOutsideOfTheImage() {
        assertReadingRefused(
                image -> ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(96 + 1 + 2 + 16, 0x7FFF_FFFF),
                "data block at byte 2147483647: it lies outside of the data");
    }

    @Test
    void refusesABlockLargerThanTheBlockSize() {
        assertReadingRefused(
                image -> ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(96 + 1 + 2 + 32, 0x00FF_FFFF),
                "data block at byte 96: its 16777215 bytes are not within 1 to the block size");
    }

    @Test
    void refusesAFragmentThatIsNotThere() {
        assertReadingRefused(
                image -> ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(96 + 1 + 2 + 20, 7),
                "inode table block at byte 97, offset 0: the end of a file is in fragment 7 at byte 0, which is not there");
    }

    @Test
    void refusesAFileThatClaimsMoreThanItsBlocks() {
        assertReadingRefused(
                image -> ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(96 + 1 + 2 + 28, 2),
                "data block at byte 96: it does not have the 2 bytes of its part of the file");
    }

    @Test
    void doesNotBlameTheFileForItsStorage() {
        MemoryChannel channel = new MemoryChannel(sample());
        SquashfsImage image = SquashfsImage.open(channel, SquashfsLimits.STANDARD);
        Inode.RegularFile file = (Inode.RegularFile) image.find("a/file").orElseThrow();
        channel.fail();

        assertThatThrownBy(() -> image.read("a/file", file, 10))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessage("cannot read the snap file from its storage");
    }

    private static byte[] sample() {
        return new TestImage()
                .file("a/file", "1")
                .folder("b/c/deep")
                .link("link", "a")
                .build();
    }

    /** Changes the file {@code a/file}, whose inode is the first after one byte of data, and reads it. */
    private static void assertReadingRefused(Consumer<byte[]> change, String message) {
        byte[] bytes = sample();
        change.accept(bytes);

        assertThatThrownBy(() -> {
                    SquashfsImage image = SquashfsImage.open(new MemoryChannel(bytes), SquashfsLimits.STANDARD);
                    Inode.RegularFile file =
                            (Inode.RegularFile) image.find("a/file").orElseThrow();
                    image.read("a/file", file, 1000);
                })
                .isInstanceOf(StoreException.class)
                .hasMessage(PREFIX + message);
    }

    private static List<String> walk(byte[] image, SquashfsLimits limits) {
        List<String> paths = new ArrayList<>();
        SquashfsImage.open(new MemoryChannel(image), limits).walk((path, inode) -> paths.add(path));
        return paths;
    }

    private static void assertRefused(byte[] image, String message) {
        assertRefused(image, SquashfsLimits.STANDARD, message);
    }

    private static void assertRefused(byte[] image, SquashfsLimits limits, String message) {
        assertThatThrownBy(() -> walk(image, limits))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP))
                .hasMessage(PREFIX + message);
    }

    private static void assertRefusedWith(byte[] image, String part) {
        assertRefusedWith(image, SquashfsLimits.STANDARD, part);
    }

    private static void assertRefusedWith(byte[] image, SquashfsLimits limits, String part) {
        assertThatThrownBy(() -> walk(image, limits))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP))
                .hasMessageStartingWith(PREFIX)
                .hasMessageContaining(part);
    }

    /** Where the directory entry of that name begins: eight bytes before its name, behind a header of twelve. */
    private static int entry(byte[] image, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = image.length - wanted.length; at > 96; at--) {
            boolean named = Arrays.equals(image, at, at + wanted.length, wanted, 0, wanted.length);
            if (named && image[at - 2] == wanted.length - 1 && image[at - 1] == 0) {
                return at - 8;
            }
        }
        throw new AssertionError("no entry " + name);
    }

    /** Makes an entry stand for another inode: offset and type in the entry, block and number in its header. */
    private static void copy(byte[] image, int from, int to, int length) {
        System.arraycopy(image, from, image, to, length);
        System.arraycopy(image, from - 8, image, to - 8, 8);
    }
}
