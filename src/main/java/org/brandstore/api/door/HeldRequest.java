package org.brandstore.api.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/** The head and the pieces of a request that is not whole yet. */
final class HeldRequest {
    private final Deque<Object> messages = new ArrayDeque<>();
    private long bytes;

    /** @param size in bytes, of a body */
    void add(Object message, int size) {
        messages.add(message);
        bytes += size;
    }

    long bytes() {
        return bytes;
    }

    /** Hands everything to who is behind, in its order. */
    void passOn(ChannelHandlerContext connection) {
        bytes = 0;
        for (Object message = messages.poll(); message != null; message = messages.poll()) {
            connection.fireChannelRead(message);
        }
    }

    void drop() {
        bytes = 0;
        for (Object message = messages.poll(); message != null; message = messages.poll()) {
            ReferenceCountUtil.release(message);
        }
    }
}
