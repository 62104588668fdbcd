package org.brandstore.snap.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.ComponentContents;
import org.brandstore.snap.file.ComponentFileReader;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.file.SnapFileLimits;
import org.brandstore.snap.file.SnapFileReader;
import org.brandstore.snap.squashfs.Fixtures;
import org.brandstore.snap.squashfs.MemoryChannel;
import org.brandstore.testing.Components;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the automatic review sees (docs/reference/review-policy.md). */
class SnapReviewTest {
    private static final SnapId ID = new SnapId("i".repeat(32));
    private static final AccountId OWN = new AccountId("own-publisher");
    private static final AccountId OTHER = new AccountId("other-publisher");
    private static final Headers NOTHING = Headers.builder().build();

    private final SnapReview review = new SnapReview();
    private final Map<SnapName, ComponentContents> components = new HashMap<>();
    private final Set<SnapName> carriedOver = new HashSet<>();

    @Test
    void aPlainAppGivesNoFinding() throws IOException {
        assertThat(look("architectures: [amd64]\nbase: core24\nplugs: {network: null, home: null}\n", NOTHING))
                .isEmpty();
    }

    @Test
    void everythingIsKeptAndNotOnlyTheFirst() throws IOException {
        List<Finding> findings = look(
                "architectures: [amd64]\nbase: core24\ntype: app\nconfinement: classic\n"
                        + "plugs: {snapd-control: null, docker-support: null, network-control: null, made-up: null}\n",
                NOTHING);

        assertThat(findings)
                .extracting(finding -> finding.check().code())
                .containsExactly(
                        "classic-confinement",
                        "interface-grant",
                        "unknown-interface",
                        "manual-connection",
                        "interface-grant");
        assertThat(findings)
                .extracting(Finding::message)
                .allSatisfy(message -> assertThat(message).contains("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "kernel, kernel",
        "gadget, gadget",
        "base, system-snap",
        "os, system-snap",
        "snapd, system-snap",
    })
    void whatTheSystemStandsOnIsLookedAt(String type, String code) throws IOException {
        byte[] yaml = ("name: some-snap\nversion: '1'\ntype: " + type + "\narchitectures: [all]\n").getBytes(UTF_8);
        SnapContents contents = read(SnapFile.withFiles(Map.of(
                "meta",
                Map.of("snap.yaml", yaml, "gadget.yaml", "volumes: {pc: {bootloader: grub}}\n".getBytes(UTF_8)))));

        assertThat(look(contents, NOTHING))
                .extracting(finding -> finding.check().code())
                .containsExactly(code);
    }

    @Test
    void whatTheFilesSayHasItsOwnCodeEach() throws IOException {
        List<Finding> findings = look(read(Fixtures.bytes("suspicious.snap")), NOTHING);

        assertThat(findings)
                .extracting(finding -> finding.check().code())
                .containsExactlyInAnyOrder(
                        "setuid",
                        "setgid",
                        "device-node",
                        "foreign-owner",
                        "leaving-symlink",
                        "missing-command",
                        "unknown-hook");
        assertThat(findings)
                .filteredOn(finding -> finding.check() == ReviewCheck.SETUID)
                .first()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("chmod u-s");
                    assertThat(finding.details()).containsExactly("bin/present: mode 6755");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "amd64, 62, false",
        "amd64, 183, true",
        "amd64, 3, false",
        "arm64, 62, true",
        "arm64, 40, false",
        "armhf, 183, true",
        "all, 62, true",
        "riscv64, 243, false",
        "amd64, 94, false",
    })
    void aProgramForAnArchitectureThatIsNotDeclaredIsALie(String declared, int machine, boolean lie)
            throws IOException {
        byte[] yaml =
                ("name: some-snap\nversion: '1'\nbase: core24\narchitectures: [" + declared + "]\n").getBytes(UTF_8);
        SnapContents contents = read(SnapFile.withFiles(
                Map.of("meta", Map.of("snap.yaml", yaml), "lib", Map.of("libx.so.1", Components.elf(machine)))));

        List<Finding> findings = look(contents, NOTHING);

        if (lie) {
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.check()).isEqualTo(ReviewCheck.FOREIGN_MACHINE);
                assertThat(finding.details()).singleElement().asString().startsWith("lib/libx.so.1: is for ");
            });
        } else {
            assertThat(findings).isEmpty();
        }
    }

    @Test
    void theFirmwareOfAKernelIsForOtherProcessors() throws IOException {
        byte[] yaml = "name: some-kernel\nversion: '1'\ntype: kernel\narchitectures: [arm64]\n".getBytes(UTF_8);
        SnapContents contents = read(SnapFile.withFiles(Map.of(
                "meta", Map.of("snap.yaml", yaml),
                "firmware", Map.of("dsp.so", Components.elf(62)),
                "modules", Map.of("wifi.ko", Components.elf(62)))));

        assertThat(contents.findings().samples())
                .singleElement()
                .satisfies(found -> assertThat(found.path()).isEqualTo("modules/wifi.ko"));
    }

    @Test
    void hooksWithPowerOverTheDeviceAreLookedAt() throws IOException {
        assertThat(look("base: core24\nhooks: {gate-auto-refresh: null, install: null}\n", NOTHING))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(ReviewCheck.POWERFUL_HOOK);
                    assertThat(finding.message()).contains("gate-auto-refresh");
                });
    }

    @Test
    void aFileIsMeasuredAgainstTheLimitOfThePolicy() throws IOException {
        SnapContents contents = read(SnapFile.of("some-snap", "1", "base: core24\n"));
        ReviewPolicy policy = new ReviewPolicy(Map.of(), 999, 0);

        assertThat(review.look(subject(contents, NOTHING), policy))
                .extracting(finding -> finding.check().code())
                .containsExactly("size");
    }

    @Test
    void everyUploadIsLookedAtWhereThePolicyWantsThat() throws IOException {
        SnapContents contents = read(SnapFile.of("some-snap", "1", "base: core24\n"));
        ReviewPolicy policy = ReviewPolicy.STANDARD.with(ReviewCheck.EVERY_UPLOAD, ReviewAction.REVIEW);

        assertThat(review.look(subject(contents, NOTHING), policy))
                .extracting(finding -> finding.check().code())
                .containsExactly("every-upload");
    }

    @Test
    void aDeclaredComponentThatThereWillNotBeIsNamed() throws IOException {
        components.put(new SnapName("extra"), component(Components.of("some-snap", "extra", "standard", "")));
        carriedOver.add(new SnapName("old"));

        assertThat(look(
                        "base: core24\n"
                                + "components: {extra: {type: standard}, more: {type: standard}, old: {type: standard}}\n",
                        NOTHING))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("--component more=FILE"));
    }

    @Test
    void whatIsInAComponentIsLookedAtToo() throws IOException {
        byte[] yaml = "component: some-snap+extra\ntype: standard\n".getBytes(UTF_8);
        components.put(
                new SnapName("extra"),
                component(SnapFile.withFiles(
                        Map.of("meta", Map.of("component.yaml", yaml), "lib", Map.of("x.so", Components.elf(183))))));

        assertThat(look("base: core24\narchitectures: [amd64]\ncomponents: {extra: {type: standard}}\n", NOTHING))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(ReviewCheck.FOREIGN_MACHINE);
                    assertThat(finding.message()).startsWith("component extra, ");
                    assertThat(finding.details()).containsExactly("component extra, lib/x.so: is for arm64");
                });
    }

    @Test
    void theSnapsOfTheDemoNeedNoReviewButForTheirTypes() throws IOException {
        ReviewPolicy policy = ReviewPolicy.STANDARD
                .with(ReviewCheck.GADGET, ReviewAction.NOTE)
                .with(ReviewCheck.KERNEL, ReviewAction.NOTE)
                .with(ReviewCheck.SYSTEM_SNAP, ReviewAction.NOTE);

        assertThat(Fixtures.demo()).isNotEmpty();
        for (Path file : Fixtures.demo()) {
            assertThat(look(read(Files.readAllBytes(file)), NOTHING))
                    .as(file.toString())
                    .allSatisfy(finding -> assertThat(policy.action(finding.check()))
                            .as(finding.message())
                            .isEqualTo(ReviewAction.NOTE));
        }
    }

    @Test
    void everyCheckIsDescribedWithItsStandardAction() throws IOException {
        String reference = Files.readString(Path.of("docs/reference/review-policy.md"));

        for (ReviewCheck check : ReviewCheck.values()) {
            String action = check.standard().wireName() + (check.isConfigurable() ? "" : ", always");
            assertThat(reference).contains("| `" + check.code() + "` | " + action + " | " + check.title());
        }
    }

    @Test
    void aProvenanceNeedsARevisionAuthority() throws IOException {
        String yaml = "base: core24\nprovenance: factory\n";
        Headers other = authority("test");
        Headers right = authority("factory");

        assertThat(look(yaml, NOTHING))
                .extracting(finding -> finding.check().code())
                .containsExactly("provenance");
        assertThat(look(yaml, other)).hasSize(1);
        assertThat(look(yaml, right)).isEmpty();
    }

    @Test
    void theProvenanceCheckCannotBeSwitchedOff() {
        assertThatThrownBy(() -> ReviewPolicy.STANDARD.with(ReviewCheck.PROVENANCE, ReviewAction.NOTE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot set the action of provenance");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // slots: by the type of the snap
                "app    | slots: {serial: {interface: serial-port, path: /dev/ttyS0}} | interface-grant",
                "gadget | slots: {serial: {interface: serial-port, path: /dev/ttyS0}} | ",
                "app    | slots: {files: {interface: content, read: [/]}} | ",
                "app    | slots: {custom-device: {devices: [/dev/x]}} | interface-grant",
                "gadget | slots: {custom-device: {devices: [/dev/x]}} | interface-grant",
                // plugs: some always, some for an attribute, some only for core
                "app    | plugs: {personal-files: {read: [$HOME/.x]}} | interface-grant",
                "app    | plugs: {desktop: null} | ",
                "app    | plugs: {desktop: {desktop-file-ids: [x]}} | interface-grant",
                "app    | plugs: {core-support: null} | interface-grant",
                "app    | plugs: {camera: null} | manual-connection",
                "app    | plugs: {mistyped-network: null} | unknown-interface",
                // content: by who publishes the provider
                "app    | plugs: {theme: {interface: content, target: $SNAP/x, default-provider: own-theme}} | ",
                "app    | plugs: {theme: {interface: content, target: $SNAP/x, default-provider: other-theme}} | content-of-others",
                "app    | plugs: {theme: {interface: content, target: $SNAP/x, default-provider: 'other-theme:slot'}} | content-of-others",
                "app    | plugs: {theme: {interface: content, target: $SNAP/x, default-provider: unheard-of}} | content-of-others",
                "app    | plugs: {theme: {interface: content, target: $SNAP/x}} | ",
            })
    void interfacesAreJudgedAsDevicesWill(String type, String ends, String code) throws IOException {
        byte[] yaml =
                ("name: some-snap\nversion: '1'\nbase: core24\ntype: " + type + "\n" + ends + "\n").getBytes(UTF_8);
        SnapContents contents = read(SnapFile.withFiles(Map.of(
                "meta",
                Map.of("snap.yaml", yaml, "gadget.yaml", "volumes: {pc: {bootloader: grub}}\n".getBytes(UTF_8)))));

        assertThat(look(contents, NOTHING))
                .filteredOn(finding -> finding.check() != ReviewCheck.GADGET)
                .extracting(finding -> finding.check().code())
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void aRuleOfTheDeclarationDecidesInsteadOfTheTable() throws IOException {
        String plug = "base: core24\nplugs: {home-config: {interface: personal-files, read: [$HOME/.config]}}\n";

        assertThat(codes(plug, rule("personal-files", text("true")))).isEmpty();
        assertThat(codes(plug, rule("personal-files", text("false")))).containsExactly("interface-grant");
        assertThat(codes(plug, rule("personal-files", map("allow-installation", text("true")))))
                .isEmpty();
        assertThat(codes(plug, rule("personal-files", map("allow-auto-connection", text("true")))))
                .as("a rule that says nothing about installing allows it (assertions.md 3.8)")
                .isEmpty();
        assertThat(codes(plug, rule("personal-files", map("deny-installation", text("true")))))
                .containsExactly("interface-grant");
        assertThat(codes("base: core24\nplugs: {network: null}\n", rule("network", text("false"))))
                .as("an own rule also takes away")
                .containsExactly("interface-grant");
    }

    @Test
    void aGrantForSomeAttributesIsNoneForOthers() throws IOException {
        String plug = "base: core24\nplugs: {home-config: {interface: personal-files, read: [$HOME/.a, $HOME/.b]}}\n";

        assertThat(codes(plug, forAttributes("read", text("\\$HOME/\\.[ab]")))).isEmpty();
        assertThat(codes(plug, forAttributes("read", text("\\$HOME/\\.a"))))
                .as("every element of a list has to match")
                .containsExactly("interface-grant");
        assertThat(codes(plug, forAttributes("read", HeaderValue.texts(List.of("x", "\\$HOME/\\.."))))) // alternatives
                .isEmpty();
        assertThat(codes(plug, forAttributes("write", text(".*")))).containsExactly("interface-grant");
        assertThat(codes(plug, forAttributes("write", text("$MISSING")))).isEmpty();
        assertThat(codes(
                        plug,
                        rule(
                                "personal-files",
                                map("allow-installation", map("plug-names", HeaderValue.texts(List.of("other")))))))
                .containsExactly("interface-grant");
        assertThat(codes(
                        plug,
                        rule(
                                "personal-files",
                                map("allow-installation", map("plug-snap-type", HeaderValue.texts(List.of("app")))))))
                .isEmpty();
        assertThat(codes(
                        plug,
                        rule(
                                "personal-files",
                                map("allow-installation", map("on-store", HeaderValue.texts(List.of("some-store")))))))
                .as("a grant for some stores is one for the snap: on which devices it counts, these decide")
                .isEmpty();
    }

    @Test
    void theTableKnowsTheInterfacesThatNeedAGrantMost() {
        InterfaceTable table = InterfaceTable.standard();

        assertThat(table.size()).isGreaterThan(200);
        for (String name : List.of("snapd-control", "docker-support", "system-files", "kernel-module-control")) {
            assertThat(table.find(name).orElseThrow().plug()).as(name).isEqualTo(InterfaceRow.PlugRule.NO);
        }
        for (String name : List.of("network", "network-bind", "opengl")) {
            assertThat(table.find(name).orElseThrow().connects()).as(name).isEqualTo(InterfaceRow.Connects.YES);
        }
    }

    private List<String> codes(String yaml, Headers declaration) throws IOException {
        return look(yaml, declaration).stream()
                .map(finding -> finding.check().code())
                .toList();
    }

    private List<Finding> look(String yaml, Headers declaration) throws IOException {
        return look(read(SnapFile.withYaml("name: some-snap\nversion: '1'\n" + yaml)), declaration);
    }

    private List<Finding> look(SnapContents contents, Headers declaration) {
        return review.look(subject(contents, declaration), ReviewPolicy.STANDARD);
    }

    private ReviewSubject subject(SnapContents contents, Headers declaration) {
        return new ReviewSubject(
                ID, OWN, contents, 1_000, declaration, components, carriedOver, SnapReviewTest::publisher);
    }

    private static Optional<AccountId> publisher(SnapName name) {
        return switch (name.value()) {
            case "own-theme" -> Optional.of(OWN);
            case "other-theme" -> Optional.of(OTHER);
            default -> Optional.empty();
        };
    }

    private static SnapContents read(byte[] file) throws IOException {
        try (MemoryChannel channel = new MemoryChannel(file)) {
            return new SnapFileReader(SnapFileLimits.STANDARD).read(channel);
        }
    }

    private static ComponentContents component(byte[] file) throws IOException {
        try (MemoryChannel channel = new MemoryChannel(file)) {
            return new ComponentFileReader(SnapFileLimits.STANDARD).read(channel, List.of(new Architecture("amd64")));
        }
    }

    private static Headers rule(String interfaceName, HeaderValue rule) {
        return Headers.builder().put("plugs", map(interfaceName, rule)).build();
    }

    private static Headers forAttributes(String name, HeaderValue constraint) {
        return rule("personal-files", map("allow-installation", map("plug-attributes", map(name, constraint))));
    }

    private static Headers authority(String provenance) {
        HeaderValue entry = HeaderValue.entries(
                Map.of("account-id", text("own-publisher"), "provenance", HeaderValue.texts(List.of(provenance))));
        return Headers.builder()
                .put("revision-authority", HeaderValue.items(List.of(entry)))
                .build();
    }

    private static HeaderValue map(String name, HeaderValue value) {
        return HeaderValue.entries(Map.of(name, value));
    }

    private static HeaderValue text(String text) {
        return HeaderValue.text(text);
    }
}
