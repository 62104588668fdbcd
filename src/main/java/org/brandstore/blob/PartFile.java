package org.brandstore.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brandstore.problem.StoreException;

/**
 * A file that is being written, and that is gone when this is closed unless it was moved away before. To be closed once.
 */
public final class PartFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final SharedPace pace;

    /**
     * @param channel open for writing; it holds the lock that says the file is in use
     * @param pace shared by all files
     */
    PartFile(Path path, FileChannel channel, SharedPace pace) {
        this.path = path;
        this.channel = channel;
        this.pace = pace;
        pace.enter();
    }

    public Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /**
     * Writes the whole source to the file.
     *
     * @return what it was; the bytes are on the disk, if the file is not only a station on their way
     * @throws StoreException as {@link BlobStore#put} says, for faults of the source
     * @throws IOException for faults of the file
     */
    public BlobId fill(InputStream source, long maxBytes, Durability durability) throws IOException {
        BlobSource counted = new BlobSource(source, maxBytes, pace);
        try (BackgroundWriter writer = new BackgroundWriter(channel, durability, pace)) {
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
        pace.leave();
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }

    /** What is asked of a file that was written. */
    public enum Durability {
        /** It survives a crash of the machine. */
        FORCED,
        /** It can be read, as long as nothing crashes. */
        PASSING
    }
}
