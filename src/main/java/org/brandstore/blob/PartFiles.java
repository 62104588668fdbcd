package org.brandstore.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The directory of the files that are being written, by this process and perhaps by others. */
public final class PartFiles {
    private static final String PREFIX = "put-";
    private static final String SUFFIX = ".part";
    /** A file younger than this may be one whose maker has not come to locking it. */
    private static final Duration UNLOCKED_AGE = Duration.ofMinutes(1);

    private final Path directory;
    private final Clock clock;
    private final SharedPace pace = new SharedPace();

    public PartFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Makes a new file; it is locked until it is closed or its process ends, however that happens. */
    public PartFile create() throws IOException {
        Path path = Files.createTempFile(directory, PREFIX, SUFFIX);
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
            PartFile part = new PartFile(path, channel, pace);
            try {
                channel.lock();
                return part;
            } catch (IOException e) {
                part.close();
                throw e;
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Makes the directory if it is missing, and removes the files whose process is gone. */
    public void sweep() throws IOException {
        Files.createDirectories(directory);
        Instant latest = clock.instant().minus(UNLOCKED_AGE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                removeIfAbandoned(file, latest);
            }
        }
    }

    private static void removeIfAbandoned(Path file, Instant latest) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isAfter(latest)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    @Nullable FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    Files.delete(file);
                }
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            // finished meanwhile, or in use by this process: not abandoned
            return;
        }
    }
}
