package org.brandstore.update.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A question about the installed base (publisher-api.md 4.15).
 *
 * @param subject what is counted
 * @param weekly whether there is one value per week, that of its last day
 */
public record MetricName(Subject subject, boolean weekly) {
    private static final String WEEKLY = "weekly_";

    /** What is counted. */
    public enum Subject {
        DEVICE_CHANGE,
        INSTALLED_BASE_BY_ARCHITECTURE,
        INSTALLED_BASE_BY_CHANNEL,
        INSTALLED_BASE_BY_COUNTRY,
        INSTALLED_BASE_BY_OPERATING_SYSTEM,
        INSTALLED_BASE_BY_VERSION
    }

    /** Reads the name as the tool writes it. */
    public static Optional<MetricName> find(String name) {
        boolean weekly = name.startsWith(WEEKLY);
        String rest = weekly ? name.substring(WEEKLY.length()) : name;
        if (rest.equals("device_change") && !weekly) {
            return Optional.empty();
        }
        String subject = rest.equals("daily_device_change") && !weekly ? "device_change" : rest;
        return Arrays.stream(Subject.values())
                .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(subject))
                .findFirst()
                .map(found -> new MetricName(found, weekly));
    }
}
