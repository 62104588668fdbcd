package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.metadata.ReviewFinding;
import org.brandstore.snap.metadata.ReviewFinding.Kind;
import org.brandstore.snap.metadata.ReviewFindings;
import org.brandstore.snap.metadata.SnapType;
import org.brandstore.snap.squashfs.Fixtures;
import org.brandstore.snap.squashfs.TestImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapFileReaderTest {
    private static final String APP = "name: some-snap\nversion: 1\n";
    private static final String GADGET = "name: some-gadget\nversion: 1\ntype: gadget\n";
    private static final String PNG = "\u0089PNG\r\n\u001a\n.....";

    private final SnapFileReader reader = new SnapFileReader(SnapFileLimits.STANDARD);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parts.gzip.snap",
                "parts.gzip-1M.snap",
                "parts.xz.snap",
                "parts.xz-x86.snap",
                "parts.lzo.snap",
                "parts.lzo-128K.snap",
                "parts.lz4.snap",
                "parts.zstd.snap",
                "parts.stored.snap",
                "parts.nofragments.snap"
            })
    void readsTheSameSnapFromEveryCompressor(String file) throws IOException {
        SnapContents snap = read(file);

        assertThat(snap.metadata().name()).isEqualTo(new SnapName("parts"));
        assertThat(snap.metadata().version()).isEqualTo("1.0");
        assertThat(snap.metadata().architectures())
                .containsExactly(new Architecture("amd64"), new Architecture("arm64"));
        assertThat(snap.metadata().epoch()).hasToString("1*");
        assertThat(snap.metadata().plugs().keySet()).containsExactly("network");
        assertThat(snap.snapYaml()).startsWith("name: parts\n").endsWith("plugs: [network]\n");
        assertThat(snap.gadgetYaml()).isEmpty();
        assertThat(snap.hooks()).containsExactly("configure", "install");
        assertThat(snap.icon()).get().satisfies(icon -> {
            assertThat(icon.format()).isEqualTo(Icon.Format.PNG);
            assertThat(icon.bytes()).isEqualTo(Files.readAllBytes(Path.of("src/test/snaps/icon.png")));
        });
        assertThat(snap.findings().isEmpty()).isTrue();
    }

    @Test
    void readsExtendedInodes() throws IOException {
        SnapContents snap = read("extended.snap");

        assertThat(snap.metadata().type()).isEqualTo(SnapType.OS);
        assertThat(snap.findings().samples()).isEmpty();
    }

    @Test
    void tellsAReviewerWhatIsSuspicious() throws IOException {
        ReviewFindings findings = read("suspicious.snap").findings();

        assertThat(findings.samples())
                .containsExactly(
                        new ReviewFinding(Kind.SETUID, "bin/present", "mode 6755"),
                        new ReviewFinding(Kind.SETGID, "bin/present", "mode 6755"),
                        new ReviewFinding(Kind.LEAVING_SYMLINK, "lib/above", "to ../../outside"),
                        new ReviewFinding(Kind.LEAVING_SYMLINK, "lib/absolute", "to /etc/passwd"),
                        new ReviewFinding(Kind.DEVICE_NODE, "lib/disk", "block device"),
                        new ReviewFinding(Kind.FOREIGN_OWNER, "lib/foreign", "user 1000, group 1001"),
                        new ReviewFinding(Kind.DEVICE_NODE, "lib/pipe", "pipe"),
                        new ReviewFinding(Kind.DEVICE_NODE, "lib/socket", "socket"),
                        new ReviewFinding(Kind.DEVICE_NODE, "lib/tty", "character device"),
                        new ReviewFinding(Kind.UNKNOWN_HOOK, "meta/hooks/odd-hook", "it is passed over"),
                        new ReviewFinding(Kind.MISSING_COMMAND, "bin/absent", "the snap.yaml runs it"));
        assertThat(findings.counts())
                .isEqualTo(Map.of(
                        Kind.SETUID, 1,
                        Kind.SETGID, 1,
                        Kind.LEAVING_SYMLINK, 2,
                        Kind.DEVICE_NODE, 4,
                        Kind.FOREIGN_OWNER, 1,
                        Kind.UNKNOWN_HOOK, 1,
                        Kind.MISSING_COMMAND, 1));
    }

    @Test
    void aFileCapabilityIsToldLikeSetuid() {
        ReviewFindings findings = reader.read(
                        snap(APP).capable("bin/ping").file("bin/run", "x").open())
                .findings();

        assertThat(findings.samples())
                .containsExactly(
                        new ReviewFinding(Kind.CAPABILITY, "bin/ping", "extended attribute security.capability"));
    }

    @Test
    void keepsTheFirstHundredFindingsOfAKindAndCountsTheRest() {
        TestImage image = snap(APP);
        for (int i = 0; i < 150; i++) {
            image.link("links/%03d".formatted(i), "/");
        }

        ReviewFindings findings = reader.read(image.open()).findings();

        assertThat(findings.samples()).hasSize(100);
        assertThat(findings.samples().getLast().path()).isEqualTo("links/099");
        assertThat(findings.count(Kind.LEAVING_SYMLINK)).isEqualTo(150);
        assertThat(findings.count(Kind.SETUID)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "a/link, ../b,       false",
        "a/link, ../..,      true",
        "a/link, .././../b,  true",
        "a/link, b/../../..,true",
        "a/link, b/../..,    false",
        "link,   .,          false",
        "link,   ..,         true",
        "link,   a/../..,    true",
        "link,   /snap/x,    true"
    })
    void followsLinksByTheirNamesOnly(String path, String target, boolean leaves) {
        ReviewFindings findings =
                reader.read(snap(APP).link(path, target).open()).findings();

        assertThat(findings.count(Kind.LEAVING_SYMLINK)).isEqualTo(leaves ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "bin/run,            ''",
        "./bin//run,         ''",
        "/bin/run,           ''",
        "bin/../bin/run,     ''",
        "bin/other,          bin/other",
        "$SNAP/bin/run,      $SNAP/bin/run",
        "../bin/run,         ''",
        "alias/anything,     ''",
        "aliased/anything,   aliased/anything"
    })
    void missesWhatRunsBeforeACommandAndIsNotInTheSnap(String chain, String missing) {
        ReviewFindings findings = reader.read(
                        snap(APP + "apps: {a: {command: bin/run, command-chain: ['" + chain + "']}}")
                                .file("bin/run", "x", 0755)
                                .link("alias", "bin")
                                .open())
                .findings();

        assertThat(findings.samples())
                .isEqualTo(
                        missing.isEmpty()
                                ? List.of()
                                : List.of(new ReviewFinding(Kind.MISSING_COMMAND, missing, "the snap.yaml runs it")));
    }

    @Test
    void needsASnapYaml() {
        assertRefused(new TestImage().folder("meta"), "it has no meta/snap.yaml, so it is no snap");
        assertRefused(new TestImage().file("snap.yaml", APP), "it has no meta/snap.yaml, so it is no snap");
        assertRefused(new TestImage().folder("meta/snap.yaml"), "meta/snap.yaml is not a regular file");
        assertRefused(
                new TestImage().link("meta/snap.yaml", "../other").file("other", APP),
                "meta/snap.yaml is not a regular file");
    }

    @Test
    void boundsTheYamlFiles() {
        String large = APP + "#" + "x".repeat(1 << 20);

        assertThat(reader.read(snap(large.substring(0, 1 << 20)).open()).snapYaml())
                .hasSize(1 << 20);
        assertThatThrownBy(() -> reader.read(snap(large).open()))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot read the squashfs image: meta/snap.yaml: the file has " + large.length()
                        + " bytes; at most 1048576 are allowed");
    }

    @Test
    void aGadgetMayDoWithoutAGadgetYaml() {
        assertThat(reader.read(snap(GADGET).open()).gadgetYaml()).isEmpty();
        for (String nothing : List.of("", "# only a comment\n", "---\n", "~", "{}")) {
            assertThat(reader.read(snap(GADGET)
                                    .file("meta/gadget.yaml", nothing)
                                    .open())
                            .gadgetYaml())
                    .contains(nothing);
        }
        assertRefused(snap(GADGET).folder("meta/gadget.yaml"), "meta/gadget.yaml is not a regular file");
        // of any other snap it is a file like others
        assertThat(reader.read(snap(APP).file("meta/gadget.yaml", ": bad").open())
                        .gadgetYaml())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            volumes: [a]                              | volumes: it must be a map, not a list
            volumes: {vol: }                          | volumes.vol: the volume is empty
            volumes: {vol: []}                        | volumes.vol: it must be a map, not a list
            volumes: {v: {bootloader: grub}}          | volumes.v: the name of a volume must be two or more letters, digits and dashes
            volumes: {../vol: {bootloader: grub}}     | volumes.../vol: the name of a volume must be
            volumes: {vol: {bootloader: lilo}}        | volumes.vol.bootloader: it must be one of android-boot, grub, lk, piboot, u-boot
            volumes: {vol: {schema: bsd}}             | volumes.vol.schema: it must be one of emmc, gpt, mbr
            volumes: {vol: {structure: {}}}           | volumes.vol.structure: it must be a list, not a map
            volumes: {vol: {structure: [a]}}          | volumes.vol.structure[0]: it must be a map, not a text
            volumes: {vol: {}}                        | volumes: 0 volumes name a bootloader; exactly one must
            volumes: {v1: {bootloader: lk}, v2: {bootloader: lk}} | volumes: 2 volumes name a bootloader; exactly one must
            defaults: {core: {}}                      | defaults.core: defaults are for "system" or for a snap id
            defaults: {system: a}                     | defaults.system: it must be a map, not a text
            defaults: {system: {a: }}                 | defaults.system.a: it has no value
            connections: {}                           | connections: it must be a list, not a map
            connections: [{slot: a:b}]                | connections[0].plug: it is missing
            a: [                                      | line 1, column
            """)
    void refusesAGadgetYamlOfTheWrongStructure(String yaml, String message) {
        TestImage image = snap(GADGET).file("meta/gadget.yaml", yaml);

        assertThatThrownBy(() -> reader.read(image.open()))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot accept meta/gadget.yaml: " + message);
    }

    @Test
    void takesAGadgetYamlOfTheRightStructure() {
        String yaml = """
                volumes:
                  pc: {bootloader: grub, schema: gpt, structure: [{name: a, type: bare, size: 1M}]}
                  other: {}
                defaults:
                  system: {service: {ssh: {disable: true}}}
                  99T7MUlRhtI3U0QFgl5mXXESAiSwt776: {a: [1, b]}
                connections: [{plug: 'a:b'}, {plug: 'a:b', slot: 'c:d'}]
                """;

        assertThat(reader.read(snap(GADGET).file("meta/gadget.yaml", yaml).open())
                        .gadgetYaml())
                .contains(yaml);
    }

    @ParameterizedTest
    @CsvSource({
        "app,    default-configure,           the hook default-configure needs a hook configure",
        "snapd,  configure,                   a snap of type snapd cannot have the hook configure",
        "base,   configure,                   a snap of type base cannot have the hook configure",
        "base,   default-configure configure, a snap of type base cannot have the hook default-configure",
        "os,     default-configure configure, a snap of type os cannot have the hook default-configure",
        "app,    change-view-A,               'the name of hook \"change-view-A\" must be a-z, 0-9 and single inner dashes'",
    })
    void refusesHooksThatTheTypeCannotHave(String type, String hooks, String message) {
        TestImage image = snap(APP + "type: " + type);
        List.of(hooks.split(" ")).forEach(hook -> image.file("meta/hooks/" + hook, "x", 0755));

        assertRefused(image, message);
    }

    @Test
    void takesHooksThatTheTypeCanHave() {
        assertThat(reader.read(snap(APP + "type: os")
                                .file("meta/hooks/configure", "x", 0755)
                                .open())
                        .hooks())
                .containsExactly("configure");
        assertThat(reader.read(snap(APP + "hooks: {pre-refresh: }")
                                .file("meta/hooks/configure", "x", 0755)
                                .link("meta/hooks/default-configure", "configure")
                                .file("meta/hooks/connect-plug-serial", "x", 0755)
                                .folder("meta/hooks/install")
                                .file("meta/hooks/nested/remove", "x", 0755)
                                .open())
                        .hooks())
                .containsExactly("configure", "connect-plug-serial", "default-configure", "install", "pre-refresh");
    }

    @Test
    void nothingRunsWithoutABase() {
        assertRefused(
                snap(APP + "base: none").file("meta/hooks/configure", "x", 0755),
                "a snap with hooks needs a base other than none");
        assertThat(reader.read(snap(APP + "base: none").open()).metadata().base())
                .contains(new SnapName("none"));
    }

    @Test
    void findsTheIconWhereSnapcraftPutsIt() {
        SnapContents svg = reader.read(snap(APP)
                .file("meta/gui/icon.svg", "<?xml version='1.0'?><svg/>")
                .open());
        SnapContents both = reader.read(snap(APP)
                .file("meta/gui/icon.svg", "<svg/>")
                .file("meta/gui/icon.png", PNG)
                .open());
        SnapContents old = reader.read(snap(APP).file("snap/gui/icon.png", PNG).open());

        assertThat(svg.icon()).get().hasToString("SVG of 27 bytes");
        assertThat(both.icon()).get().hasToString("PNG of 13 bytes");
        assertThat(old.icon()).get().hasToString("PNG of 13 bytes");
    }

    @Test
    void passesOverAnIconThatCannotBeUsed() {
        assertIconFinding(snap(APP).file("meta/gui/icon.png", "GIF89a"), "it is no PNG");
        assertIconFinding(snap(APP).file("meta/gui/icon.png", ""), "it is no PNG");
        assertIconFinding(
                snap(APP).file("meta/gui/icon.png", PNG + "x".repeat(300 << 10)),
                "it has 307213 bytes; at most 307200 are allowed");
        assertIconFinding(
                snap(APP).file("icon", PNG).link("meta/gui/icon.png", "../../icon"), "it is not a regular file");
        assertThat(reader.read(snap(APP).file("meta/gui/icon.svg", "<html/>").open())
                        .findings()
                        .samples())
                .containsExactly(new ReviewFinding(Kind.UNUSABLE_ICON, "meta/gui/icon.svg", "it is no SVG"));
    }

    private void assertIconFinding(TestImage image, String detail) {
        SnapContents snap = reader.read(image.open());

        assertThat(snap.icon()).isEmpty();
        assertThat(snap.findings().samples())
                .contains(new ReviewFinding(Kind.UNUSABLE_ICON, "meta/gui/icon.png", detail));
    }

    private void assertRefused(TestImage image, String message) {
        assertThatThrownBy(() -> reader.read(image.open()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP))
                .hasMessage("cannot accept the snap file: " + message);
    }

    private static TestImage snap(String snapYaml) {
        return new TestImage().file("meta/snap.yaml", snapYaml);
    }

    private SnapContents read(String file) throws IOException {
        try (SeekableByteChannel channel = Fixtures.open(file)) {
            return reader.read(channel);
        }
    }
}
