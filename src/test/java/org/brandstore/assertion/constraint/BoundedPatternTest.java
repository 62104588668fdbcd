package org.brandstore.assertion.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of constraints: RE2, whole texts, and no bombs. */
class BoundedPatternTest {

    private static void assertRefused(String pattern) {
        assertThatThrownBy(() -> BoundedPattern.compile(pattern))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageStartingWith("cannot use pattern ");
    }

    @Test
    void wholeTextsMatch() {
        Pattern pattern = BoundedPattern.compile("a|bc");

        assertThat(pattern.matches("a")).isTrue();
        assertThat(pattern.matches("bc")).isTrue();
        assertThat(pattern.matches("ac")).isFalse();
        assertThat(pattern.matches("a\n")).isFalse();
        assertThat(pattern.matches("xa")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".*",
                "pi-.*",
                "[a-z]{2,32}",
                "(?:ab{3}){10}",
                "\\p{Greek}{2}",
                "\\x{10FFFF}+",
                "[[:alpha:]]{1000}",
                "[^]{}]{3}",
                "[(]{5}",
                "\\({10}",
                "\\Q((({9999}\\E",
                "(a{10}){100}",
                "/dev/(video|vchiq)[0-9]{1,3}",
                "a{,5}",
                "{",
                "}",
                "a{x}",
                "((((a))))",
                "(?i)abc",
                "x{1000}"
            })
    void honestPatternsCompile(String pattern) {
        assertThat(BoundedPattern.compile(pattern)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1000}){1000}",
                "((a{1000}){1000}){1000}",
                "((((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9})",
                "(?:[a-z]{100}b{100}){100}",
                "([^]]{500}){5}",
                "([[:alpha:]]{500}){5}",
                "(\\p{L}{500}){5}",
                "((){1000}){1000}",
                "(a|b|c|d){501}",
                "a{1001}",
                "a{99999999999999}",
                "((a{1000}){0,3})"
            })
    void bombsAreRefused(String pattern) {
        assertRefused(pattern);
    }

    @Test
    void hugeAndDeepPatternsAreRefused() {
        assertThat(BoundedPattern.compile("a".repeat(1000))).isNotNull();
        assertRefused("a".repeat(1001));
        assertThat(BoundedPattern.compile("(".repeat(50) + ")".repeat(50))).isNotNull();
        assertRefused("(".repeat(51) + ")".repeat(51));
        assertRefused("(?:".repeat(300) + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)",
                "(?!a)",
                "(?<=a)",
                "(a)\\1",
                "a**",
                "[",
                "[[:alpha:]",
                "(",
                ")",
                "\\",
                "[b-a]",
                "\\Qabc",
                "*"
            })
    void whatRe2DoesNotKnowIsRefused(String pattern) {
        assertRefused(pattern);
    }
}
