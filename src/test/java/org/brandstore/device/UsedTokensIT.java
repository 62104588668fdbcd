package org.brandstore.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.brandstore.device.UsedTokens.Purpose;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UsedTokensIT {
    @Inject
    UsedTokens tokens;

    private final String name = UUID.randomUUID().toString();

    private boolean use(String token, Duration ago) {
        return QuarkusTransaction.requiringNew()
                .call(() -> tokens.use(
                        Purpose.NONCE,
                        name + token,
                        new byte[] {1},
                        Instant.now().minus(ago)));
    }

    @Test
    void whatIsTooOldToBeUsedIsForgottenAndNothingElse() {
        assertThat(use("old", Duration.ofHours(2))).isTrue();
        assertThat(use("late", Duration.ofMinutes(30))).isTrue();
        assertThat(use("fresh", Duration.ofHours(-1))).isTrue();

        assertThat(tokens.forgetExpired()).isPositive();

        assertThat(use("old", Duration.ofHours(2))).isTrue();
        assertThat(use("late", Duration.ofMinutes(30))).isFalse();
        assertThat(use("fresh", Duration.ofHours(-1))).isFalse();
    }
}
