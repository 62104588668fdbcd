package org.brandstore.snap.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;

class UploadRoomTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final UploadRoom room = new UploadRoom(
            new SmallRyeConfigBuilder()
                    .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                    .withMapping(UploadConfig.class)
                    .withDefaultValue("brandstore.upload.max-parallel", "2")
                    .withDefaultValue("brandstore.upload.max-bytes-in-flight", "1000")
                    .withDefaultValue("brandstore.upload.max-unclaimed-bytes", "10000")
                    .build()
                    .getConfigMapping(UploadConfig.class),
            () -> {
                asked.incrementAndGet();
                return 0;
            },
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private UploadPlace enter() {
        return room.enter(OptionalLong.empty());
    }

    @Test
    void noMoreFilesAreReceivedThanThereAreSlotsAndEachGivesItsSlotBack() {
        UploadPlace first = enter();
        UploadPlace second = enter();
        assertThatThrownBy(this::enter).isInstanceOf(StoreException.class).hasMessageContaining("are under way");

        first.close();
        enter().close();
        second.close();
    }

    @Test
    void noMoreBytesAreOnTheirWayThanThereIsRoomForAndWhatWasAnnouncedOnlyTakesNone() throws IOException {
        try (UploadPlace idle = room.enter(OptionalLong.of(9_000));
                UploadPlace busy = enter()) {
            busy.counted(new ByteArrayInputStream(new byte[1_000])).readAllBytes();
            assertThatThrownBy(() ->
                            idle.counted(new ByteArrayInputStream(new byte[1])).readAllBytes())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("all that there is room for");
        }
        try (UploadPlace next = enter()) {
            assertThat(next.counted(new ByteArrayInputStream(new byte[1_000])).readAllBytes())
                    .hasSize(1_000);
        }
    }

    @Test
    void theSumOfWhatWaitsIsKeptAndNotAskedForAtEachUpload() {
        for (int i = 0; i < 100; i++) {
            enter().close();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatWasReceivedSinceCounts() {
        enter().close();
        room.received(4_000);

        assertThatThrownBy(() -> room.enter(OptionalLong.of(6_001)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("wait to be claimed");
        room.enter(OptionalLong.of(6_000)).close();
    }
}
