package org.brandstore.api.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection on which a request was refused. A connection that is closed while bytes still come is reset, and a
 * reset takes the refusal from a client that is still sending; so what comes is thrown away until all of the request has come,
 * or for a short while. Used on the event loop only.
 */
final class Farewell {
    private static final long LINGER_SECONDS = 2;

    private boolean begun;
    private boolean told;
    private boolean drained;

    /** Whether nothing of this connection goes on any more, in either direction. */
    boolean hasBegun() {
        return begun;
    }

    /** Ends the connection without a word. */
    void cut(ChannelHandlerContext connection) {
        begun = true;
        end(connection);
    }

    /**
     * Tells the client to come again, and ends the connection.
     *
     * @param allHasCome whether nothing more of the request can come
     * @param delayMillis how long the client is kept waiting, so that one that comes again at once costs little
     */
    void tell(ChannelHandlerContext connection, CallKind kind, boolean allHasCome, long delayMillis) {
        begun = true;
        drained = allHasCome;
        connection.channel().config().setAutoRead(true);
        if (delayMillis == 0) {
            tell(connection, kind);
        } else {
            var unused =
                    connection.executor().schedule(() -> tell(connection, kind), delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void tell(ChannelHandlerContext connection, CallKind kind) {
        connection.writeAndFlush(DoorAnswers.refusal(kind)).addListener(gone -> {
            told = true;
            endIfDone(connection);
            var unused = connection.executor().schedule(() -> end(connection), LINGER_SECONDS, TimeUnit.SECONDS);
        });
    }

    /** Throws away a piece of what the client still sends. */
    void throwAway(ChannelHandlerContext connection, HttpContent content) {
        content.release();
        drained |= content instanceof LastHttpContent;
        endIfDone(connection);
    }

    private void endIfDone(ChannelHandlerContext connection) {
        if (told && drained) {
            end(connection);
        }
    }

    private static void end(ChannelHandlerContext connection) {
        var unused = connection.close();
    }
}
