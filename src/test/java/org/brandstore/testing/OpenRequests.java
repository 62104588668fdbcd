package org.brandstore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the server is about, beside what it was about at the start of a test: requests that are worked on, and bytes of
 * bodies that are kept until they are whole.
 */
public final class OpenRequests {
    private final MeterRegistry meters;
    private final double before;

    public OpenRequests(MeterRegistry meters) {
        this.meters = meters;
        this.before = now();
    }

    private double now() {
        return sum("http.server.active.requests") + sum("brandstore.device.bodies");
    }

    private double sum(String name) {
        return meters.find(name).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    /** Returns when a request has come. */
    public void waitForOne() {
        Eventually.holds(() -> assertThat(now()).isGreaterThan(before));
    }

    /** Returns when the server has noticed that it has gone. */
    public void waitForNone() {
        Eventually.holds(() -> assertThat(now()).isEqualTo(before));
    }
}
