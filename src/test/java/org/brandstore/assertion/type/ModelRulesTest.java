package org.brandstore.assertion.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.assertion.AssertionType.MODEL;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionFixtures;
import org.brandstore.assertion.AssertionFixtures.Role;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.assertion.type.model.ModelSnap;
import org.brandstore.assertion.type.model.ModelSnap.Kind;
import org.brandstore.assertion.type.model.ModelSnap.Presence;
import org.brandstore.assertion.type.model.ModelView;
import org.brandstore.assertion.type.model.ModelView.Grade;
import org.brandstore.assertion.type.model.ModelView.ModelSet;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRulesTest {
    private static final String COMMON = """
            series: 16
            brand-id: fixture-brand
            model: box
            architecture: arm64
            timestamp: 2026-07-01T00:00:00Z
            """;
    private static final String KERNEL = snap("pi-kernel", "kernel", 'k', "");
    private static final String GADGET = snap("pi", "gadget", 'g', "");
    private static final String APP = snap("app1", "app", 'a', "");

    /** An entry of {@code snaps}; the id is one letter 32 times. */
    private static String snap(String name, String type, char id, String more) {
        String entry = "  -\n    name: " + name + "\n    type: " + type + "\n    id: "
                + String.valueOf(id).repeat(32) + "\n";
        return entry + more.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
    }

    private static String core(String... snaps) {
        return COMMON + "base: core24\nsnaps:\n" + String.join("", snaps);
    }

    private static String coreWith(String more) {
        return core(KERNEL, GADGET) + more;
    }

    private static String coreWithApp(String more) {
        return core(KERNEL, GADGET, snap("app1", "app", 'a', more));
    }

    private static String classic(String more, String... snaps) {
        return COMMON + "base: core24\nclassic: true\ndistribution: ubuntu\n" + more + "snaps:\n"
                + String.join("", snaps);
    }

    private static ModelView read(String headers) {
        return ModelView.of(AssertionFixtures.sign(Role.BRAND, MODEL, headers));
    }

    static Stream<Arguments> brokenOldStyle() {
        return Stream.of(
                Arguments.of("model: Box", "\"model\" must be lower-case"),
                Arguments.of("model: a--b", "\"model\" must be lower-case"),
                Arguments.of("architecture: ARM", "\"architecture\" must be 2 to 16"),
                Arguments.of("gadget: pi=stable", "\"gadget\" must be a snap name, perhaps followed by '='"),
                Arguments.of("gadget: pi=18/stable", "\"gadget\" must be a snap name, perhaps followed by '='"),
                Arguments.of("kernel: pi_kernel", "\"kernel\" must be a snap name, perhaps followed by '='"),
                Arguments.of("kernel: pi-kernel=", "\"kernel\" must be a snap name, perhaps followed by '='"),
                Arguments.of("base: Core", "\"base\" must be 2 to 40"),
                Arguments.of("required-snaps: app1", "\"required-snaps\" must be a list of texts"),
                Arguments.of("required-snaps:\n  - a_b", "\"required-snaps\" must list only"),
                Arguments.of("grade: signed", "\"grade\" must be absent: the model has no \"snaps\""),
                Arguments.of("storage-safety: encrypted", "\"storage-safety\" must be absent"),
                Arguments.of("distribution: ubuntu", "\"distribution\" must be absent"),
                Arguments.of("store: a b", "\"store\" must be letters"),
                Arguments.of("classic: yes", "\"classic\" must be true or false"),
                Arguments.of("classic: true", "\"kernel\" must be absent: a classic model without \"snaps\" has none"),
                Arguments.of("serial-authority: *", "\"serial-authority\" must be a list of texts, not a text"),
                Arguments.of("serial-authority:\n  - A", "\"serial-authority\" must list only"),
                Arguments.of("preseed-authority: *", "\"preseed-authority\" must be a list of texts"),
                Arguments.of("system-user-authority: x", "\"system-user-authority\" must be a list of texts"),
                Arguments.of(set("mode: enforce"), "\"name\" of entry 1 of \"validation-sets\" is missing"),
                Arguments.of(set("name: s1"), "\"mode\" of validation set \"s1\" is missing"),
                Arguments.of(set("name: s1\n    mode: monitor"), "must be enforce or prefer-enforce, not \"monitor\""),
                Arguments.of(set("name: S1\n    mode: enforce"), "\"name\" of entry 1 of \"validation-sets\" must be"),
                Arguments.of(
                        set("name: s1\n    mode: enforce\n    sequence: 0"), "\"sequence\" of validation set \"s1\""),
                Arguments.of(
                        set(
                                "name: s1\n    mode: enforce\n  -\n    name: s1\n    mode: enforce\n    account-id: fixture-brand"),
                        "fixture-brand/s1 is listed twice"),
                Arguments.of("timestamp: now", "not an RFC 3339 time with seconds and zone"));
    }

    private static String set(String entry) {
        return "validation-sets:\n  -\n    " + entry;
    }

    @ParameterizedTest
    @MethodSource("brokenOldStyle")
    void brokenRulesOfTheOldStyleAreRefused(String change, String why) {
        Rules.assertRefused(MODEL, change, why);
    }

    static Stream<Arguments> brokenExtendedStyle() {
        return Stream.of(
                Arguments.of(coreWith("gadget: pi\n"), "\"gadget\" must be absent: the model has \"snaps\""),
                Arguments.of(coreWith("kernel: pi-kernel\n"), "\"kernel\" must be absent"),
                Arguments.of(coreWith("required-snaps:\n  - app1\n"), "\"required-snaps\" must be absent"),
                Arguments.of(COMMON + "snaps:\n" + KERNEL + GADGET, "\"base\" is missing"),
                Arguments.of(core(KERNEL, GADGET).replace("architecture: arm64\n", ""), "\"architecture\" is missing"),
                Arguments.of(
                        coreWith("grade: best\n"), "\"grade\" must be secured or signed or dangerous, not \"best\""),
                Arguments.of(coreWith("storage-safety: none\n"), "\"storage-safety\" must be encrypted or"),
                Arguments.of(
                        coreWith("grade: secured\nstorage-safety: prefer-encrypted\n"),
                        "\"storage-safety\" must be encrypted in a model of grade secured"),
                Arguments.of(
                        coreWith("distribution: ubuntu\n"),
                        "\"distribution\" must be absent: the model is not classic"),
                Arguments.of(classic("", GADGET).replace("distribution: ubuntu\n", ""), "\"distribution\" is missing"),
                Arguments.of(
                        classic("", GADGET).replace("distribution: ubuntu", "distribution: Ubuntu"),
                        "\"distribution\" must be lower-case"),
                Arguments.of(COMMON + "base: core24\nsnaps: x\n", "\"snaps\" must be a list of maps"),
                Arguments.of(COMMON + "base: core24\nsnaps:\n  - x\n", "\"snaps\" must be a list of maps"),
                Arguments.of(core(GADGET), "must list a snap of type gadget and one of type kernel"),
                Arguments.of(core(KERNEL), "must list a snap of type gadget and one of type kernel"),
                Arguments.of(classic("", KERNEL), "must list a snap of type gadget, since it lists a kernel"),
                Arguments.of(
                        core(KERNEL, GADGET, snap("other", "kernel", 'o', "")),
                        "must not list a second snap of the type of \"other\""),
                Arguments.of(
                        core(KERNEL, GADGET, snap("snapd", "snapd", 's', ""), snap("snapd2", "snapd", 't', "")),
                        "must not list a second snap of the type of \"snapd2\""),
                Arguments.of(core(KERNEL, GADGET, APP, APP), "those of snap \"app1\" are listed twice"),
                Arguments.of(
                        core(KERNEL, GADGET, APP, snap("app2", "app", 'a', "")),
                        "those of snap \"app2\" are listed twice"),
                Arguments.of(
                        core(KERNEL, GADGET, snap("core24", "app", 'c', "")),
                        "\"type\" of snap \"core24\" must be base"),
                Arguments.of(
                        core(KERNEL, GADGET).replace("base: core24", "base: core26"),
                        "must list the base \"core26\" with its id"),
                Arguments.of(
                        coreWithApp("type: os").replace("    type: app\n", ""), "\"type\" of snap \"app1\" must be"),
                Arguments.of(
                        core(KERNEL, GADGET, APP.replace("    id: " + "a".repeat(32) + "\n", "")),
                        "\"id\" of snap \"app1\" is missing"),
                Arguments.of(
                        coreWithApp("presence: never"), "\"presence\" of snap \"app1\" must be required or optional"),
                Arguments.of(coreWithApp("modes: run"), "\"modes\" of snap \"app1\" must be a list of texts"),
                Arguments.of(coreWithApp("modes:\n  - r"), "\"modes\" of snap \"app1\" must list only"),
                Arguments.of(coreWithApp("default-channel: stable"), "must have a track, as in latest/stable"),
                Arguments.of(coreWithApp("default-channel: edge/fix"), "must have a track, as in latest/stable"),
                Arguments.of(coreWithApp("default-channel: 24/none"), "must be a channel, not \"24/none\""),
                Arguments.of(coreWithApp("classic: true"), "only apps of classic models in mode run can be classic"),
                Arguments.of(
                        classic("", snap("app1", "app", 'a', "classic: true\nmodes:\n  - recover")),
                        "only apps of classic models in mode run can be classic"),
                Arguments.of(
                        classic("", snap("base1", "base", 'a', "classic: true")),
                        "only apps of classic models in mode run can be classic"),
                Arguments.of(coreWithApp("components:\n  - c1"), "\"components\" of snap \"app1\" must be a map"),
                Arguments.of(
                        coreWithApp("components:\n  c: required"), "\"c\" of \"components\" of snap \"app1\" must be"),
                Arguments.of(
                        coreWithApp("components:\n  c1: invalid"),
                        "\"c1\" of \"components\" of snap \"app1\" must be required or optional"),
                Arguments.of(
                        coreWithApp("components:\n  c1:\n    modes:\n      - run"),
                        "\"presence\" of component \"c1\" of snap \"app1\" is missing"),
                Arguments.of(
                        coreWithApp("components:\n  c1:\n    presence: required\n    modes:\n      - recover"),
                        "\"modes\" of component \"c1\" of snap \"app1\" must list only run"),
                Arguments.of(
                        coreWithApp("components:\n  c1:\n    presence: required\n    other: x"),
                        "\"other\" of component \"c1\" of snap \"app1\" is not known here"));
    }

    @ParameterizedTest
    @MethodSource("brokenExtendedStyle")
    void brokenRulesOfTheExtendedStyleAreRefused(String headers, String why) {
        assertThatThrownBy(() -> read(headers))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("cannot use model: ")
                .hasMessageContaining(why);
    }

    static Stream<String> essential() {
        return Stream.of(
                core(GADGET, KERNEL + "    %s\n"),
                core(KERNEL, GADGET + "    %s\n"),
                core(KERNEL, GADGET, snap("snapd", "snapd", 's', "%s")),
                core(KERNEL, GADGET, snap("core24", "base", 'c', "%s")));
    }

    @ParameterizedTest
    @MethodSource("essential")
    void whatTheSystemNeedsHasNeitherPresenceNorModes(String headers) {
        assertThatThrownBy(() -> read(headers.formatted("presence: required")))
                .hasMessageContaining("must be absent: the system needs the snap");
        assertThatThrownBy(() -> read(headers.formatted("modes:\n      - run")))
                .hasMessageContaining("must be absent: the system needs the snap in every mode");
    }

    @Test
    void theBrandMustSign() {
        assertThatThrownBy(() -> AssertionFixtures.sign(Role.STORE, MODEL, Minimal.headers(MODEL), ""))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("\"authority-id\" must be equal to \"brand-id\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "core18", "core20", "core22", "core24"})
    void basesThatDevicesKnowNeedNotBeListed(String base) {
        assertThat(read(core(KERNEL, GADGET).replace("base: core24", "base: " + base))
                        .base())
                .contains(new SnapName(base));
    }

    @Test
    void anyBaseWillDoIfDangerous() {
        assertThat(read(core(KERNEL, GADGET).replace("base: core24", "base: core26\ngrade: dangerous"))
                        .grade())
                .contains(Grade.DANGEROUS);
    }

    @Test
    void onlyDangerousModelsMayLeaveOutIds() {
        String withoutIds = core(KERNEL, GADGET, APP).replaceAll("    id: .*\n", "") + "grade: dangerous\n";

        assertThat(read(withoutIds).snaps()).extracting(ModelSnap::snapId).containsOnly(Optional.empty());
    }

    @Test
    void anOldStyleModelIsReadWhole() {
        ModelView model = read(COMMON + """
                base: core18
                display-name: The Box
                gadget: pi=18
                kernel: pi-kernel
                required-snaps:
                  - app1
                  - app2
                serial-authority:
                  - fixture-vault
                store: brand-store
                system-user-authority: *
                """);

        assertThat(model.extended()).isFalse();
        assertThat(model.series()).isEqualTo("16");
        assertThat(model.brandId()).isEqualTo(new AccountId("fixture-brand"));
        assertThat(model.model()).isEqualTo(new ModelName("box"));
        assertThat(model.store()).contains(new StoreId("brand-store"));
        assertThat(model.identity().displayName()).contains("The Box");
        assertThat(model.architecture()).contains(new Architecture("arm64"));
        assertThat(model.classic()).isFalse();
        assertThat(model.base()).contains(new SnapName("core18"));
        assertThat(model.grade()).isEmpty();
        assertThat(model.timestamp()).isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(model.gadget().orElseThrow().pinnedTrack()).contains(new Track("18"));
        assertThat(model.kernel().orElseThrow().pinnedTrack()).isEmpty();
        assertThat(model.kernel().orElseThrow().name()).isEqualTo(new SnapName("pi-kernel"));
        assertThat(model.requiredSnaps())
                .extracting(SnapName::value)
                .containsExactly("pi", "pi-kernel", "core18", "app1", "app2");
        assertThat(model.serialAuthority())
                .containsExactly(new AccountId("fixture-brand"), new AccountId("fixture-vault"));
        assertThat(model.authorities().systemUser()).isEmpty();
        assertThat(model.authorities().preseed()).containsExactly(new AccountId("fixture-brand"));
    }

    @Test
    void withoutAListOnlyTheBrandSignsForDevices() {
        ModelView model = ModelView.of(Minimal.signed(MODEL));

        assertThat(model.serialAuthority()).containsExactly(model.brandId());
        assertThat(model.authorities().systemUser()).contains(List.of(model.brandId()));
        assertThat(model.store()).isEmpty();
        assertThat(model.base()).isEmpty();
    }

    @Test
    void aBrandThatListsItselfIsNotListedTwice() {
        ModelView model = ModelView.of(Rules.accept(MODEL, "serial-authority:\n  - fixture-vault\n  - fixture-brand"));

        assertThat(model.serialAuthority())
                .containsExactly(new AccountId("fixture-vault"), new AccountId("fixture-brand"));
    }

    @Test
    void anOldStyleClassicModelNeedsNeitherGadgetNorArchitecture() {
        Headers headers = TestHeaders.parse("""
                series: 16
                brand-id: fixture-brand
                model: desk
                classic: true
                timestamp: 2026-07-01T00:00:00Z
                """);

        ModelView model = ModelView.of(AssertionFixtures.sign(Role.BRAND, MODEL, headers, ""));

        assertThat(model.classic()).isTrue();
        assertThat(model.architecture()).isEmpty();
        assertThat(model.snaps()).isEmpty();
    }

    @Test
    void snapsOfAnExtendedModelAreReadWhole() {
        ModelView model = read(
                core(KERNEL, snap("pi", "gadget", 'g', "default-channel: 24/edge/fix"), snap("app1", "app", 'a', """
                        presence: optional
                        modes:
                          - run
                          - recover
                        components:
                          comp1:
                            presence: required
                            modes:
                              - run
                          comp2: optional
                        """)));

        assertThat(model.extended()).isTrue();
        assertThat(model.grade()).contains(Grade.SIGNED);
        assertThat(model.platform().storageSafety()).contains("prefer-encrypted");
        assertThat(model.kernel().orElseThrow().modes()).containsExactly("run", "ephemeral");
        assertThat(model.gadget().orElseThrow().defaultChannel()).contains(Channel.parse("24/edge/fix"));
        assertThat(model.requiredSnaps()).extracting(SnapName::value).containsExactly("pi-kernel", "pi");
        ModelSnap app = model.snaps().getLast();
        assertThat(app.name()).isEqualTo(new SnapName("app1"));
        assertThat(app.snapId()).contains(new SnapId("a".repeat(32)));
        assertThat(app.kind()).contains(Kind.APP);
        assertThat(app.presence()).isEqualTo(Presence.OPTIONAL);
        assertThat(app.defaultChannel()).contains(Channel.parse("latest/stable"));
        assertThat(app.modes()).containsExactly("run", "recover");
        assertThat(app.classic()).isFalse();
        assertThat(app.components().get("comp1")).isEqualTo(new ModelSnap.Component(Presence.REQUIRED, List.of("run")));
        assertThat(app.components().get("comp2"))
                .isEqualTo(new ModelSnap.Component(Presence.OPTIONAL, List.of("run", "recover")));
    }

    @Test
    void everyTypeOfSnapIsKnown() {
        ModelView model = read(core(
                KERNEL,
                GADGET,
                snap("snapd", "snapd", 's', ""),
                snap("core24", "base", 'c', ""),
                snap("oldcore", "core", 'o', ""),
                APP));

        assertThat(model.snaps().stream().map(snap -> snap.kind().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Kind.values()));
    }

    @Test
    void securedMeansEncrypted() {
        ModelView model = read(coreWith("grade: secured\n"));

        assertThat(model.grade()).contains(Grade.SECURED);
        assertThat(model.platform().storageSafety()).contains("encrypted");
    }

    @Test
    void anExtendedClassicModelMayDoWithoutKernel() {
        ModelView model = read(classic("", snap("app1", "app", 'a', "classic: true")));

        assertThat(model.platform().distribution()).contains("ubuntu");
        assertThat(model.snaps().getFirst().classic()).isTrue();
        assertThat(model.kernel()).isEmpty();
    }

    @Test
    void validationSetsAreReadWhole() {
        ModelView model = ModelView.of(Rules.accept(MODEL, """
                validation-sets:
                  -
                    name: base-set
                    mode: enforce
                  -
                    name: base-set
                    account-id: fixture-publisher
                    mode: prefer-enforce
                    sequence: 3
                """));

        assertThat(model.validationSets())
                .containsExactly(
                        new ModelSet(new AccountId("fixture-brand"), "base-set", Optional.empty(), false),
                        new ModelSet(new AccountId("fixture-publisher"), "base-set", Optional.of(3), true));
    }
}
