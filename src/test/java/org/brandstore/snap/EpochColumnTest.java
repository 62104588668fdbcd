package org.brandstore.snap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.brandstore.snap.metadata.Epoch;
import org.junit.jupiter.api.Test;

class EpochColumnTest {
    @Test
    void anEpochIsKeptInOneSpellingAndReadBack() {
        Epoch epoch = new Epoch(List.of(0L, 1L, 4_294_967_295L), List.of(1L));

        assertThat(EpochColumn.write(epoch)).isEqualTo("{\"read\":[0,1,4294967295],\"write\":[1]}");
        assertThat(EpochColumn.read(EpochColumn.write(epoch))).isEqualTo(epoch);
    }

    @Test
    void anythingElseInTheColumnIsABug() {
        assertThatThrownBy(() -> EpochColumn.read("{\"read\": [0], \"write\": [0]}"))
                .isInstanceOf(IllegalStateException.class);
    }
}
