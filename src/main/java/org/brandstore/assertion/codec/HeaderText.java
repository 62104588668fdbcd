package org.brandstore.assertion.codec;

import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.Headers;

/** Headers by themselves, as they would stand in an assertion; empty text for none. */
public final class HeaderText {
    private HeaderText() {}

    /** @throws AssertionException if they cannot be written, as {@link HeaderWriter} says */
    public static String write(Headers headers) {
        StringBuilder text = new StringBuilder();
        HeaderWriter writer = new HeaderWriter(text);
        headers.asMap().forEach(writer::header);
        return text.toString();
    }

    /** @throws AssertionException if the text is none that {@link #write} writes */
    public static Headers parse(String text) {
        return text.isEmpty() ? Headers.builder().build() : HeaderParser.parse(text);
    }
}
