package org.brandstore.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators ask is on a port of its own and nowhere else. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ManagementPortIT {
    @TestHTTPResource("/")
    URI url;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health",
                "/q/health/live",
                "/q/health/started",
                "/q/health/ready",
                "/q/health/group/freshness",
                "/q/metrics",
                "/q/openapi"
            })
    void healthMetricsAndTheDescriptionAreNotFoundOnThePublicPort(String path) {
        assertThat(new RawHttp(url.getPort()).get(path).status()).isEqualTo(404);
        assertThat(new RawHttp(management.getPort()).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/snaps/info/none", "/console/sign-in", "/api/admin/v1/stores"})
    void noFaceAnswersOnTheManagementPort(String path) {
        assertThat(new RawHttp(management.getPort()).get(path).status()).isEqualTo(404);
    }
}
