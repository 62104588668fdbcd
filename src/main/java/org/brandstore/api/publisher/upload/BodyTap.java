package org.brandstore.api.publisher.upload;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands on a connection before Vert.x, and can lead the body of one request after another off to a {@link DirectBody}.
 * Vert.x then sees a request without a body, and its end when the body has ended. Used on the event loop only.
 */
final class BodyTap extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    /** Whether a head is on its way to Vert.x this moment, so that nothing of its body has gone there yet. */
    private boolean atHead = true;

    private @Nullable DirectBody body;

    /** @param channel of whose first request the head is being handled */
    BodyTap(Channel channel) {
        this.channel = channel;
    }

    /**
     * Leads the body off that belongs to the head which is being handled.
     *
     * @param begin asks the client for the body, if it waits for that
     * @return empty for a request that was sent before the last one was answered: its body has gone to Vert.x
     */
    Optional<DirectBody> open(Runnable begin) {
        if (!atHead || body != null) {
            return Optional.empty();
        }
        DirectBody opened = new DirectBody(new DirectBody.Source() {
            @Override
            public void begin() {
                begin.run();
            }

            @Override
            public void flow(boolean on) {
                channel.config().setAutoRead(on);
            }
        });
        body = opened;
        return Optional.of(opened);
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        atHead = message instanceof HttpRequest;
        DirectBody opened = body;
        if (opened != null && message instanceof HttpContent content) {
            take(connection, content, opened);
        } else {
            connection.fireChannelRead(message);
        }
        atHead = false;
    }

    private void take(ChannelHandlerContext connection, HttpContent content, DirectBody opened) {
        if (content.decoderResult().isFailure()) {
            body = null;
            opened.fail(new IOException("the body has another form than its head says"));
            connection.fireChannelRead(content);
            return;
        }
        opened.add(content.content());
        if (content instanceof LastHttpContent) {
            body = null;
            opened.end();
            connection.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext connection) {
        if (body != null) {
            body.fail(new IOException("the connection was cut"));
        }
        connection.fireChannelInactive();
    }
}
