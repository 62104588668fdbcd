package org.brandstore.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {
    @TempDir
    Path folder;

    @Test
    void aNewKeyIsReadableByItsOwnerOnlyAndLeavesNoDraft() throws IOException {
        Path file = folder.resolve("data/master.key");

        MasterKey made = new MasterKeyFile(file).create(new SecureRandom());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        assertThat(new MasterKeyFile(file).read().fingerprint()).isEqualTo(made.fingerprint());
        assertThat(Base64.getDecoder().decode(Files.readString(file).strip())).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
    void refusesAFileThatOthersMayAccess(String mode) throws IOException {
        Path file = folder.resolve("master.key");
        new MasterKeyFile(file).create(new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> new MasterKeyFile(file).read())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISCONFIGURED))
                .hasMessageContaining("set its mode to 0600");
    }

    @Test
    void acceptsAFileThatItsOwnerMayOnlyRead() throws IOException {
        Path file = folder.resolve("master.key");
        MasterKey made = new MasterKeyFile(file).create(new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(new MasterKeyFile(file).read().fingerprint()).isEqualTo(made.fingerprint());
    }

    @Test
    void doesNotRepeatTheContentOfABadFile() throws IOException {
        Path file = folder.resolve("master.key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "hunter2hunter2");

        assertThatThrownBy(() -> new MasterKeyFile(file).read())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void processesThatStartAtOnceAgreeOnOneKey() throws Exception {
        Path file = folder.resolve("master.key");
        List<Callable<byte[]>> starts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            starts.add(() -> new MasterKeyFile(file).create(new SecureRandom()).fingerprint());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<byte[]> fingerprint : threads.invokeAll(starts)) {
                assertThat(fingerprint.get())
                        .isEqualTo(new MasterKeyFile(file).read().fingerprint());
            }
        }
    }

    @Test
    void readsHexAndBase64ToTheSameKey() {
        String hex = "00".repeat(31) + "ff";
        String base64 =
                Base64.getEncoder().encodeToString(java.util.HexFormat.of().parseHex(hex));

        assertThat(MasterKey.parse(" " + hex + "\n", "test").fingerprint())
                .isEqualTo(MasterKey.parse(base64, "test").fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "zz", "00", "not base64 at all !"})
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> MasterKey.parse(text, "brandstore.signing.master-key"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "cannot use the master key from brandstore.signing.master-key: it must be 32 bytes");
    }

    @Test
    void doesNotPrintItsKey() {
        byte[] key = new byte[32];
        assertThat(new MasterKey(key).toString()).matches("MasterKey\\[[0-9a-f]{16}]");
    }
}
