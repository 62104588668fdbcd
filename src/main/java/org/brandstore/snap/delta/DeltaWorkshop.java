package org.brandstore.snap.delta;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.StoreException;
import org.jboss.logging.Logger;

/**
 * Makes one delta. It becomes a blob only after it was applied as a client would and reproduced the target byte for byte.
 */
final class DeltaWorkshop {
    private static final Logger LOG = Logger.getLogger(DeltaWorkshop.class);

    private final Xdelta3 program;
    private final BlobStore blobs;
    private final DeltaConfig config;

    DeltaWorkshop(Xdelta3 program, BlobStore blobs, DeltaConfig config) {
        this.program = program;
        this.blobs = blobs;
        this.config = config;
    }

    DeltaOutcome make(DeltaTask task) {
        long largest = config.largestFile().asLongValue();
        if (task.sourceFile().size() > largest || task.targetFile().size() > largest) {
            return new DeltaOutcome.Useless("a file is larger than " + largest + " bytes");
        }
        if (task.targetFile().size() < config.smallestFile().asLongValue()) {
            return new DeltaOutcome.Useless("the file is too small to be worth it");
        }
        try {
            Files.createDirectories(config.directory());
            Path room = Files.createTempDirectory(config.directory(), "delta-");
            try {
                return make(task, room);
            } finally {
                empty(room);
            }
        } catch (IOException | StoreException e) {
            LOG.warnf("cannot make a delta: delta=%s reason=%s", task, e.getMessage());
            return new DeltaOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private DeltaOutcome make(DeltaTask task, Path room) throws IOException {
        Path source = file(task.sourceFile(), room.resolve("source"));
        Path target = file(task.targetFile(), room.resolve("target"));
        Path delta = room.resolve("delta");
        long most = mostBytes(task.targetFile().size());
        if (!program.encode(source, target, delta, most)) {
            return new DeltaOutcome.Useless("it has " + config.largestPercent() + " % of the file's size or more");
        }
        BlobId again = apply(source, delta);
        if (!again.equals(task.targetFile())) {
            return new DeltaOutcome.Failed("the delta does not reproduce the target: it makes " + again.digest());
        }
        try (InputStream in = Files.newInputStream(delta)) {
            return new DeltaOutcome.Made(blobs.put(in, most));
        }
    }

    /** Smaller than so many percent: the largest whole number of bytes for which that holds. */
    private long mostBytes(long size) {
        return Math.max(1, (size * config.largestPercent() - 1) / 100);
    }

    private BlobId apply(Path source, Path delta) throws IOException {
        MessageDigest digest = sha3();
        long[] size = {0};
        program.decode(source, delta, piece -> {
            digest.update(piece);
            size[0] += piece.length;
        });
        return new BlobId(Sha3_384.ofBytes(digest.digest()), size[0]);
    }

    /** The blob as a file: where it lies, or a copy. */
    private Path file(BlobId blob, Path copy) throws IOException {
        Optional<Path> there = blobs.findFile(blob.digest());
        if (there.isPresent()) {
            return there.get().toAbsolutePath();
        }
        try (InputStream in = blobs.open(blob.digest(), 0, blob.size())) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private static MessageDigest sha3() {
        try {
            return MessageDigest.getInstance("SHA3-384");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has SHA3-384", e);
        }
    }

    private static void empty(Path room) {
        try (Stream<Path> files = Files.walk(room)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("cannot tidy up after a delta: directory=%s reason=%s", room, e.getMessage());
        }
    }
}
