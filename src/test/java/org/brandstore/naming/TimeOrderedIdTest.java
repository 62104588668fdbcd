package org.brandstore.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void anIdIsAUuidOfVersionSeven() {
        UUID id = TimeOrderedId.next(Instant.parse("2026-11-22T10:00:00.123Z"), random);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_795_341_600_123L);
    }

    @Test
    void laterIdsAreGreaterInTheDatabasesOrder() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");

        assertThat(TimeOrderedId.next(now, random).toString())
                .isLessThan(TimeOrderedId.next(now.plusMillis(1), random).toString());
    }
}
