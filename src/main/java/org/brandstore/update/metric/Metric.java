package org.brandstore.update.metric;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a question about the installed base.
 *
 * @param buckets the days, or the first days of the weeks; none if there is no data
 * @param series one value for each bucket
 */
public record Metric(List<LocalDate> buckets, List<Series> series) {
    public static final Metric NONE = new Metric(List.of(), List.of());

    public Metric {
        buckets = List.copyOf(buckets);
        series = List.copyOf(series);
    }

    /** @param released whether what the name says is to be had now, if that can be said */
    public record Series(String name, List<Long> values, Optional<Boolean> released) {
        public Series {
            values = List.copyOf(values);
        }
    }
}
