package org.brandstore.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Forces a file to the disk while it is still being written. The system tells a failure to write back only once, so every
 * one that is met on the way must make {@link #finish} fail. Not for several threads.
 */
final class BackgroundForce implements AutoCloseable {
    private final FileChannel file;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("blob-force").daemon().factory());
    private @Nullable Future<Boolean> running;

    BackgroundForce(FileChannel file) {
        this.file = file;
    }

    /** Begins to force what is written by now, unless the last time is not over. */
    void startUnlessRunning() throws IOException, InterruptedException {
        if (running == null || running.isDone()) {
            await();
            running = thread.submit(force());
        }
    }

    /** Returns when everything that was written is on the disk, with its length. */
    void finish() throws IOException, InterruptedException {
        await();
        file.force(true);
    }

    private Callable<Boolean> force() {
        return () -> {
            file.force(false);
            return true;
        };
    }

    private void await() throws IOException, InterruptedException {
        try {
            if (running != null) {
                running.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot force the file to the disk", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
