package org.brandstore.api.publisher.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.api.publisher.CallerSnaps;
import org.brandstore.api.publisher.JsonBodies;
import org.brandstore.api.publisher.JsonBody;
import org.brandstore.security.Effect;
import org.brandstore.security.Limits;
import org.brandstore.security.OnSnap;
import org.brandstore.security.Requires;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapOperation;
import org.brandstore.update.metric.Metric;
import org.brandstore.update.metric.MetricName;
import org.brandstore.update.metric.SnapMetrics;
import org.jspecify.annotations.Nullable;

/** How many devices run what of a snap (publisher-api.md 4.15). The tool dies of any key that it does not know, and of nulls. */
@Path("/dev/api/snaps/metrics")
@Dialect(ErrorDialect.ERROR_LIST_UNDERSCORE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class MetricsResource {
    private static final int MAX_FILTERS = 10;

    /** Exactly what the tool knows. */
    record Reply(@JsonProperty("metrics") List<Item> metrics) {}

    /** One answer for each question. */
    record Item(
            @JsonProperty("status") String status,
            @JsonProperty("snap_id") String snapId,
            @JsonProperty("metric_name") String name,
            @JsonProperty("buckets") List<String> buckets,
            @JsonProperty("series") List<Series> series) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Series(
            @JsonProperty("name") String name,
            @JsonProperty("values") List<Long> values,
            @JsonProperty("currently_released") @Nullable Boolean released) {}

    private final JsonBodies bodies;
    private final CallerSnaps callerSnaps;
    private final SnapMetrics metrics;

    MetricsResource(JsonBodies bodies, CallerSnaps callerSnaps, SnapMetrics metrics) {
        this.bodies = bodies;
        this.callerSnaps = callerSnaps;
        this.metrics = metrics;
    }

    @POST
    @Requires(value = Permission.PACKAGE_METRICS, limits = Limits.NO_CHANNEL)
    @OnSnap(SnapOperation.SEE)
    @Effect(Effect.Reach.READS)
    public Reply metrics(InputStream request) {
        JsonBody body = bodies.object(request);
        List<JsonBody> filters = body.objects("filters");
        if (filters.isEmpty() || filters.size() > MAX_FILTERS) {
            throw body.wrong("filters", "it must have 1 to " + MAX_FILTERS + " items");
        }
        return new Reply(filters.stream().map(this::item).toList());
    }

    private Item item(JsonBody filter) {
        String wanted = filter.text("metric_name", 100);
        MetricName name = MetricName.find(wanted)
                .orElseThrow(() -> filter.wrong("metric_name", "there is no metric of this name"));
        Snap snap = callerSnaps.byId(filter.text("snap_id", 64));
        Metric metric = metrics.answer(snap, name, day(filter, "start"), day(filter, "end"));
        return new Item(
                metric.series().isEmpty() ? "NO DATA" : "OK",
                snap.id().value(),
                wanted,
                metric.buckets().stream().map(LocalDate::toString).toList(),
                metric.series().stream()
                        .map(series -> new Series(
                                series.name(),
                                series.values(),
                                series.released().orElse(null)))
                        .toList());
    }

    private static LocalDate day(JsonBody filter, String field) {
        String text = filter.text(field, 20);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw filter.wrong(field, "it must be a day such as 2026-01-31");
        }
    }
}
