package org.brandstore.snap.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private static final String FILE = "meta/snap.yaml";

    @Test
    void keepsTheTextOfScalarsAsWritten() {
        YamlFields fields = read("version: 1.10\nepoch: 0x1F\nyes: no\nquoted: '007'\nfolded: >\n  a\n  b\n");

        assertThat(fields.text("version")).contains("1.10");
        assertThat(fields.text("epoch")).contains("0x1F");
        assertThat(fields.text("yes")).contains("no");
        assertThat(fields.text("quoted")).contains("007");
        assertThat(fields.text("folded")).contains("a b\n");
        assertThat(fields.names()).containsExactly("version", "epoch", "yes", "quoted", "folded");
    }

    @Test
    void turnsValuesIntoPlainObjectsInNameOrder() {
        YamlFields fields = read("""
                all:
                  z: [1, -2, 0x10, 010, 1_000, '1']
                  v: {d: 1.5, e: 1e3, f: .5}
                  x: [true, Yes, OFF, "true", trUe]
                  w: 2026-01-01
                """);

        Object plain = fields.plain("all");

        assertThat(plain)
                .isEqualTo(Map.of(
                        "z", List.of(1L, -2L, 16L, 8L, 1000L, "1"),
                        "v", Map.of("d", 1.5, "e", 1000.0, "f", 0.5),
                        "x", List.of(true, true, false, "true", "trUe"),
                        "w", "2026-01-01"));
        assertThat(((Map<?, ?>) plain).keySet().toString()).isEqualTo("[v, w, x, z]");
    }

    @Test
    void writesOutAliasesAndMerges() {
        YamlFields fields = read("""
                one: &a {x: 1, w: 2}
                two: *a
                three:
                  <<: *a
                  w: 3
                four:
                  <<: [{z: 1}, *a, {x: 9}]
                """);

        assertThat(fields.plain("two")).isEqualTo(Map.of("x", 1L, "w", 2L));
        assertThat(fields.plain("three")).isEqualTo(Map.of("x", 1L, "w", 3L));
        assertThat(fields.plain("four")).isEqualTo(Map.of("x", 1L, "w", 2L, "z", 1L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                       | it must be a map, not empty
            # only a comment         | it must be a map, not empty
            just text                | it must be a map, not a text
            [a, b]                   | it must be a map, not a list
            a: [                     | line 1, column 5: expected the node content, but found '<stream end>'
            a: b: c                  | line 1, column 5: mapping values are not allowed here
            {a: 1, a: 2}             | line 1, column 8: the key "a" is there twice; write it once
            {[a]: 1}                 | line 1, column 2: a key must be a text
            a: *b                    | line 1, column 4: the alias refers to nothing before it, or to itself
            a: &b [*b]               | line 1, column 8: the alias refers to nothing before it, or to itself
            a: !!python/object x     | line 1, column 4: the tag tag:yaml.org,2002:python/object is not allowed; leave it out, and quote what must be a text
            a: !ruby [x]             | line 1, column 4: the tag !ruby is not allowed; leave it out, and quote what must be a text
            a: {<<: 1}               | line 1, column 5: a merge key needs a map or a list of maps
            %YAML 99999999999.1      | -
            """)
    void saysWhereABadDocumentIsBad(String text, String message) {
        if (message == null) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(StoreException.class);
        } else {
            assertRefused(text, message);
        }
    }

    @Test
    void refusesSeveralDocuments() {
        assertRefused("a: 1\n---\nb: 2\n", "line 2, column 1: there is a second document; only one is allowed");
    }

    @Test
    void refusesControlCharacters() {
        assertRefused("a: \u0000", "it holds the control character U+0000, which no text may");
        assertRefused("a: \"\\0\"", "line 1, column 4: a text holds the control character U+0000, which no text may");
        assertRefused("# \u202e\na: b", "it holds the invisible change of writing direction U+202E, which no text may");
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertThatThrownBy(() -> YamlReader.decode(FILE, new byte[] {'a', ':', (byte) 0xC3, (byte) 0x28}))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP))
                .hasMessage("cannot accept meta/snap.yaml: it is not valid UTF-8");
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(read("\uFEFFname: x").text("name")).contains("x");
    }

    @Test
    void refusesABombOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }

        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("it holds more than 20000 values, aliases written out");
    }

    @Test
    void refusesABombOfMerges() {
        StringBuilder bomb = new StringBuilder("m0: &m0 {a: 1, b: 1}\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("m%d: &m%d {x%d: *m%d, y%d: *m%d, <<: [*m%d, *m%d]}\n"
                    .formatted(i, i, i, i - 1, i, i - 1, i - 1, i - 1));
        }

        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("it holds more than 20000 values, aliases written out");
    }

    @Test
    void refusesABombOfOneLongText() {
        String text = "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(30) + "*a]\n";

        assertRefused(text, "line 2, column 101: it holds more than 20000 values, aliases written out");
    }

    @Test
    void countsValuesAndLevelsExactly() {
        YamlReader reader = new YamlReader(new YamlLimits(5, 2));

        assertThat(reader.read(FILE, "{a: [x, y]}").texts("a")).containsExactly("x", "y");
        assertThatThrownBy(() -> reader.read(FILE, "{a: [x, y, z]}"))
                .hasMessage("cannot accept meta/snap.yaml: line 1, column 12:"
                        + " it holds more than 5 values, aliases written out");
        assertThatThrownBy(() -> reader.read(FILE, "{a: [[x]]}"))
                .hasMessage("cannot accept meta/snap.yaml: line 1, column 7: lists and maps lie deeper than 2 levels");
    }

    @ParameterizedTest
    @CsvSource({
        "[", "'{a: '", "'- '", "'? '", "'&a '", "'1:'", "'\"'", "'a: |'", "'%'", "'!!'", "','", "a", "-", "'\n '",
        "'\t'", "'a:\t'", "'[\t'"
    })
    void aMegabyteOfAnythingEndsSoon(String part) {
        String text = part.repeat((1 << 20) / part.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                read(text);
            } catch (StoreException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP);
                assertThat(e.getMessage()).hasSizeLessThan(600);
            }
        });
    }

    @Test
    void onlyRefusesWhateverTheTextIs() {
        String parts = "abc: [{}]&*!|>'\"%@#,?-\n\t  01~<\\x";
        Random random = new Random(7);
        for (int round = 0; round < 4_000; round++) {
            StringBuilder text = new StringBuilder("a: ");
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(parts.charAt(random.nextInt(parts.length())));
            }
            try {
                read(text.toString()).names().forEach(name -> assertThat(name).isNotNull());
            } catch (StoreException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {p: {a: ~}}              | p.a: it has no value
            {p: {1: a}}              | p: every key must be a text; put quotes around numbers and truth values
            {p: {a: [{yes: 1}]}}     | p.a[0]: every key must be a text; put quotes around numbers and truth values
            {p: {a: 9223372036854775808}} | p.a: the number does not fit in 64 bits
            {p: {a: .nan}}           | p.a: the number is not finite
            {p: {a: -.inf}}          | p.a: the number is not finite
            """)
    void refusesPlainValuesThatJsonCannotSay(String text, String message) {
        assertThatThrownBy(() -> read(text).plain("p"))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot accept meta/snap.yaml: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0o17 | 15
            0b101 | 5
            -0x1F | -31
            1_0_0 | 100
            017 | 15
            -9223372036854775808 | -9223372036854775808
            """)
    void readsNumbersAsDevicesDo(String text, long number) {
        assertThat(read("{p: " + text + "}").plain("p")).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"08, 8.0", "1., 1.0", "+.5, 0.5", "18446744073709551616, 1.8446744073709552E19", "!!float 16, 16.0"})
    void readsDecimalsAsDevicesDo(String text, double number) {
        assertThat(read("{p: " + text + "}").plain("p")).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"_1", "1e999", "0x", "0o8", "2026-01-02", "1:30", ".5_0", "0x1FFFFFFFFFFFFFFFFF", "tRue", "trUe"})
    void readsTextsAsDevicesDo(String text) {
        assertThat(read("{p: " + text + "}").plain("p")).isEqualTo(text);
    }

    @Test
    void whatComesLaterWinsWhetherMergedOrWrittenOut() {
        YamlFields fields = read("a: &a {x: 1}\nfirst: {<<: *a, x: 2}\nlast: {x: 2, <<: *a}\n");

        assertThat(fields.plain("first")).isEqualTo(Map.of("x", 2L));
        assertThat(fields.plain("last")).isEqualTo(Map.of("x", 1L));
    }

    /** Devices merge what stands behind a plain key without a tag only; a review that merged more would see other plugs. */
    @Test
    void mergesNothingThatDevicesDoNot() {
        for (String key : List.of("!!str <<", "&k !!str <<", "\"<<\"", "'<<'")) {
            assertThat(read("a: &a {x: 1}\nb: {" + key + ": *a}\n").plain("b"))
                    .as(key)
                    .isEqualTo(Map.of("<<", Map.of("x", 1L)));
        }
        assertThat(read("a: &a {x: 1}\nb: {&k <<: *a}\n").plain("b")).isEqualTo(Map.of("x", 1L));
        assertThat(read("a: &a {x: 1}\nb: {<<: [*a]}\n").plain("b")).isEqualTo(Map.of("x", 1L));
        assertThatThrownBy(() -> read("a: &a [{x: 1}]\nb: {<<: *a}\n"))
                .hasMessageContaining("a merge key needs a map or a list of maps");
    }

    @Test
    void refusesAValueWithoutAColonBeforeIt() {
        for (String text : List.of("? 'a':b\n", "? 'a' b\n", "? \"a\" # c: d\n  b\n")) {
            assertThatThrownBy(() -> read(text)).as(text).hasMessageContaining("between a key and its value");
        }
        assertThat(read("? 'a'\n: b\n? c\nd : e\n? f\n").names()).containsExactly("a", "c", "d", "f");
    }

    @Test
    void refusesATabWhereDevicesExpectTheIndentationOfAText() {
        for (String text : List.of("|\n  \tx\n", ">\n\n  \tx\n", "|-\n \tx\n", "|+ # 2\n  \tx\n")) {
            assertThatThrownBy(() -> read("a: " + text)).as(text).hasMessageContaining("the text begins with a tab");
        }
        assertThat(read("a: |2\n  \tx\n").text("a")).contains("\tx\n");
        assertThat(read("a: |\n  x\n  \ty\n").text("a")).contains("x\n\ty\n");
    }

    @Test
    void refusesASectionThatAMergeKeyBringsAsWell() {
        YamlFields fields = read("<<: {plugs: {a: x}, title: a}\nplugs: {b: x}\ntitle: b\n");

        assertThat(fields.text("title")).contains("b");
        assertThatThrownBy(() -> fields.section("plugs"))
                .hasMessage(
                        "cannot accept meta/snap.yaml: plugs: a merge key brings it as well, and devices join the two;"
                                + " write it once");
        assertThatThrownBy(() -> read("plugs: [a]\n<<: {plugs: {b: x}}\n").section("plugs"))
                .hasMessageContaining("a merge key brings it as well");
        assertThat(read("plugs:\n<<: {plugs: {b: x}}\n").section("plugs").has("b"))
                .isTrue();
    }

    @Test
    void takesATabBetweenThePartsOfALine() {
        assertThat(read("a:\tb\t# c\nd: [\te,\tf\t]\n").texts("d")).containsExactly("e", "f");
        assertThat(read("a:\tb\n").text("a")).contains("b");
        assertThatThrownBy(() -> read("a:\n\tb: c\n")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> read("a:\n-\tb\n")).isInstanceOf(StoreException.class);
    }

    @Test
    void readsUtf16WithAMark() {
        byte[] bytes = ("\uFEFF" + "a: \u00e9\n").getBytes(StandardCharsets.UTF_16LE);

        assertThat(YamlReader.decode(FILE, bytes)).isEqualTo("a: \u00e9\n");
        assertThatThrownBy(() -> YamlReader.decode(FILE, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}))
                .hasMessage("cannot accept meta/snap.yaml: it is not valid UTF-16LE");
        assertThatThrownBy(() -> YamlReader.decode(FILE, "\uFEFF\uFEFFa: b".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("two byte order marks");
    }

    @Test
    void knowsYaml11Only() {
        assertThat(read("%YAML 1.1\n---\na: b\n").text("a")).contains("b");
        assertRefused("%YAML 1.2\n---\na: b\n", "a device reads YAML 1.1; leave out the line %YAML 1.2");
    }

    @Test
    void takesEmptyDocumentsAfterTheFirst() {
        assertThat(read("a: b\n---\n---\n").text("a")).contains("b");
    }

    private static YamlFields read(String text) {
        return new YamlReader(YamlLimits.STANDARD).read(FILE, text);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SNAP))
                .hasMessage("cannot accept meta/snap.yaml: " + message);
    }
}
