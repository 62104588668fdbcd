package org.brandstore.assertion.type.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.assertion.type.field.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationRulesTest {
    private static final List<String> INSTALLATION = List.of("allow-installation", "deny-installation");
    private static final List<String> CONNECTION =
            List.of("allow-connection", "deny-connection", "allow-auto-connection", "deny-auto-connection");

    /** A constraint with one right value for each key; the letters say where it means something, as in the table. */
    private static final List<Arguments> KEYS = List.of(
            Arguments.of("plug-names", "\n- $INTERFACE", "pi pc sc"),
            Arguments.of("slot-names", "\n- [a-z]+", "pc si sc"),
            Arguments.of("plug-attributes", "\npath: /dev/.*", "pi pc sc"),
            Arguments.of("slot-attributes", "\ncontent: $MISSING", "pc si sc"),
            Arguments.of("plug-snap-type", "\n- app", "pi sc"),
            Arguments.of("slot-snap-type", "\n- gadget", "pc si sc"),
            Arguments.of("plug-snap-id", "\n- AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa", "pi sc"),
            Arguments.of("slot-snap-id", "\n- AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa", "pc si"),
            Arguments.of("plug-publisher-id", "\n- $SLOT_PUBLISHER_ID", "sc"),
            Arguments.of("slot-publisher-id", "\n- $PLUG_PUBLISHER_ID", "pc"),
            Arguments.of("slots-per-plug", " *", "pa sa"),
            Arguments.of("plugs-per-slot", " 2", "pa sa"),
            Arguments.of("on-classic", " true", "pi pc si sc"),
            Arguments.of("on-core-desktop", " false", "pi pc si sc"),
            Arguments.of("on-store", "\n- brand-store", "pi pc si sc"),
            Arguments.of("on-brand", "\n- fixture-brand", "pi pc si sc"),
            Arguments.of("on-model", "\n- fixture-brand/box", "pi pc si sc"));

    /** One rule with one constraint; {@code value} begins with a space, or with LF and lines of their own indent. */
    private static Headers rule(String side, String subrule, String key, String value) {
        String indented = value.replace("\n", "\n        ");
        return TestHeaders.parse(side + ":\n  content:\n    " + subrule + ":\n      " + key + ":" + indented);
    }

    private static void check(Headers headers) {
        DeclarationRules.check(Fields.of(AssertionType.SNAP_DECLARATION, headers));
    }

    static Stream<Arguments> places() {
        List<Arguments> rows = new ArrayList<>();
        for (Arguments key : KEYS) {
            String where = (String) key.get()[2];
            for (String side : List.of("plugs", "slots")) {
                for (String subrule : INSTALLATION) {
                    rows.add(row(key, side, subrule, where.contains(side.charAt(0) + "i")));
                }
                for (String subrule : CONNECTION) {
                    boolean read = where.contains(side.charAt(0) + "c")
                            || (where.contains(side.charAt(0) + "a") && subrule.startsWith("allow"));
                    rows.add(row(key, side, subrule, read));
                }
            }
        }
        return rows.stream();
    }

    private static Arguments row(Arguments key, String side, String subrule, boolean read) {
        return Arguments.of(side, subrule, key.get()[0], key.get()[1], read);
    }

    @ParameterizedTest
    @MethodSource("places")
    void aKeyWithoutMeaningThereIsNotPublished(String side, String subrule, String key, String value, boolean read) {
        Headers headers = rule(side, subrule, key, value);

        if (read) {
            assertThatCode(() -> DeclarationRules.checkStrict(headers)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> DeclarationRules.checkStrict(headers))
                    .isInstanceOf(AssertionException.class)
                    .hasMessageContaining('"' + key + '"')
                    .hasMessageContaining(subrule);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void devicesIgnoreKeysWithoutMeaningOnlyInInstallationRules(
            String side, String subrule, String key, String value, boolean read) {
        Headers headers = rule(side, subrule, key, value);
        boolean counts = key.equals("slots-per-plug") || key.equals("plugs-per-slot");

        if (read || (INSTALLATION.contains(subrule) && !counts)) {
            assertThatCode(() -> check(headers)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> check(headers)).isInstanceOf(AssertionException.class);
        }
    }

    @Test
    void aMisspeltKeyIsNotPublished() {
        Headers headers = rule("slots", "allow-installation", "slot-snap-typ", "\n- core");

        assertThatCode(() -> check(headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DeclarationRules.checkStrict(headers))
                .isInstanceOf(AssertionException.class)
                .hasMessage("cannot use snap-declaration: \"slot-snap-typ\" of allow-installation of the"
                        + " snap-declaration's rule for slots of interface \"content\" is not known here");
    }

    @Test
    void aMisspeltSubruleIsNotPublished() {
        Headers headers = TestHeaders.parse("plugs:\n  home:\n    allow-connection: true\n    allow-conection: false");

        assertThatCode(() -> check(headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DeclarationRules.checkStrict(headers)).hasMessageContaining("\"allow-conection\"");
    }

    @ParameterizedTest
    @CsvSource({
        "plugs, plug-names, $FOO",
        "slots, plug-publisher-id, $PLUG_PUBLISHER_ID",
        "plugs, slot-publisher-id, $SLOT_PUBLISHER_ID",
        "plugs, slot-publisher-id, $FOO"
    })
    void expressionsThatNeverMatchAreNotPublished(String side, String key, String expression) {
        Headers headers = rule(side, "allow-connection", key, "\n- " + expression);

        assertThatCode(() -> check(headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DeclarationRules.checkStrict(headers))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining(expression);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("plug-names", " x", "must be a list of texts"),
                Arguments.of("plug-names", "\n- a b", "must not hold spaces, as in \"a b\""),
                Arguments.of("plug-names", "\n- $foo", "must not hold the expression \"$foo\""),
                Arguments.of("plug-names", "\n- (", "must hold RE2 patterns"),
                Arguments.of("plug-attributes", " x", "must be a map or a list of maps, not a text"),
                Arguments.of("plug-attributes", "\n- x", "must be a map or a list of maps"),
                Arguments.of("plug-attributes", "\na: $SLOT()", "must not hold the expression \"$SLOT()\""),
                Arguments.of("plug-attributes", "\na: $SLOT(x,y)", "must not hold the expression \"$SLOT(x,y)\""),
                Arguments.of("plug-attributes", "\na: $OTHER(x)", "must not hold the expression \"$OTHER(x)\""),
                Arguments.of("plug-attributes", "\na: $PUBLISHER_ID", "must not hold the expression"),
                Arguments.of("plug-attributes", "\na:\n  -\n    - x", "must not nest alternatives directly"),
                Arguments.of(
                        "slot-snap-type", "\n- snapd", "must list only core or kernel or gadget or app, not \"snapd\""),
                Arguments.of("slot-snap-id", "\n- x", "must list only 32 letters and digits, not \"x\""),
                Arguments.of(
                        "slot-publisher-id", "\n- X", "must list only account ids or $PLUG_PUBLISHER_ID, not \"X\""),
                Arguments.of("slots-per-plug", " 0", "must be 1 or more, not 0"),
                Arguments.of("slots-per-plug", " x", "must be an integer"),
                Arguments.of("slots-per-plug", "\n- *", "must be a text, not a list"),
                Arguments.of("on-classic", " yes", "must be true or false"),
                Arguments.of("on-classic", "\n- Ubuntu", "must be true, false, or list distributions"),
                Arguments.of("on-classic", "\n- a/b/c", "must be true, false, or list distributions"),
                Arguments.of("on-classic", "\n- /b", "must be true, false, or list distributions"),
                Arguments.of("on-core-desktop", " yes", "must be true or false"),
                Arguments.of("on-store", "\n- a/b", "must list only letters, digits, '-' or '_'"),
                Arguments.of("on-brand", "\n- A", "must list only 32 letters"),
                Arguments.of("on-model", "\n- box", "must list only an account id, '/' and a model name, not \"box\""));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenConstraintsAreRefused(String key, String value, String why) {
        assertThatThrownBy(() -> check(rule("plugs", "allow-connection", key, value)))
                .isInstanceOf(AssertionException.class)
                .hasMessageStartingWith("cannot use snap-declaration: \"" + key + "\" of allow-connection of the ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plugs: x",
                "plugs:\n  - home",
                "plugs:\n  home: yes",
                "plugs:\n  home:\n    - true",
                "plugs:\n  home:\n    allow-conection: true",
                "plugs:\n  home:\n    allow-connection: yes",
                "plugs:\n  home:\n    allow-connection:\n      - true",
                "plugs:\n  home:\n    allow-connection:\n      other: x",
                "plugs:\n  home:\n    allow-connection:\n      -\n        on-classic: true\n      -\n        other: x"
            })
    void brokenRulesAreRefused(String headers) {
        assertThatThrownBy(() -> check(TestHeaders.parse(headers)))
                .isInstanceOf(AssertionException.class)
                .hasMessageStartingWith("cannot use snap-declaration: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=x)y", "(?!x)y", "(?<=x)y", "(x)\\1", "x++", "x{1001}", "(?>x)", "[a"})
    void whatIsNotRe2IsRefusedHereAndNotOnDevices(String pattern) {
        for (Headers headers : List.of(
                rule("plugs", "allow-connection", "plug-attributes", "\npath: " + pattern),
                rule("slots", "allow-installation", "slot-names", "\n- " + pattern))) {
            assertThatThrownBy(() -> check(headers))
                    .isInstanceOf(AssertionException.class)
                    .hasMessageContaining("must hold RE2 patterns");
            assertThatThrownBy(() -> DeclarationRules.checkStrict(headers)).isInstanceOf(AssertionException.class);
        }
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("on-core-desktop", " true", 1),
                Arguments.of("slot-snap-type", "\n- app", 1),
                Arguments.of("slot-publisher-id", "\n- $PLUG_PUBLISHER_ID", 1),
                Arguments.of("slots-per-plug", " *", 1),
                Arguments.of("on-classic", "\n- ubuntu", 1),
                Arguments.of("plug-attributes", "\na: x", 1),
                Arguments.of("plug-attributes", "\na: $SLOT(x.y)", 2),
                Arguments.of("plug-attributes", "\na: $PLUG(x)", 2),
                Arguments.of("plug-attributes", "\na: $SLOT_COMPAT(x)", 2),
                Arguments.of("plug-attributes", "\na: $PLUG_COMPAT(x)", 2),
                Arguments.of("slot-attributes", "\na:\n  b: $MISSING", 2),
                Arguments.of("on-store", "\n- s", 3),
                Arguments.of("on-brand", "\n- ab", 3),
                Arguments.of("on-model", "\n- ab/c", 3),
                Arguments.of("plug-names", "\n- $INTERFACE", 4),
                Arguments.of("slot-names", "\n- x", 4),
                Arguments.of("plug-attributes", "\na:\n  - x\n  - y", 5),
                Arguments.of("plug-attributes", "\n-\n  a: x", 5),
                Arguments.of("plug-attributes", "\na: $PLUG_PUBLISHER_ID", 6),
                Arguments.of("plug-attributes", "\na:\n  - x\n  - $SLOT_PUBLISHER_ID", 6),
                Arguments.of("on-classic", "\n- ubuntu/*", 7),
                Arguments.of("on-classic", "\n- ubuntu/core", 7),
                Arguments.of("on-classic", "\n- ubuntu/", 7));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void eachFeatureNeedsItsFormat(String key, String value, int format) {
        for (String subrule : CONNECTION) {
            if (subrule.startsWith("allow") || !key.contains("-per-")) {
                Headers headers = rule("plugs", subrule, key, value);

                assertThat(DeclarationRules.minimalFormat(Fields.of(AssertionType.SNAP_DECLARATION, headers)))
                        .isEqualTo(format);
            }
        }
    }

    @Test
    void anyRuleAtAllNeedsTheFirstFormat() {
        assertThat(format("plugs:\n  home: true")).isEqualTo(1);
        assertThat(format("slots:\n  home: false")).isEqualTo(1);
        assertThat(format("series: 16")).isZero();
    }

    private static int format(String headers) {
        return DeclarationRules.minimalFormat(Fields.of(AssertionType.SNAP_DECLARATION, TestHeaders.parse(headers)));
    }
}
