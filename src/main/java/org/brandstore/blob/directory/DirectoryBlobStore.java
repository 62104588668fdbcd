package org.brandstore.blob.directory;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.PartFile;
import org.brandstore.blob.PartFiles;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Keeps each blob as one file:
 *
 * <pre>
 * root/
 *   sha3-384/ab/abcdef...   the blob whose digest in hex is abcdef..., whole and never changed
 *   tmp/put-*.part          what is being put right now, locked by the process that puts it
 * </pre>
 *
 * A blob gets its name by a rename, after its bytes were forced to the disk; the directories are forced after that.
 */
public final class DirectoryBlobStore implements BlobStore {
    private static final Pattern BLOB_NAME = Pattern.compile("[0-9a-f]{96}");

    private final Path blobs;
    private final PartFiles parts;
    private final Clock clock;

    /**
     * Makes the directory if it is missing, and removes what crashed processes left half done.
     *
     * @param root should be on a local or a well-behaved network file system: rename must be atomic and fsync must hold
     */
    public DirectoryBlobStore(Path root, Clock clock) {
        this.blobs = root.resolve("sha3-384");
        this.parts = new PartFiles(root.resolve("tmp"), clock);
        this.clock = clock;
        try {
            Files.createDirectories(blobs);
            parts.sweep();
            Directories.force(root);
        } catch (IOException e) {
            throw unavailable("cannot prepare the blob directory", e);
        }
    }

    @Override
    public BlobId put(InputStream source, long maxBytes) {
        try (PartFile part = parts.create()) {
            BlobId id = part.fill(source, maxBytes, PartFile.Durability.FORCED);
            publish(part, id.digest());
            return id;
        } catch (IOException e) {
            throw unavailable("cannot keep the blob", e);
        }
    }

    private void publish(PartFile part, Sha3_384 digest) throws IOException {
        Path file = file(digest);
        Path shard = blobs.resolve(shard(digest));
        if (!Files.isDirectory(shard)) {
            Files.createDirectories(shard);
        }
        Files.setLastModifiedTime(part.path(), FileTime.from(clock.instant()));
        // replaces a blob that is already there: the bytes are the same, and the new ones are known to be on the disk
        Files.move(part.path(), file, StandardCopyOption.ATOMIC_MOVE);
        Directories.force(shard);
        Directories.force(blobs);
    }

    @Override
    public Optional<BlobStat> stat(Sha3_384 digest) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file(digest), BasicFileAttributes.class);
            return Optional.of(new BlobStat(
                    digest, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("cannot look for blob " + digest, e);
        }
    }

    @Override
    public InputStream open(Sha3_384 digest, long offset, long length) {
        FileChannel channel = openFile(digest);
        try {
            if (offset < 0 || length < 0 || offset > channel.size() - length) {
                channel.close();
                throw new IllegalArgumentException(
                        "blob %s has no %d bytes from byte %d".formatted(digest, length, offset));
            }
            channel.position(offset);
            return new RangeInputStream(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw unavailable("cannot read blob " + digest, e);
        }
    }

    @Override
    public SeekableByteChannel openChannel(Sha3_384 digest) {
        return openFile(digest);
    }

    @Override
    public Optional<Path> findFile(Sha3_384 digest) {
        return Optional.of(file(digest)).filter(Files::isRegularFile);
    }

    @Override
    public Optional<URI> presign(Sha3_384 digest, Duration ttl) {
        return Optional.empty();
    }

    @Override
    public Stream<BlobStat> list() {
        return entries(blobs)
                .filter(Files::isDirectory)
                .flatMap(DirectoryBlobStore::entries)
                .filter(DirectoryBlobStore::isBlob)
                .flatMap(file -> stat(new Sha3_384(file.getFileName().toString())).stream());
    }

    @Override
    public void delete(Sha3_384 digest) {
        try {
            if (Files.deleteIfExists(file(digest))) {
                Directories.force(blobs.resolve(shard(digest)));
            }
        } catch (IOException e) {
            throw unavailable("cannot delete blob " + digest, e);
        }
    }

    @Override
    public void check() {
        try {
            parts.create().close();
        } catch (IOException e) {
            throw unavailable("cannot write to the blob directory", e);
        }
    }

    private FileChannel openFile(Sha3_384 digest) {
        try {
            return FileChannel.open(file(digest), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new StoreException(ErrorCode.NOT_FOUND, "cannot read blob " + digest + ": there is none", e);
        } catch (IOException e) {
            throw unavailable("cannot read blob " + digest, e);
        }
    }

    private Path file(Sha3_384 digest) {
        return blobs.resolve(shard(digest)).resolve(digest.hex());
    }

    private static String shard(Sha3_384 digest) {
        return digest.hex().substring(0, 2);
    }

    private static boolean isBlob(Path file) {
        return BLOB_NAME.matcher(file.getFileName().toString()).matches();
    }

    private static Stream<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw unavailable("cannot list the blobs", e);
        }
    }

    /** The exception's own text names paths of this machine, so it goes to the log only. */
    private static StoreException unavailable(String what, IOException cause) {
        return new StoreException(ErrorCode.UNAVAILABLE, what + ": the blob directory failed; try again later", cause);
    }
}
