package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.brandstore.testing.CommandProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./mvnw -Pdemo} starts, told to its end: the command fails if a stranger gets something or a device no update. */
@Tag("faults")
class DemoFaultIT {
    @Test
    void theStoryEndsWithTheWholeFleetUpdatedAndTheStrangersOutside(@TempDir Path folder) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "BRANDSTORE_SITE_PUBLIC_URL",
                "http://127.0.0.1:" + port);

        String told =
                CommandProcess.run(folder, environment, "demo", "--approve", "--devices", "4", "--poll-seconds", "1");

        assertThat(told)
                .contains("nothing for wrong store", "nothing for wrong brand", "nothing for forged serial")
                .contains("Done: the whole fleet runs the new version")
                .doesNotContain("LEAKED");
    }
}
