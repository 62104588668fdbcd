package org.brandstore.snap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.file.SnapFileLimits;
import org.brandstore.snap.file.SnapFileReader;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the tests make are what they should be. */
class SnapFileTest {
    @Test
    void aMadeFileIsReadAsWhatItWasMadeOf(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x.snap"), SnapFile.of("some-app", "1.2", "license: MIT\n"));

        SnapContents contents;
        try (FileChannel channel = FileChannel.open(file)) {
            contents = new SnapFileReader(SnapFileLimits.STANDARD).read(channel);
        }

        assertThat(contents.metadata().name()).isEqualTo(new SnapName("some-app"));
        assertThat(contents.metadata().version()).isEqualTo("1.2");
        assertThat(contents.metadata().license()).contains("MIT");
        assertThat(contents.findings().isEmpty()).isTrue();
    }
}
