package org.brandstore.snap.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.metadata.AppFiles;
import org.brandstore.snap.metadata.ComponentType;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.Grade;
import org.brandstore.snap.metadata.InterfaceEnd;
import org.brandstore.snap.metadata.SnapApp;
import org.brandstore.snap.metadata.SnapComponent;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.metadata.SnapType;
import org.brandstore.snap.yaml.YamlLimits;
import org.brandstore.snap.yaml.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapYamlTest {
    private static final String MINIMAL = "name: some-snap\nversion: 1.0\n";

    @Test
    void fillsInWhatAFileDoesNotSay() {
        SnapMetadata snap = read(MINIMAL);

        assertThat(snap.name()).isEqualTo(new SnapName("some-snap"));
        assertThat(snap.version()).isEqualTo("1.0");
        assertThat(snap.type()).isEqualTo(SnapType.APP);
        assertThat(snap.architectures()).containsExactly(new Architecture("all"));
        assertThat(snap.base()).isEmpty();
        assertThat(snap.epoch()).isEqualTo(Epoch.ZERO);
        assertThat(snap.confinement()).isEqualTo(Confinement.STRICT);
        assertThat(snap.grade()).isEqualTo(Grade.STABLE);
        assertThat(snap.title() + snap.summary() + snap.description()).isEmpty();
        assertThat(snap.license()).isEmpty();
        assertThat(snap.provenance()).isEmpty();
        assertThat(snap.plugs()).isEmpty();
        assertThat(snap.slots()).isEmpty();
        assertThat(snap.apps()).isEmpty();
        assertThat(snap.hooks()).isEmpty();
        assertThat(snap.components()).isEmpty();
    }

    @Test
    void readsEveryField() {
        SnapMetadata snap = read("""
                name: full
                version: 2026.11+git~rc1
                type: kernel
                architectures: [arm64, armhf, arm64]
                base: core24
                epoch: {read: [1, 2, 3], write: [1, 3]}
                confinement: classic
                grade: devel
                title: The title
                summary: The summary
                description: |
                  The
                  description
                license: (GPL-3.0+ OR MIT) AND Apache-2.0
                provenance: acme-prov
                assumes: [snapd2.63, common-data-dir]
                links: {contact: [mailto:a@example.com], website: [https://example.com]}
                environment: {PATH: $SNAP/bin, LEVEL: 3}
                layout: {/usr/share/x: {bind: $SNAP/x}}
                system-usernames: {snap_daemon: shared}
                plugs:
                  network:
                  other: network-bind
                  bus: {interface: dbus, label: The bus, bus: system, nested: {a: [1, true]}}
                slots:
                  service: {interface: content, content: things}
                apps:
                  run:
                    command: bin/run --fast
                    plugs: [network, home]
                    slots: [implied]
                    common-id: org.example.run
                  daemon:
                    command: bin/d
                    daemon: notify
                    daemon-scope: user
                    after: [helper]
                    restart-condition: on-failure
                    refresh-mode: endure
                    common-id: org.example.a
                  helper: {daemon: simple, daemon-scope: user, command: bin/h}
                hooks:
                  configure: {plugs: [network-control]}
                  install:
                  hook-of-the-future: {plugs: [unheard-of]}
                components:
                  modules: {type: kernel-modules, summary: S, description: D, hooks: {install: {plugs: [kernel-module-control]}}}
                some-field-of-the-future: {}
                """);

        assertThat(snap.version()).isEqualTo("2026.11+git~rc1");
        assertThat(snap.type()).isEqualTo(SnapType.KERNEL);
        assertThat(snap.architectures()).extracting(Architecture::value).containsExactly("arm64", "armhf");
        assertThat(snap.base()).contains(new SnapName("core24"));
        assertThat(snap.epoch()).isEqualTo(new Epoch(List.of(1L, 2L, 3L), List.of(1L, 3L)));
        assertThat(snap.confinement()).isEqualTo(Confinement.CLASSIC);
        assertThat(snap.grade()).isEqualTo(Grade.DEVEL);
        assertThat(snap.title()).isEqualTo("The title");
        assertThat(snap.summary()).isEqualTo("The summary");
        assertThat(snap.description()).isEqualTo("The\ndescription\n");
        assertThat(snap.license()).contains("(GPL-3.0+ OR MIT) AND Apache-2.0");
        assertThat(snap.provenance()).contains("acme-prov");
        assertThat(snap.assumes()).containsExactly("common-data-dir", "snapd2.63");
        assertThat(snap.links())
                .isEqualTo(
                        Map.of("contact", List.of("mailto:a@example.com"), "website", List.of("https://example.com")));
        assertThat(snap.plugs())
                .isEqualTo(Map.of(
                        "network", end("network", "network"),
                        "other", end("other", "network-bind"),
                        "home", end("home", "home"),
                        "network-control", end("network-control", "network-control"),
                        "kernel-module-control", end("kernel-module-control", "kernel-module-control"),
                        "bus",
                                new InterfaceEnd(
                                        "bus",
                                        "dbus",
                                        "The bus",
                                        Map.of("bus", "system", "nested", Map.of("a", List.of(1L, true))))));
        assertThat(snap.slots())
                .isEqualTo(Map.of(
                        "service",
                        new InterfaceEnd("service", "content", "", Map.of("content", "things")),
                        "implied",
                        end("implied", "implied")));
        assertThat(snap.apps().keySet()).containsExactly("daemon", "helper", "run");
        assertThat(snap.apps().get("run"))
                .isEqualTo(new SnapApp(
                        "run",
                        Optional.of("bin/run --fast"),
                        Optional.empty(),
                        Set.of("home", "network"),
                        Set.of("implied"),
                        AppFiles.NONE,
                        Optional.of("org.example.run")));
        assertThat(snap.apps().get("daemon").daemon()).contains("notify");
        assertThat(snap.apps().get("daemon").isService()).isTrue();
        assertThat(snap.hooks()).containsExactly("configure", "install");
        assertThat(snap.components())
                .isEqualTo(Map.of(
                        "modules",
                        new SnapComponent(
                                new SnapName("modules"), ComponentType.KERNEL_MODULES, "S", "D", Set.of("install"))));
        assertThat(snap.commonIds()).containsExactly("org.example.a", "org.example.run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "a", "1.0", "0:1.2-3", "1.0+", "1.0~", "v1.2.3~rc4+git5", "12345678901234567890123456789012"
            })
    void takesVersionsThatDevicesTake(String version) {
        assertThat(read("name: some-snap\nversion: '" + version + "'\n").version())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-1",
                "1.",
                "1-",
                "1:",
                "1 0",
                "1_0",
                "1/0",
                "../1",
                "1\u00e9",
                "123456789012345678901234567890123"
            })
    void refusesVersionsThatDevicesRefuse(String version) {
        assertRefused("name: some-snap\nversion: '" + version + "'\n", "version: it must be 1 to 32 of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "A-snap",
                "-a",
                "a-",
                "a--b",
                "123",
                "a_b",
                "../etc",
                "a/b",
                "a\u00e9",
                "some-snap_one",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"
            })
    void refusesNamesThatAreNoNames(String name) {
        assertRefused("name: '" + name + "'\nversion: 1\n", "name: invalid snap name");
    }

    @Test
    void anAppCanBeCalledApplicationAndSnapdIsAlwaysSnapd() {
        assertThat(read(MINIMAL + "type: application").type()).isEqualTo(SnapType.APP);
        assertThat(read("name: snapd\nversion: 1\ntype: app").type()).isEqualTo(SnapType.SNAPD);
        assertThat(read("name: core\nversion: 1\ntype: os").type().wireName()).isEqualTo("os");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            epoch: 3                        | 3
            epoch: 3*                       | 3*
            epoch: '0'                      | 0
            epoch:                          | 0
            epoch: {}                       | 0
            epoch: {read: [1, 2]}           | 2*
            epoch: {write: [2]}             | 2
            epoch: {read: [1], write: [1]}  | 1
            """)
    void readsEverySpellingOfAnEpoch(String line, String epoch) {
        assertThat(read(MINIMAL + line).epoch()).hasToString(epoch);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 10_000, textBlock = """
            type: core                       | type: it must be one of app, gadget, kernel, os, base, snapd
            type: [app]                      | type: it must be a text, not a list
            architectures: amd64             | architectures: it must be a list, not a text
            architectures: [{build-on: amd64}] | architectures: it must be a text, not a map
            architectures: [amd46]           | architectures: "amd46" is none of all, amd64, arm64, armel, armhf, i386, loong64, powerpc, ppc64el, riscv64, s390x
            architectures: [../all]          | architectures: "../all" is none of
            base: core_24                    | base: invalid snap name "core_24"
            base: ../core                    | base: invalid snap name
            {type: base, base: core24}       | base: a snap of type base cannot have a base other than none
            {type: os, base: core24}         | base: a snap of type os cannot have a base other than none
            {base: none, apps: {a: {command: a}}} | base: a snap with apps or hooks needs a base other than none
            epoch: 0*                        | epoch: epoch 0* is not valid
            epoch: 01                        | epoch: epoch numbers must be
            epoch: [1]                       | epoch: it must be a text, not a list
            epoch: {read: []}                | epoch: epoch read list must have 1 to 10 numbers
            epoch: {read: [1], write: []}    | epoch: epoch write list must have 1 to 10 numbers
            epoch: {read: [2, 1]}            | epoch: epoch read list must be strictly increasing
            epoch: {read: [1], write: [2]}   | epoch: epoch read and write lists must have a number in common
            epoch: {read: 1}                 | epoch.read: it must be a list, not a number
            confinement: loose               | confinement: it must be one of strict, classic, devmode
            grade: gold                      | grade: it must be one of stable, devel
            license: MIT AND                 | license: it must be an SPDX expression
            license: MIT Apache-2.0          | license: it must be an SPDX expression
            license: (MIT                    | license: it must be an SPDX expression
            license: MIT)                    | license: it must be an SPDX expression
            license: ()                      | license: it must be an SPDX expression
            license: GPL-2.0 WITH (x)        | license: it must be an SPDX expression
            provenance: global-upload        | provenance: the default must not be given explicitly; leave it out
            provenance: a--b                 | provenance: it must be letters, digits and single inner dashes
            assumes: [UPPER]                 | assumes: "UPPER" is no name of a feature
            assumes: common                  | assumes: it must be a list, not a text
            layouts: {}                      | layouts: the field is called layout
            layout: {/opt/x: {}}             | layout./opt/x: it must have exactly one of bind, bind-file, type and symlink
            layout: {/opt/x: {bind: a, symlink: b}} | layout./opt/x: it must have exactly one of bind, bind-file, type and symlink
            system-usernames: {snap_daemon: {}} | system-usernames.snap_daemon: it must have a scope
            system-usernames: {snap_daemon: } | system-usernames.snap_daemon: it must have a scope
            environment: {A: [1]}            | environment.A: it must be a text, not a list
            links: {web: []}                 | links.web: its name must be letters, digits and single inner dashes, and it cannot be empty
            links: {1web: [http://x]}        | links.1web: its name must be
            links: {web: [ftp://x]}          | links.web: "ftp://x" is neither an http or https address nor an e-mail address
            links: {web: [nothing]}          | links.web: "nothing" is neither
            links: {web: ['javascript:a@b']} | links.web: "javascript:a@b" is neither
            """)
    void refusesFieldsThatBreakARule(String line, String message) {
        String text = line.startsWith("{") ? "{name: some-snap, version: 1, " + line.substring(1) : MINIMAL + line;
        assertRefused(text, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plugs: [network]                 | plugs: it must be a map, not a list
            plugs: {Network: }               | plugs.Network: the name must be a-z, 0-9 and single inner dashes, from a letter
            plugs: {'': }                    | plugs.: the name must be
            plugs: {../x: }                  | plugs.../x: the name must be
            plugs: {p: Upper}                | plugs.p: the interface must be a-z, 0-9 and single inner dashes, from a letter
            plugs: {p: 1}                    | plugs.p: it must be the name of an interface, or a map
            plugs: {p: [a]}                  | plugs.p: it must be the name of an interface, or a map
            plugs: {p: {interface: 1}}       | plugs.p.interface: it must be a text
            plugs: {p: {interface: }}        | plugs.p.interface: it has no value
            plugs: {p: {label: [a]}}         | plugs.p.label: it must be a text
            plugs: {p: {$x: a}}              | plugs.p.$x: an attribute cannot be empty or begin with $
            plugs: {p: {'': a}}              | plugs.p.: an attribute cannot be empty or begin with $
            plugs: {p: {1: a}}               | plugs.p: every key must be a text
            plugs: {p: {a: }}                | plugs.p.a: it has no value
            slots: {s: {a: .inf}}            | slots.s.a: the number is not finite
            {plugs: {x: }, slots: {x: }}     | plugs.x: a slot has the same name
            apps: {a: {plugs: [x], slots: [x]}} | plugs.x: a slot has the same name
            apps: {a: {plugs: [X]}}          | plugs.X: the name must be
            hooks: {install: {plugs: [-]}}   | plugs.-: the name must be
            hooks: [install]                 | hooks: it must be a map, not a list
            """)
    void refusesPlugsAndSlotsThatBreakARule(String line, String message) {
        String text = line.startsWith("{") ? "{name: some-snap, version: 1, " + line.substring(1) : MINIMAL + line;
        assertRefused(text, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a_b: {command: x}}              | apps.a_b: the name of an app must be letters, digits and single inner dashes
            {../a: {command: x}}             | apps.../a: the name of an app must be
            {a: {command: 'x; rm'}}          | apps.a.command: it may hold only letters, digits, blanks and / . _ # : $ -
            {a: {command-chain: ['x y']}}    | apps.a.command-chain: it may hold only letters, digits and / . _ # : $ -
            {a: {daemon: fast}}              | apps.a.daemon: it must be one of dbus, forking, notify, oneshot, simple
            {a: {daemon-scope: user}}        | apps.a.daemon-scope: it is only for daemons
            {a: {daemon: simple, daemon-scope: all}} | apps.a.daemon-scope: it must be one of system, user
            {a: {stop-mode: sigterm}}        | apps.a.stop-mode: it is only for services
            {a: {timer: '10:00'}}            | apps.a.timer: it is only for services
            {a: {before: [a]}}               | apps.a.before: it is only for services
            {a: {daemon: simple, stop-mode: sigkill}} | apps.a.stop-mode: it must be one of sighup, sighup-all
            {a: {daemon: simple, restart-condition: maybe}} | apps.a.restart-condition: it must be one of always, never
            {a: {daemon: simple, install-mode: off}} | apps.a.install-mode: it must be one of disable, enable
            {a: {daemon: simple, refresh-mode: ignore-running}} | apps.a.refresh-mode: ignore-running is for apps that are no services
            {a: {refresh-mode: endure}}      | apps.a.refresh-mode: ignore-running is for apps that are no services
            {a: {aliases: [-a]}}             | apps.a.aliases: an alias must be
            {a: {daemon: simple, after: [b]}} | apps.a.after: "b" is no service of this snap
            {a: {daemon: simple, after: [b]}, b: {command: x}} | apps.a.after: "b" is no service of this snap
            {a: {daemon: simple, after: [b]}, b: {daemon: simple, daemon-scope: user}} | apps.a.after: "b" has another daemon-scope than "a"
            {a: {daemon: simple, after: [a]}} | apps.a: before and after make a circle
            {a: {daemon: simple, before: [b]}, b: {daemon: simple, before: [c]}, c: {daemon: simple, before: [b]}} | apps.b, c: before and after make a circle
            {a: {common-id: x}, b: {common-id: x}} | apps.b.common-id: another app has the same
            {a: text}                        | apps.a: it must be a map, not a text
            {a: {plugs: network}}            | apps.a.plugs: it must be a list, not a text
            """)
    void refusesAppsThatBreakARule(String apps, String message) {
        assertRefused(MINIMAL + "apps: " + apps, message);
    }

    @Test
    void takesServicesInAnOrderWithoutCircles() {
        SnapMetadata snap = read(MINIMAL
                + "apps: {a: {daemon: simple, before: [b, c]}, b: {daemon: simple}, c: {daemon: dbus, after: [b]}}");

        assertThat(snap.apps()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {c: {type: standard}}            | components.c: invalid snap name
            {cc: {}}                         | components.cc.type: it is missing
            {cc: {type: odd}}                | components.cc.type: it must be one of standard, kernel-modules, test
            {cc: {type: kernel-modules}}     | components.cc.type: kernel-modules is only for components of a kernel
            {../cc: {type: standard}}        | components.../cc: invalid snap name
            {cc: {type: standard, hooks: {configure: }}} | components.cc.hooks.configure: a component can only have the hooks
            {cc: {type: standard, hooks: {install: {slots: [a]}}}} | components.cc.hooks.install: the hook of a component cannot have slots
            """)
    void refusesComponentsThatBreakARule(String components, String message) {
        assertRefused(MINIMAL + "components: " + components, message);
    }

    @Test
    void boundsTextsByCodePoints() {
        String smile = "\ud83d\ude00";

        assertThat(read(MINIMAL + "title: " + smile.repeat(40)).title()).hasSize(80);
        assertThat(read(MINIMAL + "summary: " + "s".repeat(128)).summary()).hasSize(128);
        assertThat(read(MINIMAL + "description: " + "d".repeat(4096)).description())
                .hasSize(4096);
        assertRefused(MINIMAL + "title: " + smile.repeat(41), "title: it has 41 characters; at most 40 are allowed");
        assertRefused(
                MINIMAL + "summary: " + "s".repeat(129), "summary: it has 129 characters; at most 128 are allowed");
        assertRefused(
                MINIMAL + "description: " + "d".repeat(4097),
                "description: it has 4097 characters; at most 4096 are allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "name:\nversion: 1",
                "name: some-snap",
                "name: [a]\nversion: 1",
                "name: some-snap\nversion: {}"
            })
    void refusesAFileWithoutNameOrVersion(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching("cannot accept meta/snap.yaml: (name|version): .*");
    }

    private static InterfaceEnd end(String name, String interfaceName) {
        return new InterfaceEnd(name, interfaceName, "", Map.of());
    }

    private static SnapMetadata read(String text) {
        return SnapYaml.read(new YamlReader(YamlLimits.STANDARD).read(SnapYaml.PATH, text));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP))
                .hasMessageStartingWith("cannot accept meta/snap.yaml: " + message);
    }
}
