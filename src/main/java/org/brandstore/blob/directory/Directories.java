package org.brandstore.blob.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What Java's file API lacks about directories. */
final class Directories {
    private Directories() {}

    /** Returns when the names in the directory, as they are now, survive a crash of the machine. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
