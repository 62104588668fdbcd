package org.brandstore.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Folders and files that other users of the machine must not write, or not even see. */
final class PrivateFolders {
    private static final Logger LOG = Logger.getLogger(PrivateFolders.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOREIGN_WRITERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private PrivateFolders() {}

    /** Makes the folder, for its owner alone. One that was there keeps its readers, but loses others who may write to it. */
    static void withoutForeignWriters(Path folder) throws IOException {
        Files.createDirectories(folder, forOwner(OWNER_ONLY));
        Set<PosixFilePermission> present = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        if (!present.removeAll(FOREIGN_WRITERS)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(folder, present);
        } catch (IOException e) {
            LOG.warnf("others may write to the data folder %s, and it is not this user's to change: %s", folder, e);
        }
    }

    /**
     * Makes a folder for its owner alone, for programs that are run from it. What is in one that others could write to may be
     * theirs, and is thrown away.
     */
    static void forPrograms(Path folder) throws IOException {
        if (Files.exists(folder) && !isOwnersAlone(folder)) {
            LOG.infof("unpacking the embedded PostgreSQL anew: other users of the machine could write to %s", folder);
            delete(folder);
        }
        Files.createDirectories(folder, forOwner(OWNER_ONLY));
    }

    private static boolean isOwnersAlone(Path folder) throws IOException {
        return Files.getPosixFilePermissions(folder).equals(OWNER_ONLY) && Files.isWritable(folder);
    }

    /** A file that its owner alone can read; it is whole or not there. */
    static void writeSecret(Path file, String content) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, forOwner(SECRET));
        Files.writeString(half, content);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<Set<PosixFilePermission>> forOwner(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> all = Files.walk(folder)) {
            inside = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.delete(path);
        }
    }
}
