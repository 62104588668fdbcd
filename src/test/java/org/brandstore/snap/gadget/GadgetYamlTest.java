package org.brandstore.snap.gadget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.MetadataReader;
import org.brandstore.snap.yaml.YamlLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read and what is said; which texts are right snapd's verdicts say (SnapdVerdictsTest). */
class GadgetYamlTest {
    private static final MetadataReader READER = new MetadataReader(YamlLimits.STANDARD);
    private static final String VOLUME = "volumes: {pc: {bootloader: grub, structure: [%s]}}";

    @Test
    void structuresLieWhereADevicePutsThem() {
        Volume volume = read(VOLUME.formatted("""
                        {type: mbr, size: 440}, {name: one, type: bare, size: 2M}, {name: two, type: bare, size: 1M, offset: 1G},
                        {name: three, type: bare, min-size: 1M, size: 3M}, {name: four, type: bare, size: 512, offset: 4M}
                        """)).volumes().getFirst();

        assertThat(volume.structures().stream()
                        .map(s -> s.name() + " "
                                + (s.offset().isPresent() ? s.offset().getAsLong() : "?")))
                .containsExactly(" 0", "one 1048576", "four 4194304", "two 1073741824", "three 1074790400");
        assertThat(volume.size()).isEqualTo(1074790400 + (3L << 20));
        assertThat(volume.minSize()).isEqualTo(1074790400 + (1L << 20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: bare, size: 1K}                             | structure[0].size: it must be a number of bytes, or one of MiB or GiB with an M or G
            {type: bare}                                       | structure[0].size: it is missing or 0; give the bytes, such as 1200M
            {type: bare, size: 1M, min-size: 2M}               | structure[0].min-size: it is larger than the size
            {size: 1M}                                         | structure[0].type: it is missing; it can be bare for no partition
            {size: 1M, type: 83}                               | structure[0].type: two digits alone are for the schema mbr; write a GUID, or both with a comma
            {size: 1M, type: ef}                               | structure[0].type: it must be bare, two hexadecimal digits in capitals, a GUID, or the two with a comma
            {size: 1M, type: bare, role: frob}                 | structure[0].role: there is no such role; it must be mbr, system-boot
            {size: 1M, type: bare, role: system-boot}          | structure[0].role: a structure of the type bare can have the role mbr only
            {size: 447, type: mbr}                             | structure[0].size: a master boot record has at most 446 bytes
            {size: 446, type: mbr, offset: 1}                  | structure[0].offset: a master boot record begins at 0
            {size: 1M, type: bare, filesystem: ntfs}           | structure[0].filesystem: it must be one of ext4, none, vfat, vfat-16, vfat-32
            {size: 1M, type: bare, update: {edition: x}}       | structure[0].update.edition: it must be a number of 0 to 4294967295 in digits
            {size: 1M, type: bare, update: {preserve: [a]}}    | structure[0].update.preserve: without a filesystem there are no files to preserve
            {size: 1M, type: bare, content: [{image: a, source: b}]} | structure[0].content[0]: without a filesystem it must be an image
            {size: 1M, type: bare, filesystem: ext4, content: [{image: a}]} | structure[0].content[0]: a filesystem takes files, with source and target
            {size: 1M, type: bare, offset-write: x+1}          | structure[0].offset-write: it can be relative to the first structure only
            {size: 2M, type: bare, name: a}, {size: 1M, type: bare, name: a} | structure[1].name: another structure is called "a" as well
            {size: 2M, type: bare}, {size: 1M, type: bare, offset: 2M} | structure[1].offset: it begins at 2097152, before the end of volumes.pc.structure[0] at 3145728
            {size: 2M, type: bare, filesystem-label: ubuntu-data} | structure[0].filesystem-label: "ubuntu-data" is the label of a role
            """)
    void saysWhatIsWrongWithAStructureAndWhatWouldBeRight(String structures, String message) {
        assertThatThrownBy(() -> read(VOLUME.formatted(structures)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot accept meta/gadget.yaml: volumes.pc." + message);
    }

    @Test
    void aSlotThatIsLeftOutIsTheSystemsOfThatName() {
        assertThat(read("connections: [{plug: 'abc:net'}]").connections())
                .containsExactly(new Connection("abc:net", "system:net"));
    }

    private static Gadget read(String yaml) {
        return READER.gadget(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
