package org.brandstore.blob.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is being written, and that is gone when this is closed unless it was moved away before.
 *
 * @param channel open for writing; it holds the lock that says the file is in use
 */
record PartFile(Path path, FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
