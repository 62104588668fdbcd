package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.squashfs.TestImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerCheckTest {
    private static final String START = "cannot accept the snap file: no device would install it: ";
    private static final String APP = "name: some-snap\nversion: 1\n";
    private static final String RUN = APP + "apps: {a: {command: bin/run --now}}";
    private static final String SERVICE = APP + "apps: {a: {daemon: simple, command: bin/run, %s: bin/other}}";

    @ParameterizedTest
    @CsvSource({"0755, true", "0555, true", "0777, true", "0554, false", "0511, false", "0644, false", "0750, false"})
    void aCommandThatPeopleRunIsForAllToReadAndExecute(String mode, boolean taken) {
        TestImage image = snap(RUN).file("bin/run", "x", octal(mode));

        assertTaken(image, taken, "bin/run has mode " + mode + "; it must be a program that all can read and execute");
    }

    @ParameterizedTest
    @CsvSource({"0755, true", "0700, true", "0010, true", "0001, true", "0644, false", "0000, false"})
    void aCommandOfAServiceIsForRootToExecute(String mode, boolean taken) {
        for (String field : List.of("stop-command", "reload-command", "post-stop-command")) {
            TestImage image =
                    snap(SERVICE.formatted(field)).file("bin/run", "x", 0100).file("bin/other", "x", octal(mode));

            assertTaken(image, taken, "bin/other has mode " + mode + "; it must be executable (chmod 0755)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"command: bin/run", "daemon: simple, command: bin/run", "command: bin, completer: bin/run"})
    void whatAnAppNamesIsThere(String app) {
        assertTaken(snap(APP + "apps: {a: {" + app + "}}").folder("bin"), false, "bin/run is named in the snap.yaml");
    }

    @Test
    void aCommandBehindAFolderThatIsALinkIsNotFound() {
        TestImage image = snap(RUN).file("usr/bin/run", "x", 0755).link("bin", "usr/bin");

        assertTaken(image, false, "bin/run is named in the snap.yaml");
    }

    @Test
    void aCommandMayBeALinkWhereverItLeads() {
        assertTaken(snap(RUN).link("bin/run", "/usr/bin/python3"), true, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../other", " bin/other", "bin/run x", "/bin/run", "./bin//run", "bin/x/../run"})
    void aCommandIsFoundAsTheDeviceFindsIt(String command) {
        TestImage image = snap(APP + "apps: {a: {command: '" + command + "'}}").file("bin/run", "x", 0755);

        assertTaken(image, true, "");
    }

    @ParameterizedTest
    @CsvSource({"0644, true", "0444, true", "0440, false", "0711, false"})
    void aCompleterIsForAllToRead(String mode, boolean taken) {
        TestImage image = snap(APP + "apps: {a: {command: bin/run, completer: share/complete.sh}}")
                .file("bin/run", "x", 0755)
                .file("share/complete.sh", "x", octal(mode));

        assertTaken(image, taken, "share/complete.sh has mode " + mode + "; it must be a file that all can read");
    }

    @Test
    void aCompleterThatIsAServicesCommandIsReadAndRun() {
        String yaml = APP + "apps: {a: {daemon: simple, command: run}, b: {command: bin/b, completer: run}}";
        TestImage image = snap(yaml).file("bin/b", "x", 0755).file("run", "x", 0744);

        assertTaken(image, false, "run has mode 0744; it must be a program that all can read and execute");
    }

    @ParameterizedTest
    @CsvSource({"0755, true", "0111, true", "0100, true", "0644, false", "0666, false"})
    void aHookIsExecutableWhateverItsName(String mode, boolean taken) {
        for (String hook : List.of("meta/hooks/install", "meta/hooks/odd", "meta/hooks/more/helper")) {
            String message = hook + " has mode " + mode + "; it must be executable (chmod 0755)";

            assertTaken(snap(APP).file(hook, "x", octal(mode)), taken, message);
            assertComponent(component().file(hook, "x", octal(mode)), taken, message);
        }
    }

    @ParameterizedTest
    @CsvSource({"0644, true", "0444, true", "0640, false", "0600, false"})
    void whatElseIsInMetaIsForAllToRead(String mode, boolean taken) {
        for (String file : List.of("meta/gui/app.desktop", "meta/any/other")) {
            String message = file + " has mode " + mode + "; it must be a file that all can read (chmod 0644)";

            assertTaken(snap(APP).file(file, "x", octal(mode)), taken, message);
            assertComponent(component().file(file, "x", octal(mode)), taken, message);
        }
        assertTaken(new TestImage().file("meta/snap.yaml", APP, octal(mode)), taken, "meta/snap.yaml has mode " + mode);
        assertComponent(
                new TestImage().file("meta/component.yaml", "{component: aa+bb, type: test}", octal(mode)),
                taken,
                "meta/component.yaml has mode " + mode);
    }

    @Test
    void whatNobodyNamesMayHaveAnyMode() {
        assertTaken(snap(APP).file("etc/key", "x", 0).file("metadata/file", "x", 0), true, "");
    }

    @ParameterizedTest
    @CsvSource({
        "../../other,        true,  ''",
        "../gui,             true,  ''",
        "../snap.yaml,       true,  ''",
        "../../secret,       false, meta/gui/link has mode 0600; it must be a file that all can read",
        "/etc/passwd,        false, 'meta/gui/link is a link that leaves the snap, to /etc/passwd'",
        "../../..,           false, 'meta/gui/link is a link that leaves the snap, to ../../..'",
        "../../../meta/gui,  false, 'meta/gui/link is a link that leaves the snap'",
        "absent,             false, meta/gui/link is a link to nothing: there is no meta/gui/absent",
        "../../usr/file,     false, meta/gui/link is a link to nothing: there is no usr/file",
        "../../lib/file,     true,  ''",
        "link,               false, meta/gui/link is a link over more than 10 others",
        "..,                 false, meta/gui/link is a link to the snap itself",
        "../..,              false, meta/gui/link is a link to the snap itself",
        "../../odd[1],       false, 'meta/gui/link is a link to a name with [] or \\'"
    })
    void aLinkInMetaEndsAtSomethingInTheSnap(String target, boolean taken, String message) {
        TestImage image = snap(APP)
                .folder("meta/gui")
                .file("other", "x")
                .file("secret", "x", 0600)
                .file("lib/file", "x")
                .file("odd[1]", "x")
                .link("usr", "lib")
                .link("meta/gui/link", target);

        assertTaken(image, taken, message);
    }

    @ParameterizedTest
    @CsvSource({"9, true", "10, false"})
    void aLinkInMetaLeadsOverTenLinksAtMost(int more, boolean taken) {
        TestImage image = snap(APP).file("end", "x").link("meta/link", "../l1");
        for (int i = 1; i <= more; i++) {
            image.link("l" + i, i == more ? "end" : "l" + (i + 1));
        }

        assertTaken(image, taken, "meta/link is a link over more than 10 others");
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "1001, false"})
    void metaHoldsAThousandLinksAtMost(int count, boolean taken) {
        TestImage image = snap(APP);
        for (int i = 0; i < count; i++) {
            image.link("meta/l%04d".formatted(i), "snap.yaml");
        }

        assertTaken(image, taken, "meta holds more than 1000 links");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin/a\nb", "a\n", "meta/gui/\nb"})
    void aNameWithALineBreakIsRefused(String path) {
        String message = path.replace('\n', '?') + " has a line break in its name or target";

        assertTaken(snap(APP).file(path, "x"), false, message);
        assertComponent(component().file(path, "x"), false, message);
        assertTaken(snap(APP).link("bin/link", path), false, "bin/link has a line break in its name or target");
    }

    @Test
    void tellsTheFirstFiveProblemsAndHowManyMore() {
        assertThatThrownBy(() -> read(sevenUnreadable()))
                .hasMessageStartingWith(START + "meta/f1 has mode 0000")
                .hasMessageContaining("; meta/f5 has mode 0000")
                .hasMessageEndingWith("; and 2 more");
    }

    @Test
    void hooksDoNotHideBehindALink() {
        TestImage image =
                snap(APP).file("elsewhere/gate-auto-refresh", "x", 0755).link("meta/hooks", "../elsewhere");

        assertTaken(image, false, "meta/hooks is a link, behind which hooks would run");
    }

    private static TestImage sevenUnreadable() {
        TestImage image = snap(APP);
        for (int i = 1; i <= 7; i++) {
            image.file("meta/f" + i, "x", 0);
        }
        return image;
    }

    private static void assertTaken(TestImage image, boolean taken, String message) {
        if (taken) {
            assertThatCode(() -> read(image)).doesNotThrowAnyException();
        } else {
            assertRefused(() -> read(image), message);
        }
    }

    private static void assertComponent(TestImage image, boolean taken, String message) {
        ComponentFileReader reader = new ComponentFileReader(SnapFileLimits.STANDARD);
        if (taken) {
            assertThatCode(() -> reader.read(image.open(), List.of())).doesNotThrowAnyException();
        } else {
            assertRefused(() -> reader.read(image.open(), List.of()), message);
        }
    }

    private static void assertRefused(ThrowingCallable read, String message) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    if (e.code() != ErrorCode.INVALID_SNAP) {
                        throw new AssertionError("code " + e.code(), e);
                    }
                })
                .hasMessageStartingWith(START + message);
    }

    private static void read(TestImage image) {
        new SnapFileReader(SnapFileLimits.STANDARD).read(image.open());
    }

    private static TestImage snap(String yaml) {
        return new TestImage().file("meta/snap.yaml", yaml);
    }

    private static TestImage component() {
        return new TestImage().file("meta/component.yaml", "{component: aa+bb, type: test}");
    }

    private static int octal(String mode) {
        return Integer.parseInt(mode, 8);
    }
}
