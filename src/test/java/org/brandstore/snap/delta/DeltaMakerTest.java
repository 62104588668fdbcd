package org.brandstore.snap.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Clock;
import org.brandstore.blob.directory.DirectoryBlobStore;
import org.brandstore.database.Chores;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without the program. */
class DeltaMakerTest {
    @TempDir
    Path folder;

    @Test
    void withoutTheProgramNothingIsMadeAndTheDetailSaysSo() {
        DeltaConfigs config = DeltaConfigs.of(folder).withProgram(Path.of("/nowhere/xdelta3"));
        Deltas untouched = new Deltas(null, config, null, null, Clock.systemUTC());
        DeltaMaker mill = new DeltaMaker(
                untouched,
                new DirectoryBlobStore(folder.resolve("blobs"), Clock.systemUTC()),
                config,
                new Chores(Clock.systemUTC()));

        mill.start(new StartupEvent());

        assertThat(mill.standing().working()).isFalse();
        assertThat(mill.standing().detail()).contains("/nowhere/xdelta3");
        assertThat(mill.workOne()).isFalse();
        HealthCheckResponse health = new DeltaHealth(mill).call();
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(health.getData().orElseThrow()).containsEntry("made", false);
    }
}
