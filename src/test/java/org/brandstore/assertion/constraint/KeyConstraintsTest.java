package org.brandstore.assertion.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.codec.TestHeaders;

/** What a constrained key may sign (assertions.md 2.8). */
class KeyConstraintsTest {

    private static KeyConstraints parse(String lines) {
        return KeyConstraints.parse(
                TestHeaders.parse("constraints:\n" + lines).find("constraints").orElseThrow());
    }

    private static boolean allows(String constraints, AssertionType type, String head) {
        return parse(constraints).allow(type, TestHeaders.parse("type: " + type + "\n" + head));
    }

    private static void assertRefused(String lines) {
        assertThatThrownBy(() -> parse(lines))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
    }

    @Example
    void typeAndPatternsMustMatchWhole() {
        String constraints = "  -\n    headers:\n      type: model\n      model: pi-.*";

        assertThat(allows(constraints, AssertionType.MODEL, "model: pi-4")).isTrue();
        assertThat(allows(constraints, AssertionType.MODEL, "model: my-pi-4")).isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "model: pi")).isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "model:\n    pi-4\n    x"))
                .isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "other: pi-4")).isFalse();
        assertThat(allows(constraints, AssertionType.SERIAL, "model: pi-4")).isFalse();
    }

    @Property
    void aLimitedKeySignsExactlyWhatItsPatternDescribes(@ForAll @Chars({'a', 'p', 'i', '-', '4'}) String model) {
        String constraints = "  -\n    headers:\n      type: model\n      model: pi-[a4]+";

        assertThat(allows(constraints, AssertionType.MODEL, "model: " + model)).isEqualTo(model.matches("pi-[a4]+"));
    }

    @Example
    void oneEntryIsEnough() {
        String constraints =
                "  -\n    headers:\n      type: model\n      model: a\n  -\n    headers:\n      type: serial\n      model: b";

        assertThat(allows(constraints, AssertionType.MODEL, "model: a")).isTrue();
        assertThat(allows(constraints, AssertionType.SERIAL, "model: b")).isTrue();
        assertThat(allows(constraints, AssertionType.MODEL, "model: b")).isFalse();
    }

    @Example
    void alternativesAndNestedMaps() {
        String constraints = """
                  -
                    headers:
                      type: model
                      grade:
                        - signed
                        - secured
                      extra:
                        a: x+
                        b:
                          - y
                          -
                            c: z\
                """;

        assertThat(allows(constraints, AssertionType.MODEL, "grade: signed\nextra:\n  a: xx\n  b: y"))
                .isTrue();
        assertThat(allows(constraints, AssertionType.MODEL, "grade: secured\nextra:\n  a: x\n  b:\n    c: z\n    d: w"))
                .isTrue();
        assertThat(allows(constraints, AssertionType.MODEL, "grade: dangerous\nextra:\n  a: x\n  b: y"))
                .isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "grade: signed\nextra:\n  a: x"))
                .isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "grade: signed\nextra: x"))
                .isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "grade: signed")).isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "grade:\n  k: signed\nextra:\n  a: x\n  b: y"))
                .isFalse();
    }

    @Example
    void everyElementOfAListMustMatch() {
        String constraints =
                "  -\n    headers:\n      type: model\n      l: a|b\n      m:\n        k: v\n      o:\n        - c\n        - d";

        String maps = "m:\n  -\n    k: v\n  -\n    k: v";
        assertThat(allows(constraints, AssertionType.MODEL, "l:\n  - a\n  - b\n" + maps + "\no:\n  - c\n  - d"))
                .isTrue();
        assertThat(allows(constraints, AssertionType.MODEL, "l:\n  - a\n  - c\n" + maps + "\no: c"))
                .isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "l: a\n" + maps + "\n  -\n    k: w\no: c"))
                .isFalse();
        assertThat(allows(constraints, AssertionType.MODEL, "l: a\n" + maps + "\no:\n  - c\n  - e"))
                .isFalse();
    }

    @Example
    void anAbsentProvenanceHasItsDefault() {
        String constraints = "  -\n    headers:\n      type: snap-revision\n      provenance: global-.*";

        assertThat(allows(constraints, AssertionType.SNAP_REVISION, "snap-id: x"))
                .isTrue();
        assertThat(allows(constraints, AssertionType.SNAP_REVISION, "provenance: mine"))
                .isFalse();
    }

    @Example
    void malformedConstraintsAreRefused() {
        assertRefused("  a: b");
        assertRefused("    text");
        assertRefused("  - x");
        assertRefused("  -\n    a: b");
        assertRefused("  -\n    headers: x");
        assertRefused("  -\n    headers:\n      model: x");
        assertRefused("  -\n    headers:\n      type: mod.l");
        assertRefused("  -\n    headers:\n      type: model|serial");
        assertRefused("  -\n    headers:\n      type:\n        - model");
        assertRefused("  -\n    headers:\n      type: model\n      model: $MISSING");
        assertRefused("  -\n    headers:\n      type: model\n      model: (");
        assertRefused("  -\n    headers:\n      type: model\n      model:\n        -\n          - x");
        assertThatThrownBy(() -> KeyConstraints.parse(HeaderValue.items(List.of())))
                .hasMessage("cannot use key constraints: they must be a non-empty list");
    }
}
