package org.brandstore.assertion.codec;

import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;

/** Headers for tests, written as in an assertion. */
public final class TestHeaders {
    private TestHeaders() {}

    /** @param text header lines; a last LF is ignored */
    public static Headers parse(String text) {
        return HeaderParser.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }

    /** Headers with some replaced: a name with null is removed. */
    public static Headers with(Headers headers, String name, HeaderValue value) {
        Headers.Builder builder = Headers.builder().putAll(headers).remove(name);
        return value == null ? builder.build() : builder.put(name, value).build();
    }
}
