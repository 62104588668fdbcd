package org.brandstore.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x0, 0x1, 0x7, 0x8, 0xB, 0xC, 0xE, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF,
                0x202A, 0x202E, 0x2066, 0x2069
            })
    void findsWhatNoTextMayHold(int point) {
        String text = "a" + (Character.isSupplementaryCodePoint(point) ? "" : (char) point) + "b";

        assertThat(ShownText.problemInLines(text)).get().asString().endsWith("U+%04X".formatted(point));
        assertThat(ShownText.problemInLine(text)).isPresent();
        assertThat(ShownText.shown(text)).isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "\u00a0",
                "\u00e9",
                "\u2028",
                "\u2029",
                "\u200e",
                "\u200f",
                "\u2065",
                "\u206a",
                "\ufeff",
                "\ufffd",
                "\ud83d\ude80",
                "\u05e9\u05dc\u05d5\u05dd"
            })
    void takesWhatPeopleWrite(String text) {
        assertThat(ShownText.problemInLine(text)).isEmpty();
        assertThat(ShownText.problemInLines(text)).isEmpty();
        assertThat(ShownText.shown(text)).isEqualTo(text);
    }

    @Test
    void linesEndWhereThereMayBeLines() {
        assertThat(ShownText.problemInLines("a\tb\r\nc\n")).isEmpty();
        assertThat(ShownText.problemInLine("a\nb")).contains("the control character U+000A");
        assertThat(ShownText.problemInLine("a\tb")).contains("the control character U+0009");
    }

    @Test
    void saysWhatItFound() {
        assertThat(ShownText.problemInLine("\u202Egood")).contains("the invisible change of writing direction U+202E");
        assertThat(ShownText.problemInLine("a\ud800")).contains("half of a surrogate pair, U+D800");
    }
}
