package org.brandstore.api.door;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.brandstore.api.error.ExactContentType;

/** The answers that the door gives by itself. */
final class DoorAnswers {
    private DoorAnswers() {}

    /** The client may send its body. */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /** Come again later; the connection ends with it. */
    static FullHttpResponse refusal(CallKind kind) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                kind == CallKind.REGISTRATION
                        ? HttpResponseStatus.SERVICE_UNAVAILABLE
                        : HttpResponseStatus.TOO_MANY_REQUESTS,
                Unpooled.EMPTY_BUFFER);
        answer.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.RETRY_AFTER, Refusals.RETRY_AFTER_SECONDS)
                .set("Snap-Store-Version", ExactContentType.STORE_VERSION);
        return answer;
    }
}
