package org.brandstore.assertion.codec;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;

/** Random headers: nested lists and maps of texts that could confuse a parser, without empty collections. */
final class HeaderTrees {
    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n\n\n",
            "- ",
            "-",
            "  - x",
            "a: b",
            ":",
            "name:",
            " lead",
            "trail ",
            "\r",
            "\r\n",
            "\t",
            "    four",
            "\n    four\n",
            "x\n",
            "\nx",
            "a\n\nb",
            "é",
            "\u65e5\u672c",
            "\ud83d\ude00",
            "\u0000",
            "\ufffd",
            "\u2028",
            "\u0085",
            "type: model");

    private HeaderTrees() {}

    static Arbitrary<String> names() {
        Arbitrary<String> rest =
                Arbitraries.strings().withChars("az09").ofMinLength(0).ofMaxLength(4);
        return Combinators.combine(
                        Arbitraries.chars().with('a', 'm', 'z'),
                        rest.list().ofMinSize(1).ofMaxSize(3))
                .as((first, parts) -> first
                        + String.join(
                                "-",
                                parts.stream().filter(part -> !part.isEmpty()).toList()));
    }

    static Arbitrary<String> texts() {
        Arbitrary<String> plain =
                Arbitraries.strings().withChars("ab :-\n\u00e9").ofMaxLength(12);
        Arbitrary<String> wild = Arbitraries.strings().all().ofMaxLength(8).filter(Utf8::isEncodable);
        return Arbitraries.oneOf(Arbitraries.of(AWKWARD), plain, wild);
    }

    /** Edge cases are off: their number explodes with the depth. */
    private static Arbitrary<HeaderValue> values(int depth) {
        Arbitrary<HeaderValue> leaf = texts().map(HeaderValue::text);
        if (depth == 0) {
            return leaf.withoutEdgeCases();
        }
        Arbitrary<HeaderValue> inner = values(depth - 1);
        Arbitrary<HeaderValue> items = inner.list().ofMinSize(1).ofMaxSize(3).map(HeaderValue::items);
        Arbitrary<HeaderValue> entries =
                Arbitraries.maps(names(), inner).ofMinSize(1).ofMaxSize(3).map(HeaderValue::entries);
        return Arbitraries.frequencyOf(Tuple.of(2, leaf), Tuple.of(1, items), Tuple.of(1, entries))
                .withoutEdgeCases();
    }

    static Arbitrary<Headers> headers() {
        return Arbitraries.maps(names(), values(4))
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(values -> {
                    Headers.Builder headers = Headers.builder();
                    values.forEach(headers::put);
                    return headers.build();
                })
                .withoutEdgeCases();
    }
}
