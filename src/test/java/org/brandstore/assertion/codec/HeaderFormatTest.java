package org.brandstore.assertion.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;

/** Headers as text: what is written is read back, and nothing else is accepted (assertions.md 1.2). */
class HeaderFormatTest {

    private static String write(Headers headers) {
        StringBuilder out = new StringBuilder();
        HeaderWriter writer = new HeaderWriter(out);
        headers.asMap().forEach(writer::header);
        return out.toString();
    }

    private static Headers one(String name, HeaderValue value) {
        return Headers.builder().put(name, value).build();
    }

    private static void assertNotRead(String head, String why) {
        assertThatThrownBy(() -> HeaderParser.parse(head))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
                .hasMessageStartingWith("cannot read headers: ")
                .hasMessageContaining(why);
    }

    private static void assertNotWritten(String name, HeaderValue value, String why) {
        assertThatThrownBy(() -> write(one(name, value)))
                .isInstanceOfSatisfying(
                        AssertionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageStartingWith("cannot write headers: ")
                .hasMessageContaining(why);
    }

    @Provide
    Arbitrary<Headers> headers() {
        return HeaderTrees.headers();
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("headers") Headers headers) {
        assertThat(HeaderParser.parse(write(headers))).isEqualTo(headers).hasSameHashCodeAs(headers);
    }

    @Property
    void readingAndWritingAgainChangesNothing(@ForAll("headers") Headers headers) {
        String head = write(headers);

        assertThat(write(HeaderParser.parse(head))).isEqualTo(head);
    }

    @Property
    void theHeadHasNoBlankLineAndNoFinalLineFeed(@ForAll("headers") Headers headers) {
        assertThat(write(headers)).doesNotContain("\n\n").doesNotEndWith("\n").doesNotStartWith("\n");
    }

    @Example
    void theFormIsTheKnownOne() {
        Headers headers = Headers.builder()
                .put(
                        "aa-list",
                        HeaderValue.items(List.of(
                                HeaderValue.text("x"),
                                HeaderValue.text(""),
                                HeaderValue.texts(List.of("n1")),
                                HeaderValue.entries(Map.of(
                                        "a", HeaderValue.texts(List.of("l1")), "t", HeaderValue.text("m1\nm2"))))))
                .put("zz-text", "one\n\nend\n")
                .put("none", HeaderValue.items(List.of()))
                .put("nothing", HeaderValue.entries(Map.of()))
                .build();

        assertThat(write(headers)).isEqualTo("""
                        aa-list:
                          - x
                          -\s
                          -
                            - n1
                          -
                            a:
                              - l1
                            t:
                                m1
                                m2
                        zz-text:
                            one
                        \s\s\s\s
                            end
                        \s\s\s\s""");
    }

    @Example
    void emptyMembersOfFilledCollectionsAreLeftOut() {
        HeaderValue empty = HeaderValue.items(List.of());

        assertThat(write(one("a", HeaderValue.items(List.of(empty, HeaderValue.text("x"))))))
                .isEqualTo("a:\n  - x");
        assertThat(write(one("a", HeaderValue.entries(Map.of("b", empty, "c", HeaderValue.text("x"))))))
                .isEqualTo("a:\n  c: x");
    }

    @Example
    void collectionsThatWouldVanishAreNotWritten() {
        HeaderValue hollow = HeaderValue.entries(Map.of("b", HeaderValue.items(List.of())));

        assertNotWritten("a", hollow, "nothing but empty lists and maps in \"a\"");
        assertNotWritten("a", HeaderValue.items(List.of(HeaderValue.items(List.of()))), "nothing but empty");
        assertNotWritten("a", HeaderValue.items(List.of(HeaderValue.text("x"), hollow)), "nothing but empty");
        assertNotWritten(
                "a", HeaderValue.entries(Map.of("x", HeaderValue.text("x"), "y", hollow)), "nothing but empty");
    }

    @Example
    void badNamesAreNotWrittenAtAnyDepth() {
        for (String name : List.of("", "A", "a_b", "7zip", "-a", "a-", "a--b", "a b", "a:", "a\n", "\u00e9")) {
            HeaderValue text = HeaderValue.text("x");
            assertNotWritten(name, text, "is not a name");
            assertNotWritten("a", HeaderValue.entries(Map.of(name, text)), "is not a name");
            assertNotWritten(
                    "a",
                    HeaderValue.items(List.of(
                            text, HeaderValue.entries(Map.of("b", HeaderValue.entries(Map.of(name, text)))))),
                    "is not a name");
        }
    }

    @Example
    void halfCharactersAreNotWritten() {
        for (String text : List.of("\ud83d", "\ude00", "\ude00\ud83d", "a\ud83d b")) {
            assertNotWritten("a", HeaderValue.text(text), "not Unicode");
        }
    }

    @Example
    void badNamesAreNotReadAtAnyDepth() {
        for (String name : List.of("", "A", "a_b", "7zip", "-a", "a-", "a--b", "a b", "\u00e9", " a")) {
            assertNotRead(name + ": x", "is not a name");
            if (!name.startsWith("-") && !name.startsWith(" ")) {
                assertNotRead("a:\n  " + name + ": x", "is not a name");
            }
            assertNotRead("a:\n  b:\n    c: x\n    " + name + ": x", "is not a name");
        }
    }

    @Example
    void namesOccurOnce() {
        assertNotRead("a: x\nb: x\na: x", "\"a\" occurs twice");
        assertNotRead("m:\n  a: x\n  a: x", "\"a\" occurs twice");
    }

    @Example
    void aSpaceComesBeforeTheValue() {
        assertNotRead("a:x", "a space before the value \"x\"");
        assertNotRead("a:\tx", "a space before the value");
        assertNotRead("l:\n  -x", "a space before the value \"x\"");
        assertNotRead("m:\n  k:x", "a space before the value \"x\"");
    }

    @Example
    void linesWithoutColonAreNotRead() {
        assertNotRead("", "there is no ':'");
        assertNotRead("a", "there is no ':' in line \"a\"");
        assertNotRead("a: x\n", "there is no ':' in line \"\"");
        assertNotRead("a: x\nb", "there is no ':' in line \"b\"");
        assertNotRead("m:\n  k: x\n  b", "there is no ':' in line \"b\"");
        assertNotRead("\na: x", "there is no ':'");
        assertNotRead("a\nb: x", "there is no ':' in line \"a\"");
    }

    @Example
    void aNameWithoutValueIsFollowedByMore() {
        assertNotRead("a:", "a line with 4 spaces must follow a name without value, not the end");
        assertNotRead("a:\nb: x", "not \"b: x\"");
        assertNotRead("a:\n   x", "a line with 4 spaces");
        assertNotRead("a:\n  ", "a line with 4 spaces");
        assertNotRead("a:\n  -", "a line with 6 spaces must follow a name without value, not the end");
        assertNotRead("a:\n  k:", "a line with 6 spaces");
        assertNotRead("a:\n  k:\n  l: x", "a line with 6 spaces");
    }

    @Example
    void collectionsEndWhereTheirPrefixEnds() {
        assertThat(HeaderParser.parse("l:\n  - x\n  - y\nz: 1"))
                .isEqualTo(Headers.builder()
                        .put("l", HeaderValue.texts(List.of("x", "y")))
                        .put("z", "1")
                        .build());
        assertNotRead("l:\n  - x\n - y", "there is no ':'");
        assertNotRead("l:\n  - x\n  k: y", "is not a name");
        assertNotRead("m:\n  k: y\n  - x", "there is no ':'");
        assertNotRead("t:\n    one\n   two", "there is no ':'");
    }

    @Example
    void spacesAndCarriageReturnsBelongToTheValue() {
        Headers headers = HeaderParser.parse("a:  x \nb: \nc: y\r\nd: : - \"q\"");

        assertThat(headers.requireText("a")).isEqualTo(" x ");
        assertThat(headers.requireText("b")).isEmpty();
        assertThat(headers.requireText("c")).isEqualTo("y\r");
        assertThat(headers.requireText("d")).isEqualTo(": - \"q\"");
    }

    @Example
    void theDeepestNestingThatFitsIntoAHeadIsRead() {
        HeaderValue value = HeaderValue.text("x");
        for (int depth = 0; depth < 362; depth++) {
            value = depth % 2 == 0 ? HeaderValue.items(List.of(value)) : HeaderValue.entries(Map.of("k", value));
        }
        Headers headers = one("a", value);
        String head = write(headers);

        assertThat(head.length()).isGreaterThan(AssertionLimits.HEAD);
        assertThat(HeaderParser.parse(head)).isEqualTo(headers);
    }

    @Example
    void wrongKindsOfValuesAreNamed() {
        Headers headers = HeaderParser.parse("l:\n  - x\nm:\n  k: v\nt: x");

        assertThat(headers.findText("l")).isEmpty();
        assertThat(headers.findText("t")).contains("x");
        assertThat(headers.names()).containsExactly("l", "m", "t");
        assertThatThrownBy(() -> headers.requireText("l"))
                .hasMessage("cannot use header \"l\": it is a list, not a text");
        assertThatThrownBy(() -> headers.requireText("m"))
                .hasMessage("cannot use header \"m\": it is a map, not a text");
        assertThatThrownBy(() -> headers.requireText("n")).hasMessage("cannot do without header \"n\"");
    }
}
