package org.brandstore.api.publisher.upload;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a large body on their way from the event loop, which adds them, to the one thread that reads them. They stay
 * where the connection put them, in memory outside the heap that is used again and again: fifty uploads at once leave the
 * garbage collector nothing to do. So every piece is released exactly once, whatever becomes of the request.
 *
 * <p>Closed by the thread that reads. {@link #abandon} is for others: it releases what nobody has begun to read.
 */
final class DirectBody extends InputStream {
    /** From so many waiting bytes on, no more should come: what one upload may take of the event loop in one turn. */
    private static final int ENOUGH_BYTES = 128 * 1024;

    /** What a piece takes beside its bytes: else a body in chunks of one byte each would take a hundred times as much. */
    private static final int PER_PIECE = 512;

    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean held;
    private boolean ended;
    private boolean abandoned;
    private @Nullable IOException failure;

    /** What is being read; touched by the reading thread only. */
    private @Nullable ByteBuf current;

    private boolean asked;

    /** Where the bytes come from. */
    interface Source {
        /** The first bytes are wanted: a client that waits to be asked for them is to be asked now. */
        void begin();

        /** Says whether more may come; in the order in which it is so, whichever threads it is due to, and never waiting. */
        void flow(boolean on);
    }

    DirectBody(Source source) {
        this.source = source;
    }

    /** Takes a piece, which is released here from now on. */
    void add(ByteBuf piece) {
        lock.lock();
        try {
            if (abandoned || !piece.isReadable()) {
                piece.release();
                return;
            }
            waiting.add(piece);
            waitingBytes += PER_PIECE + piece.readableBytes();
            changed.signal();
            steer();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes, and all has come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes, although there should: the reader is told after what has come. */
    void fail(IOException cause) {
        lock.lock();
        try {
            if (!ended) {
                failure = cause;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody needs the rest: what has come is released, and what comes will be. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            waiting.forEach(ByteBuf::release);
            waiting.clear();
            waitingBytes = 0;
            changed.signal();
            steer();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!asked) {
            asked = true;
            source.begin();
        }
        ByteBuf piece = current == null ? next() : current;
        if (piece == null) {
            return -1;
        }
        int count = Math.min(length, piece.readableBytes());
        piece.readBytes(target, offset, count);
        if (piece.isReadable()) {
            current = piece;
        } else {
            current = null;
            piece.release();
        }
        return count;
    }

    @Override
    public void close() {
        abandon();
        if (current != null) {
            current.release();
            current = null;
        }
    }

    /** Waits for the next piece; there is none after the end. */
    private @Nullable ByteBuf next() throws IOException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (abandoned) {
                    throw new IOException("the body was given up");
                }
                if (failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                if (ended) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            ByteBuf piece = waiting.remove();
            waitingBytes -= PER_PIECE + piece.readableBytes();
            steer();
            return piece;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock, so that the last word to the source is the right one. */
    private void steer() {
        boolean full = waitingBytes >= ENOUGH_BYTES;
        if (full != held) {
            held = full;
            source.flow(!full);
        }
    }
}
