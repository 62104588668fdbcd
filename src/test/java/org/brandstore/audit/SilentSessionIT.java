package org.brandstore.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brandstore.testing.Publishers.json;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.database.AtOnce;
import org.brandstore.event.AuditedChange;
import org.brandstore.event.ChainCheck;
import org.brandstore.event.ChangeLog;
import org.brandstore.naming.AccountId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.Test;

/**
 * A program that is silent between its audit record and its commit, as one does that was stopped or cut off. Without the
 * limits for locks and for idle transactions it failed in one run of one.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SilentSessionIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    @Inject
    Publishers publishers;

    @Inject
    DeviceWorld world;

    @Inject
    DataSource pool;

    @Inject
    ChangeLog log;

    @TestHTTPResource("/")
    URI url;

    @Test
    void itHoldsUpNeitherOtherBrandsNorDevicesAndItsOwnBrandForSecondsOnly() throws Exception {
        Brand stopped = publishers.brand();
        Brand other = publishers.brand();
        String ofStopped = publishers.token(publishers.person(stopped, Role.PUBLISHER));
        String ofOther = publishers.token(publishers.person(other, Role.PUBLISHER));
        DeviceWorld.Brand makers = world.brand();
        Assertion model = world.model(makers.id(), "model-1", makers.store());
        TestDevice device = new TestDevice(new RawHttp(url.getPort()), model);
        Assertion serial = device.register();

        try (Connection silent = pool.getConnection()) {
            silent.setAutoCommit(false);
            AuditAppender.append(silent, List.of(change(stopped.account())), Instant.now());
            Instant began = Instant.now();
            AtOnce.run(repeat(6, () -> registers(ofOther, other)));
            assertThat(AtOnce.answers(4, () -> device.askSession(serial, device.nonce())))
                    .extracting(RawHttp.Answer::status)
                    .containsOnly(200);
            assertThat(Duration.between(began, Instant.now())).isLessThan(AT_ONCE);

            AtOnce.run(repeat(6, () -> registers(ofStopped, stopped)));
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThatThrownBy(silent::commit).isInstanceOf(SQLException.class);
        }
        assertThat(log.verify()).isInstanceOf(ChainCheck.Intact.class);
    }

    private static AuditedChange change(AccountId brand) {
        return new AuditedChange("p", "a", "silent", Optional.of(brand), new TreeMap<>(), new TreeMap<>(), "");
    }

    private static Callable<?>[] repeat(int times, Callable<?> thing) {
        return IntStream.range(0, times).mapToObj(i -> thing).toArray(Callable<?>[]::new);
    }

    /** Told to come again, a client does; what counts is that it is done in the end. */
    private String registers(String token, Brand brand) {
        Map<String, String> wish = Map.of(
                "snap_name", publishers.unique("app"), "store", brand.store().value());
        for (int attempt = 0; attempt < 3; attempt++) {
            int status = json(token, wish).post("/dev/api/register-name/").statusCode();
            if (status == 201) {
                return wish.get("snap_name");
            }
            assertThat(status).isEqualTo(503);
        }
        throw new AssertionError("refused three times");
    }
}
