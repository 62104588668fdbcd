package org.brandstore.snap.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lines of a chip, such as {@code 0,3-7}: numbers and spans that do not overlap.
 *
 * @param spans at least one
 */
public record LineRange(List<Span> spans) {
    private static final Pattern SPAN = Pattern.compile("0*([0-9]{1,10})(?:-0*([0-9]{1,10}))?");
    private static final long MOST = 0xFFFF_FFFFL;

    public LineRange {
        spans = List.copyOf(spans);
    }

    /** From one line to another, both included. */
    public record Span(long first, long last) {
        boolean overlaps(Span other) {
            return first <= other.last && other.first <= last;
        }
    }

    public static Optional<LineRange> parse(String text) {
        List<Span> spans = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            var matcher = SPAN.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            Span span = new Span(first, last);
            boolean ends = matcher.group(2) == null || last > first;
            if (!ends || last > MOST || spans.stream().anyMatch(span::overlaps)) {
                return Optional.empty();
            }
            spans.add(span);
        }
        return Optional.of(new LineRange(spans));
    }

    public boolean overlaps(LineRange other) {
        return spans.stream().anyMatch(span -> other.spans.stream().anyMatch(span::overlaps));
    }

    /** How many lines these are. */
    public long size() {
        return spans.stream().mapToLong(span -> span.last - span.first + 1).sum();
    }
}
