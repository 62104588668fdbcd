package org.brandstore.api.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Sees the bytes of a connection first. A client that has connected must send a request, and one that has begun the head of a
 * request must end it; between requests a connection may be idle as long as the server allows.
 */
final class Threshold extends ChannelInboundHandlerAdapter {
    /** Browsers connect a little ahead of what they ask. */
    private static final long FIRST_HEAD_SECONDS = 30;

    /** The name by which Vert.x calls the last of its handlers on a connection, which takes whole messages. */
    private static final String FRAME = "handler";

    private final Door door;
    private final Doorway doorway;
    private boolean installed;

    Threshold(Door door) {
        this.door = door;
        this.doorway = new Doorway(door);
    }

    @Override
    public void channelActive(ChannelHandlerContext connection) {
        var unused =
                connection.executor().schedule(() -> requireHead(connection), FIRST_HEAD_SECONDS, TimeUnit.SECONDS);
        connection.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        if (!installed && connection.pipeline().context(FRAME) != null) {
            connection.pipeline().addBefore(FRAME, null, doorway);
            installed = true;
        }
        doorway.bytesCame();
        connection.fireChannelRead(message);
    }

    private void requireHead(ChannelHandlerContext connection) {
        if (!doorway.hasSeenHead() && connection.channel().isActive()) {
            door.refused(Refusals.Reason.SLOW);
            var unused = connection.close();
        }
    }
}
