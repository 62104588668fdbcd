package org.brandstore.api.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stands where connections arrive: closes those that are too many, and puts a {@link Doorway} into the others. */
@Sharable
final class Entrance extends ChannelInboundHandlerAdapter {
    private final Door door;

    Entrance(Door door) {
        this.door = door;
    }

    @Override
    public void channelRead(ChannelHandlerContext server, Object message) {
        if (message instanceof Channel connection) {
            if (!door.admit(connection)) {
                door.refused(Refusals.Reason.CLIENT_LIMIT);
                connection.unsafe().closeForcibly();
                return;
            }
            connection.pipeline().addLast(new Threshold(door));
        }
        server.fireChannelRead(message);
    }
}
