package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Role;
import org.brandstore.device.fleet.InstalledBase;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The installed base over time, from what devices tell (publisher-api.md 4.15). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class MetricsIT {
    private static final LocalDate MONDAY = LocalDate.parse("2031-01-06");

    @Inject
    Publishers publishers;

    @Inject
    InstalledBase base;

    private Brand brand;
    private String token;
    private String id;

    @BeforeEach
    void releaseTwoRevisions() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        String name = publishers.unique("app");
        id = Publishers.register(token, brand, name);
        Publishers.push(token, name, SnapFile.app(name, "1.0"));
        Publishers.push(token, name, SnapFile.app(name, "2.0"), "edge");
        publishers.sql(
                "insert into model (brand_id, name, store_id, architecture, created_at) values (?1, 'pi', ?2, 'arm64', now())",
                brand.account().value(),
                brand.store().value());
    }

    private void installed(String serial, int revision, LocalDate seen) {
        String account = brand.account().value();
        publishers.sql(
                "insert into device (brand_id, model, serial, device_key_id, registered_at, last_seen_at)"
                        + " values (?1, 'pi', ?2, rpad(?1 || ?2, 64, 'k'), now(), cast(?3 as date) + interval '5 hours')"
                        + " on conflict (brand_id, model, serial) do update set last_seen_at = excluded.last_seen_at",
                account,
                serial,
                seen.toString());
        publishers.sql(
                "insert into device_snap (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel, updated_at)"
                        + " values (?1, 'pi', ?2, 'a', ?3, ?4, 'latest/edge', now())"
                        + " on conflict (brand_id, model, serial, instance_key) do update set revision = excluded.revision",
                account,
                serial,
                id,
                revision);
    }

    private void removed(String serial) {
        publishers.sql(
                "delete from device_snap where brand_id = ?1 and serial = ?2",
                brand.account().value(),
                serial);
    }

    private ValidatableResponse ask(String metric, LocalDate from, LocalDate to) {
        return json(
                        token,
                        Map.of(
                                "filters",
                                List.of(Map.of(
                                        "snap_id",
                                        id,
                                        "metric_name",
                                        metric,
                                        "start",
                                        from.toString(),
                                        "end",
                                        to.toString()))))
                .post("/dev/api/snaps/metrics")
                .then();
    }

    private static void assertStrict(JsonPath reply) {
        assertThat(reply.<String, Object>getMap("$")).containsOnlyKeys("metrics");
        assertThat(reply.<String, Object>getMap("metrics[0]"))
                .containsOnlyKeys("status", "snap_id", "metric_name", "buckets", "series");
        int buckets = reply.getList("metrics[0].buckets").size();
        for (Map<String, Object> series : reply.<Map<String, Object>>getList("metrics[0].series")) {
            assertThat(series.keySet()).containsAnyOf("name").isSubsetOf("name", "values", "currently_released");
            assertThat((List<?>) series.get("values")).hasSize(buckets).doesNotContainNull();
        }
    }

    @Test
    void withoutDevicesThereIsNoData() {
        JsonPath reply = ask("weekly_installed_base_by_country", MONDAY, MONDAY)
                .statusCode(200)
                .extract()
                .jsonPath();

        assertStrict(reply);
        assertThat(reply.getString("metrics[0].status")).isEqualTo("NO DATA");
        assertThat(reply.getString("metrics[0].metric_name")).isEqualTo("weekly_installed_base_by_country");
        assertThat(reply.getList("metrics[0].buckets")).isEmpty();
    }

    @Test
    void theInstalledBaseIsCountedByDay() {
        installed("s-1", 1, MONDAY);
        installed("s-2", 1, MONDAY);
        base.count(MONDAY);
        installed("s-2", 2, MONDAY.plusDays(1));
        installed("s-3", 2, MONDAY.plusDays(1));
        base.count(MONDAY.plusDays(1));
        base.count(MONDAY.plusDays(1));

        JsonPath byVersion = ask("installed_base_by_version", MONDAY, MONDAY.plusDays(6))
                .statusCode(200)
                .body("metrics[0].status", equalTo("OK"))
                .body("metrics[0].buckets", contains("2031-01-06", "2031-01-07"))
                .extract()
                .jsonPath();
        assertStrict(byVersion);
        assertThat(byVersion.<Object>getList("metrics[0].series"))
                .isEqualTo(List.of(
                        Map.of("name", "1.0", "values", List.of(2, 1), "currently_released", false),
                        Map.of("name", "2.0", "values", List.of(0, 2), "currently_released", true)));
        ask("installed_base_by_channel", MONDAY, MONDAY.plusDays(1))
                .body("metrics[0].series.name", contains("latest/edge"))
                .body("metrics[0].series[0].values", contains(2, 3))
                .body("metrics[0].series[0].currently_released", equalTo(true));
        ask("installed_base_by_architecture", MONDAY, MONDAY)
                .body("metrics[0].series.name", contains("arm64"))
                .body("metrics[0].series[0].values", contains(2));
        ask("weekly_installed_base_by_version", MONDAY, MONDAY.plusDays(6))
                .body("metrics[0].buckets", contains("2031-01-06"))
                .body("metrics[0].series.values", contains(contains(1), contains(2)));
    }

    @Test
    void devicesComeAndGo() {
        LocalDate day = MONDAY.plusWeeks(10);
        installed("s-1", 1, day);
        installed("s-2", 1, day);
        base.count(day);
        removed("s-1");
        installed("s-2", 1, day.plusDays(1));
        installed("s-3", 1, day.plusDays(1));
        base.count(day.plusDays(1));

        JsonPath daily = ask("daily_device_change", day, day.plusDays(1))
                .statusCode(200)
                .extract()
                .jsonPath();
        assertStrict(daily);
        assertThat(daily.<Object>getList("metrics[0].series"))
                .isEqualTo(List.of(
                        Map.of("name", "continued", "values", List.of(0, 1)),
                        Map.of("name", "lost", "values", List.of(0, 1)),
                        Map.of("name", "new", "values", List.of(2, 1))));
        ask("weekly_device_change", day, day.plusDays(1))
                .body("metrics[0].series.values", contains(contains(1), contains(1), contains(3)));
        base.count(day.plusDays(60));
        ask("daily_device_change", day.plusDays(60), day.plusDays(60)).body("metrics[0].status", equalTo("NO DATA"));
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        ask("installed_base_by_colour", MONDAY, MONDAY)
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"));
        ask("daily_device_change", MONDAY, MONDAY.minusDays(1)).statusCode(400);
        ask("daily_device_change", MONDAY, MONDAY.plusYears(5)).statusCode(400);
        json(token, Map.of("filters", List.of()))
                .post("/dev/api/snaps/metrics")
                .then()
                .statusCode(400);
        String stranger = publishers.token(publishers.person(publishers.brand(), Role.PUBLISHER));
        json(
                        stranger,
                        Map.of(
                                "filters",
                                List.of(Map.of(
                                        "snap_id",
                                        id,
                                        "metric_name",
                                        "daily_device_change",
                                        "start",
                                        "2031-01-01",
                                        "end",
                                        "2031-01-02"))))
                .post("/dev/api/snaps/metrics")
                .then()
                .statusCode(404);
    }
}
