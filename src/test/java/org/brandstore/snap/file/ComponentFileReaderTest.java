package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.metadata.ComponentMetadata;
import org.brandstore.snap.metadata.ComponentType;
import org.brandstore.snap.metadata.ReviewFinding;
import org.brandstore.snap.metadata.ReviewFinding.Kind;
import org.brandstore.snap.squashfs.Fixtures;
import org.brandstore.snap.squashfs.TestImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentFileReaderTest {
    private static final List<Architecture> ANY = List.of(new Architecture("arm64"));

    private final ComponentFileReader reader = new ComponentFileReader(SnapFileLimits.STANDARD);

    @Test
    void readsAComponentThatFitsItsSnap() throws IOException {
        ComponentContents component;
        SnapContents snap;
        try (SeekableByteChannel file = Fixtures.open("some-kernel+wifi-modules.comp");
                SeekableByteChannel snapFile = Fixtures.open("some-kernel.snap")) {
            component = reader.read(file, ANY);
            snap = new SnapFileReader(SnapFileLimits.STANDARD).read(snapFile);
        }

        assertThat(component.metadata())
                .isEqualTo(new ComponentMetadata(
                        new SnapName("some-kernel"),
                        new SnapName("wifi-modules"),
                        ComponentType.KERNEL_MODULES,
                        Optional.of("6.8.0-1"),
                        "Modules for radios",
                        "More of them",
                        Optional.empty()));
        assertThat(component.hooks()).containsExactly("install");
        assertThat(component.findings().samples())
                .isEqualTo(List.of(new ReviewFinding(Kind.UNKNOWN_HOOK, "meta/hooks/configure", "it is passed over")));
        assertThat(snap.metadata().components().get("wifi-modules").type())
                .isEqualTo(component.metadata().type());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: test}                                 | component: it is missing
            {component: some-snap, type: test}           | component: it must be the name of the snap, a plus sign, and the name of the component
            {component: a+b+c, type: test}               | component: it must be the name of the snap
            {component: a+bb, type: test}                | component: invalid snap name "a"
            {component: ../aa+bb, type: test}            | component: invalid snap name "../aa"
            {component: aa+bb}                           | type: it is missing
            {component: aa+bb, type: odd}                | type: it must be one of standard, kernel-modules, test
            {component: aa+bb, type: test, version: -1}  | version: it must be 1 to 32 of
            {component: aa+bb, type: test, name: x}      | name: there is no such field; there are component, description, provenance, summary, type, version
            {component: aa+bb, type: test, provenance: global-upload} | provenance: the default must not be given
            """)
    void refusesAComponentYamlThatBreaksARule(String yaml, String message) {
        TestImage image = new TestImage().file("meta/component.yaml", yaml);

        assertThatThrownBy(() -> reader.read(image.open(), ANY))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot accept meta/component.yaml: " + message);
    }

    @Test
    void aSnapIsNoComponent() {
        TestImage snap = new TestImage().file("meta/snap.yaml", "name: some-snap\nversion: 1\n");

        assertThatThrownBy(() -> reader.read(snap.open(), ANY))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot accept the snap file: it has no meta/component.yaml, so it is no component");
    }
}
