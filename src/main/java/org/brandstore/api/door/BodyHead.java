package org.brandstore.api.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says of its body.
 *
 * @param length 0 if it does not say
 */
record BodyHead(long length, boolean waitsToBeAsked) {
    private static final int MOST_DIGITS = 18;

    static BodyHead of(HttpRequest head) {
        HttpHeaders headers = head.headers();
        return new BodyHead(
                length(headers.get(HttpHeaderNames.CONTENT_LENGTH)),
                headers.contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true));
    }

    private static long length(@Nullable String text) {
        if (text == null || text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return text.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
    }

    boolean isLarge() {
        return length > BodyBudget.LARGEST_BODY;
    }

    /** Whether the body is not held until all of it is there. */
    boolean isStreamed(CallKind kind) {
        return kind == CallKind.UPLOAD || isLarge();
    }
}
