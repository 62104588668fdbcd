package org.brandstore.api.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayDeque;
import java.util.Deque;

/** Follows what was written to a connection until the client has it. Files count by their progress, the rest by its memory. */
final class AnswerTap {
    private final BodyBudget budget;
    private final Pace pace;
    private final Deque<FileRegion> files = new ArrayDeque<>();
    private long pendingWrites;
    /** What has gone of the files that are on their way. */
    private long seenOfFiles;

    AnswerTap(BodyBudget budget, Pace pace) {
        this.budget = budget;
        this.pace = pace;
    }

    /** Counts a message until its promise is kept; false if there is no room for it. */
    boolean take(Object message, ChannelPromise promise, boolean device) {
        long bytes = size(message);
        if (bytes > 0 && !budget.takeWritten(bytes, device)) {
            return false;
        }
        if (pendingWrites++ == 0) {
            pace.begin();
        }
        if (message instanceof FileRegion file) {
            files.add(file);
        }
        promise.addListener(gone -> {
            pendingWrites--;
            pace.moved(bytes);
            if (bytes > 0) {
                budget.giveBackWritten(bytes, device);
            }
            if (message instanceof FileRegion file && files.remove(file)) {
                pace.moved(Math.max(0, file.count() - seenOfFiles));
                seenOfFiles = 0;
            }
        });
        return true;
    }

    boolean isPending() {
        return pendingWrites > 0;
    }

    /** So much time has passed in which, if anything was pending, we waited for the client. */
    void waited(long nanos) {
        if (pendingWrites == 0) {
            return;
        }
        pace.waited(nanos);
        FileRegion file = files.peek();
        if (file != null) {
            long gone = file.transferred();
            pace.moved(Math.max(0, gone - seenOfFiles));
            seenOfFiles = gone;
        }
    }

    boolean isTooSlow() {
        return pendingWrites > 0 && pace.isTooSlow();
    }

    private static long size(Object message) {
        if (message instanceof ByteBuf bytes) {
            return bytes.readableBytes();
        }
        return message instanceof HttpContent content ? content.content().readableBytes() : 0;
    }
}
