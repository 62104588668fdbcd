package org.brandstore.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.brandstore.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RootOfTrustIT {
    @Inject
    RootOfTrust root;

    @Test
    void theFirstStartMakesARoot() {
        assertThat(root.require().rootKeyHeld()).isTrue();
    }
}
