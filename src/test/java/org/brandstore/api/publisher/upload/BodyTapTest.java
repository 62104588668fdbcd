package org.brandstore.api.publisher.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BodyTapTest {
    private final List<Object> seen = new ArrayList<>();
    private final List<DirectBody> opened = new ArrayList<>();
    private final EmbeddedChannel connection = new EmbeddedChannel();
    private final BodyTap tap = new BodyTap(connection);

    /** Stands in the place of Vert.x: opens the bodies of uploads when it gets their heads. */
    private final class Frame extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            seen.add(message);
            if (message instanceof HttpRequest request && request.method().equals(HttpMethod.POST)) {
                tap.open(() -> {}).ifPresent(opened::add);
            }
        }
    }

    BodyTapTest() {
        connection.pipeline().addLast(tap, new Frame());
    }

    private static HttpRequest head(HttpMethod method) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/unscanned-upload/");
    }

    private static HttpContent piece(String text) {
        return new DefaultHttpContent(bytes(text));
    }

    private static HttpContent last(String text) {
        return new DefaultLastHttpContent(bytes(text));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    @Test
    void theBodyIsLedOffAndTheFrameSeesItsEnd() throws IOException {
        HttpRequest upload = head(HttpMethod.POST);
        HttpRequest other = head(HttpMethod.GET);

        connection.writeInbound(upload, piece("one "), last("two"), other, LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(opened.getFirst().readAllBytes()).isEqualTo("one two".getBytes(ISO_8859_1));
        assertThat(seen)
                .containsExactly(upload, LastHttpContent.EMPTY_LAST_CONTENT, other, LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Test
    void eachUploadOfAConnectionHasItsOwnBody() throws IOException {
        connection.writeInbound(head(HttpMethod.POST), last("first"), head(HttpMethod.POST), last("second"));

        assertThat(opened.get(0).readAllBytes()).isEqualTo("first".getBytes(ISO_8859_1));
        assertThat(opened.get(1).readAllBytes()).isEqualTo("second".getBytes(ISO_8859_1));
    }

    @Test
    void aRequestThatHadToWaitKeepsItsBodyWithTheFrame() {
        HttpContent piece = piece("early");
        connection.writeInbound(head(HttpMethod.GET), LastHttpContent.EMPTY_LAST_CONTENT, head(HttpMethod.PUT), piece);

        Optional<DirectBody> late = tap.open(() -> {});

        assertThat(late).isEmpty();
        assertThat(seen).contains(piece);
    }

    @Test
    void aBodyThatCannotBeDecodedIsLeftToTheFrame() {
        HttpContent wrong = piece("");
        wrong.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no length of a chunk")));

        connection.writeInbound(head(HttpMethod.POST), wrong);

        assertThat(seen).contains(wrong);
        DirectBody body = opened.getFirst();
        assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessageContaining("another form");
    }

    @Test
    void aConnectionThatEndsCutsTheBody() {
        connection.writeInbound(head(HttpMethod.POST), piece("half"));

        connection.close();

        DirectBody body = opened.getFirst();
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class).hasMessage("the connection was cut");
    }

    @Test
    void whatIsTooMuchForNowStaysWithTheSender() throws IOException {
        connection.writeInbound(head(HttpMethod.POST), piece("x".repeat(200_000)));
        assertThat(connection.config().isAutoRead()).isFalse();

        assertThat(opened.getFirst().readNBytes(200_000)).hasSize(200_000);

        assertThat(connection.config().isAutoRead()).isTrue();
    }
}
