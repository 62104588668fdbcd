package org.brandstore.blob;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes pieces to a file in a thread of its own, so that the caller can digest meanwhile. Data that is to be forced to
 * the disk is so as it comes, by one more thread: else the last force would have to wait for all of it.
 */
final class BackgroundWriter implements AutoCloseable {
    private static final int BUFFERS = 4;

    /** Digested in one turn of {@link SharedPace}: the shorter a turn, the sooner finds somebody else a core. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final long FORCE_EVERY_BYTES = 32L * 1024 * 1024;

    /** Nothing to write: the end. */
    private static final Piece END = new Piece(new byte[0], 0);

    private final FileChannel file;
    private final PartFile.Durability durability;
    private final SharedPace pace;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Piece> waiting = new ArrayBlockingQueue<>(BUFFERS + 2);
    private final Thread thread;
    private int made;
    private volatile boolean abandoned;
    private volatile @Nullable IOException failure;

    /** @param file open for writing; the caller closes it, after this */
    BackgroundWriter(FileChannel file, PartFile.Durability durability, SharedPace pace) {
        this.file = file;
        this.durability = durability;
        this.pace = pace;
        this.thread = Thread.ofPlatform().name("blob-writer").daemon().unstarted(this::run);
        thread.start();
    }

    /** A buffer to be filled and given to {@link #write}. */
    byte[] buffer() throws IOException {
        failIfFailed();
        if (free.isEmpty() && made < BUFFERS) {
            made++;
            return new byte[BUFFER_BYTES];
        }
        try {
            byte[] buffer = free.poll(1, TimeUnit.SECONDS);
            while (buffer == null && thread.isAlive()) {
                buffer = free.poll(1, TimeUnit.SECONDS);
            }
            if (buffer == null) {
                throw new IOException("cannot write the file: the writer has died");
            }
            return buffer;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Hands over a buffer, of which the first bytes are written soon. */
    void write(byte[] buffer, int length) {
        if (length > 0) {
            waiting.add(new Piece(buffer, length));
        }
    }

    /** Waits until everything is written, and on the disk if that is wanted. */
    void finish() throws IOException {
        stop();
        failIfFailed();
    }

    /** Stops the thread; without {@link #finish} before, what was not written yet stays unwritten. */
    @Override
    public void close() throws IOException {
        abandoned = true;
        stop();
    }

    private void stop() throws IOException {
        if (thread.isAlive()) {
            waiting.add(END);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private void run() {
        try (BackgroundForce force = new BackgroundForce(file)) {
            long unforced = 0;
            for (Piece piece = waiting.take(); piece.length > 0; piece = waiting.take()) {
                if (failure == null && !abandoned) {
                    writeOrFail(piece);
                    unforced += piece.length;
                }
                free.add(piece.buffer);
                if (unforced >= FORCE_EVERY_BYTES && durability == PartFile.Durability.FORCED) {
                    force.startUnlessRunning();
                    unforced = 0;
                }
            }
            if (failure == null && !abandoned && durability == PartFile.Durability.FORCED) {
                force.finish();
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = interrupted(e);
        }
    }

    private void writeOrFail(Piece piece) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(piece.buffer, 0, piece.length);
            pace.take(() -> write(bytes));
        } catch (IOException e) {
            failure = e;
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private void failIfFailed() throws IOException {
        IOException seen = failure;
        if (seen != null) {
            throw new IOException("cannot write the file", seen);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while writing the file");
        interrupted.initCause(e);
        return interrupted;
    }

    /** The first bytes of a buffer. */
    private static final class Piece {
        private final byte[] buffer;
        private final int length;

        private Piece(byte[] buffer, int length) {
            this.buffer = buffer;
            this.length = length;
        }
    }
}
