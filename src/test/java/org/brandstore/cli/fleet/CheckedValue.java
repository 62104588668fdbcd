package org.brandstore.cli.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * The sequential model of one thing that one client changes and everybody reads: which values it may have had when, as far
 * as answers tell. Times are nanoseconds of one clock.
 */
final class CheckedValue {
    private static final long EVER = Long.MAX_VALUE;

    private static final class Span {
        private final String value;
        private final long from;
        private long until = EVER;

        Span(String value, long from) {
            this.value = value;
            this.from = from;
        }
    }

    private final List<Span> spans = new ArrayList<>();
    /** What took effect, in order. Going back to the first value from there is none; the same other value renews it. */
    private final List<String> effects = new ArrayList<>();

    CheckedValue(String start, long now) {
        spans.add(new Span(start, now));
        effects.add(start);
    }

    /** A command is sent: from now on its value may be there. */
    synchronized void begin(String value, long now) {
        spans.add(new Span(value, now));
    }

    /** The command that was begun last was acknowledged: whatever was before is gone by now. */
    synchronized void done(long now) {
        Span last = spans.getLast();
        spans.stream().filter(span -> span != last && span.until == EVER).forEach(span -> span.until = now);
        if (!isNothing(last.value)) {
            effects.add(last.value);
        }
    }

    private boolean isNothing(String value) {
        return value.equals(effects.getFirst()) && value.equals(effects.getLast());
    }

    /** It was refused, so it was never there. */
    synchronized void refused() {
        spans.removeLast();
    }

    /** The value that must be there now, as long as nothing is begun. */
    synchronized String present() {
        return effects.getLast();
    }

    /** What it has been since the beginning, without the first value. */
    synchronized List<String> effects() {
        return List.copyOf(effects.subList(1, effects.size()));
    }

    /** What it has been if the command that was begun last took effect. */
    synchronized List<String> effectsOnceDone() {
        List<String> all = new ArrayList<>(effects());
        String last = spans.getLast().value;
        if (!isNothing(last)) {
            all.add(last);
        }
        return all;
    }

    /** Whether an answer can be right: the value may have been there in that time. */
    synchronized boolean explains(String value, long from, long until) {
        return spans.stream().anyMatch(span -> span.value.equals(value) && span.from <= until && span.until >= from);
    }

    synchronized String describe() {
        StringBuilder text = new StringBuilder();
        spans.stream()
                .skip(Math.max(0, spans.size() - 6))
                .forEach(span -> text.append(span.value)
                        .append('@')
                        .append(span.from / 1_000_000)
                        .append("..")
                        .append(span.until == EVER ? "" : String.valueOf(span.until / 1_000_000))
                        .append(' '));
        return text.toString();
    }
}
