package org.brandstore.assertion.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON that devices accept as body (assertions.md 1.4). */
class AuditJsonTest {

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> CanonicalJson.format(json))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageStartingWith("cannot read JSON after ");
    }

    @Test
    void layoutKeysAndEmptyContainers() {
        assertThat(CanonicalJson.format(
                        " {\"z\":[1,{\"b\":null,\"a\":true}],\t\"a\":{},\"m\":[ ],\r\n\"B\":false,\"\":[[]]} "))
                .isEqualTo("""
                        {
                          "": [
                            []
                          ],
                          "B": false,
                          "a": {},
                          "m": [],
                          "z": [
                            1,
                            {
                              "a": true,
                              "b": null
                            }
                          ]
                        }""");
    }

    @Test
    void textsAreEscapedForHtml() {
        assertThat(CanonicalJson.format("\"<>&\\u2028\\u2029\\u00e9\\/\\\"\\\\\\n\\r\\t\\u001F\\u007f\\ud83d\\ude00\""))
                .isEqualTo("\"\\u003c\\u003e\\u0026\\u2028\\u2029\u00e9/\\\"\\\\\\n\\r\\t\\u001f\u007f\ud83d\ude00\"");
    }

    @Test
    void keysAreSortedLikeTheirBytes() {
        assertThat(CanonicalJson.format("{\"\ud83d\ude00\":1,\"\uffee\":2,\"a\":3}"))
                .isEqualTo("{\n  \"a\": 3,\n  \"\uffee\": 2,\n  \"\ud83d\ude00\": 1\n}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0",
        "0.0, 0",
        "1, 1",
        "-1.50, -1.5",
        "1e0, 1",
        "100, 100",
        "1E2, 100",
        "12345678901234567890, 12345678901234567000",
        "9007199254740993, 9007199254740992",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.5e21, 1.5e+21",
        "-2e300, -2e+300",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "1.25e-7, 1.25e-7",
        "1e-10, 1e-10",
        "5e-324, 5e-324",
        "2e23, 2e+23",
        "0.1, 0.1",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "1e-400, 0"
    })
    void numbersAreWrittenAsDoubles(String number, String expected) {
        assertThat(CanonicalJson.format(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "[1,]",
                "[1 2]",
                "{}x",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "-",
                "nul",
                "True",
                "NaN",
                "1e400",
                "'a'",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\n\"",
                "\"\\ud83d\"",
                "\"\\ude00\\ud83d\"",
                "{\"a\":1,\"a\":2}",
                "\"\\b\"",
                "\"\\f\"",
                "\"\\u0008\"",
                "{1:2}",
                "\"\\",
                "\"\\uff1x\"",
                "\u00a01"
            })
    void whatIsNotJsonIsRefused(String json) {
        assertRefused(json);
    }

    @Test
    void nestingIsBounded() {
        assertThatCode(() -> CanonicalJson.format("[".repeat(1000) + "]".repeat(1000)))
                .doesNotThrowAnyException();
        assertRefused("[".repeat(1026) + "]".repeat(1026));
        assertRefused("[".repeat(1_000_000));
        assertRefused("{\"a\":".repeat(1_000_000));
    }

    @Test
    void onlyTheCanonicalSpellingPasses() {
        assertThatCode(() -> CanonicalJson.check("{\n  \"storage\": {}\n}")).doesNotThrowAnyException();
        for (String other : List.of(
                "{\"storage\": {}}",
                "{\n  \"storage\": {}\n}\n",
                "{\n  \"storage\" : {}\n}",
                "{\n    \"storage\": {}\n}",
                "{\n  \"storage\": {\n  }\n}",
                "{\n  \"a\": \"<\"\n}",
                "{\n  \"a\": 1.0\n}")) {
            assertThatThrownBy(() -> CanonicalJson.check(other))
                    .isInstanceOf(AssertionException.class)
                    .hasMessageStartingWith("cannot use body: ");
        }
    }
}
