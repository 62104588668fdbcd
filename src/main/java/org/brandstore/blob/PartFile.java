package org.brandstore.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.brandstore.problem.StoreException;

/**
 * A file that is being written, and that is gone when this is closed unless it was moved away before.
 *
 * @param turns how many may digest what they write at the same time; fair
 * @param channel open for writing; it holds the lock that says the file is in use
 */
public record PartFile(Path path, FileChannel channel, Semaphore turns) implements AutoCloseable {
    /**
     * Writes the whole source to the file.
     *
     * @return what it was; the bytes are on the disk, if the file is not only a station on their way
     * @throws StoreException as {@link BlobStore#put} says, for faults of the source
     * @throws IOException for faults of the file
     */
    public BlobId fill(InputStream source, long maxBytes, Durability durability) throws IOException {
        BlobSource counted = new BlobSource(source, maxBytes, turns);
        try (BackgroundWriter writer = new BackgroundWriter(channel, durability)) {
            int length;
            do {
                byte[] buffer = writer.buffer();
                length = counted.read(buffer);
                writer.write(buffer, length);
            } while (length > 0);
            writer.finish();
        }
        return counted.finish();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    /** What is asked of a file that was written. */
    public enum Durability {
        /** It survives a crash of the machine. */
        FORCED,
        /** It can be read, as long as nothing crashes. */
        PASSING
    }
}
