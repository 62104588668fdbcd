package org.brandstore.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The master key as a file of mode 0600, one line of base64. */
final class MasterKeyFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> FOREIGN = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final int MAX_LENGTH = 200;

    private final Path file;

    MasterKeyFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** @throws StoreException if somebody else could have read it, or if it is no key */
    MasterKey read() {
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.retainAll(FOREIGN);
            if (!permissions.isEmpty()) {
                throw new StoreException(
                        ErrorCode.MISCONFIGURED,
                        "cannot use master key file " + file + ": others than its owner may access it; if nobody did,"
                                + " set its mode to 0600");
            }
            if (Files.size(file) > MAX_LENGTH) {
                throw new StoreException(
                        ErrorCode.MISCONFIGURED, "cannot use master key file " + file + ": it is too long for a key");
            }
            return MasterKey.parse(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
        } catch (IOException e) {
            throw new StoreException(
                    ErrorCode.MISCONFIGURED, "cannot read master key file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Makes a new key, durable before it is used. If another process was faster, its key is returned. */
    MasterKey create(SecureRandom random) {
        byte[] key = new byte[MasterKey.LENGTH];
        random.nextBytes(key);
        String line = Base64.getEncoder().encodeToString(key) + "\n";
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".master", ".key", OWNER_ONLY);
            try {
                try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)));
                    out.force(true);
                }
                // a link appears whole or not at all, and never replaces what another process made meanwhile
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                return read();
            } finally {
                Files.delete(draft);
            }
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create master key file " + file, e);
        }
        return new MasterKey(key);
    }
}
