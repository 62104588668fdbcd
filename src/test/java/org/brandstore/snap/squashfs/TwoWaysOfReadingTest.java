package org.brandstore.snap.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Images in which a reader that goes through the listings, as unsquashfs does, and one that goes straight to what it looks
 * for, as the kernel and squashfuse do, could see two things. None of them is taken.
 */
class TwoWaysOfReadingTest {
    private static final int FIRST_INODE = 96 + 2;
    private static final int EXPORT_TABLE = 88;
    private static final int FRAGMENT_TABLE = 80;
    private static final int BYTES_USED = 40;
    private static final int INODE_COUNT = 4;

    @Test
    void anIndexThatIsRightIsTaken() {
        assertThat(paths(three().indexed().build())).containsExactly("", "a", "bb", "ccc");
        assertThat(paths(new TestImage().indexed().folder("empty").build())).containsExactly("", "empty");
    }

    /** The fields are those of the entry for {@code bb}: bytes before its header, block, and the last letter of the name. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 22", "0, 43", "0, 10000", "4, 1", "4, 8194", "13, 97", "13, 99"})
    void anIndexThatLeadsElsewhereIsRefused(int field, int value) {
        byte[] image = three().indexed().build();
        int entry = indexEntry(image, "bb");
        image[entry + field] = (byte) value;
        image[entry + field + 1] = (byte) (field == 13 ? image[entry + field + 1] : value >> 8);

        assertRefused(image, "the index of the directory does not lead to what the directory lists");
    }

    @Test
    void theNumberInADirectoryIsThatOfTheInode() {
        byte[] image = three().build();
        image[entry(image, "bb") + 2] = 1; // the difference to the number in the header

        assertRefused(image, "inode number 3 where the directory says 4");
    }

    @Test
    void oneNumberIsNotOfTwoInodes() {
        byte[] image = three().build();
        int second = FIRST_INODE + 32;
        assertThat(little(image).getInt(second + 12)).isEqualTo(3);
        little(image).putInt(second + 12, 2);
        little(image).putInt(entry(image, "bb") - 4, 2);

        assertRefused(image, "the inode number 2 is there twice");
    }

    @ParameterizedTest
    @CsvSource({"3, number 4 is not 1 to 3", "5, it has 4 inodes, not 5"})
    void thereAreAsManyInodesAsTheImageClaims(int claimed, String message) {
        byte[] image = three().build();
        little(image).putInt(INODE_COUNT, claimed);

        assertRefused(image, message);
    }

    @Test
    void noInodeHidesInAnother() {
        // an inode of a file without contents: type 2, mode 644, owner 0, time 1, number 3
        String hidden = "0200a4010000000001000000030000000100000000000000ffffffff0000000000000000";
        byte[] image = new TestImage().link("a", "x".repeat(36)).file("b", "").build();
        System.arraycopy(HexFormat.of().parseHex(hidden), 0, image, FIRST_INODE + 24, 36);
        little(image).putShort(entry(image, "b"), (short) 24);

        assertRefused(image, "");
    }

    @Test
    void aFolderLiesWhereItSays() {
        byte[] image = new TestImage().file("a/x", "").file("b/y", "").build();
        int folder = FIRST_INODE + 32; // behind the file in it
        assertThat(little(image).getInt(folder + 28)).isEqualTo(1);
        little(image).putInt(folder + 28, 4);

        assertRefused(image, "a: the directory names number 4 as the one above it, which is 1");
    }

    @Test
    void noTwoFoldersShareTheirListing() {
        byte[] image = new TestImage().file("a/x", "").file("b/y", "").build();
        int first = FIRST_INODE + 32;
        int second = first + 32 + 32;
        System.arraycopy(image, first + 16, image, second + 16, 12);

        assertRefused(image, "two directories share a part of it");
    }

    @Test
    void aFileMayHaveTwoNames() {
        assertThat(paths(new TestImage().twice("a", "b", "text").build())).containsExactly("", "a", "b");
    }

    @Test
    void aModeHasNoPartOfTheType() {
        byte[] image = three().build();
        image[FIRST_INODE + 3] |= 0x20; // for the kernel the file becomes a link

        assertRefused(image, "the mode 20644 has more than permissions");
    }

    @Test
    void aLinkDoesNotEndEarly() {
        assertRefused(new TestImage().link("a", "b\0c").build(), "a link target with a zero byte");
    }

    @Test
    void aFolderIsNotSmallerThanEmpty() {
        byte[] image = new TestImage().folder("a").build();
        little(image).putShort(FIRST_INODE + 24, (short) 2);

        assertRefused(image, "a size of 2 bytes; an empty one has 3");
    }

    @Test
    void aNameIsNotLongerThanAFileSystemHasIt() {
        assertThat(paths(new TestImage().file("n".repeat(255), "").build())).hasSize(2);
        assertRefused(
                new TestImage().file("n".repeat(256), "").build(), "a name of 256 bytes; at most 255 are allowed");
    }

    @ParameterizedTest
    @ValueSource(ints = {8191, 4096, 1000})
    void metadataBlocksAreWhole(int bytes) {
        TestImage image = new TestImage().metadataBlocks(bytes);
        for (int i = 0; i < 400; i++) {
            image.file("f" + i, "");
        }

        assertRefused(image.build(), "it has " + bytes + " bytes; all but the last must have 8192");
    }

    @Test
    void nothingReadsABlockFromItsMiddle() {
        byte[] image = three().build();
        little(image).putInt(entry(image, "bb") - 8, 1);

        assertRefused(image, "no block of the table begins there");
    }

    @Test
    void nothingLiesBehindTheLastTable() {
        byte[] image = three().build();
        byte[] longer = Arrays.copyOf(image, image.length + 8);
        little(longer).putLong(BYTES_USED, longer.length);

        assertRefused(longer, "id table index: it does not end where the next table begins");
    }

    @Test
    void theExportTableLeadsToTheSameInodes() throws IOException {
        byte[] image = Fixtures.bytes("parts.stored.snap");
        assertThat(paths(image)).isNotEmpty();
        long index = little(image).getLong(EXPORT_TABLE);
        int first = (int) little(image).getLong((int) index) + 2;
        little(image).putLong(first, little(image).getLong(first + 8));

        assertRefused(image, "export table: it leads elsewhere for inode number 1");
    }

    @Test
    void aFragmentLiesAmongTheData() throws IOException {
        byte[] image = Fixtures.bytes("parts.stored.snap");
        long index = little(image).getLong(FRAGMENT_TABLE);
        int first = (int) little(image).getLong((int) index) + 2;
        little(image).putLong(first, index);

        assertRefused(image, "it lies outside of the data");
    }

    @Test
    void aFileThatNobodyReadsHasItsDataThere() {
        byte[] image = new TestImage().file("a", "x").build();
        little(image).putInt(96 + 1 + 2 + 16, image.length - 1);

        assertRefused(image, "it lies outside of the data");
    }

    /** Kernels take a size of zero for a hole; where only the mark of a stored block is set they read, and fail. */
    @Test
    void aHoleHasNoMark() {
        byte[] image = new TestImage().file("a", "x").build();
        int size = 96 + 1 + 2 + 32;
        assertThat(little(image).getInt(size)).isEqualTo(1 << 24 | 1);
        little(image).putInt(size, 1 << 24);

        assertRefused(image, "its 0 bytes are not within 1 to the block size");
        little(image).putInt(size, 0);
        assertThat(paths(image)).containsExactly("", "a");
    }

    @Test
    void aFileWithoutATailHasNoFragment() {
        byte[] image = three().build();
        little(image).putInt(FIRST_INODE + 20, 0);

        assertRefused(image, "a file of whole blocks that names a fragment");
    }

    private static TestImage three() {
        return new TestImage().file("a", "").file("bb", "").file("ccc", "");
    }

    private static List<String> paths(byte[] image) {
        List<String> paths = new ArrayList<>();
        SquashfsImage.open(new MemoryChannel(image), SquashfsLimits.STANDARD).walk((path, inode) -> paths.add(path));
        return paths;
    }

    /** Opening is enough: nothing has to be looked at. */
    private static void assertRefused(byte[] image, String part) {
        assertThatThrownBy(() -> SquashfsImage.open(new MemoryChannel(image), SquashfsLimits.STANDARD))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP))
                .hasMessageStartingWith("cannot read the squashfs image: ")
                .hasMessageContaining(part);
    }

    private static ByteBuffer little(byte[] image) {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the entry of the index for that name begins, which is before the listings. */
    private static int indexEntry(byte[] image, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = FIRST_INODE + 12; at < image.length; at++) {
            if (Arrays.equals(image, at, at + wanted.length, wanted, 0, wanted.length)
                    && little(image).getInt(at - 4) == wanted.length - 1) {
                return at - 12;
            }
        }
        throw new AssertionError("no entry " + name);
    }

    /** Where the entry of a listing begins: eight bytes before its name, behind a header of twelve. */
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
}
