package org.brandstore.bench;

import java.util.Locale;

/**
 * What a round of load came to.
 *
 * @param answers right answers in the measured time
 * @param wrong answers with another status or length than expected
 * @param seconds measured
 * @param millis50 the median latency
 * @param millis99 the latency that one in a hundred exceeds
 */
record Load(long answers, long wrong, double seconds, double millis50, double millis99, double millisMax) {
    double perSecond() {
        return answers / seconds;
    }

    String toLine() {
        return String.format(
                Locale.ROOT, "%d %d %.6f %.4f %.4f %.4f", answers, wrong, seconds, millis50, millis99, millisMax);
    }

    static Load ofLine(String line) {
        String[] parts = line.strip().split(" ", -1);
        return new Load(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Double.parseDouble(parts[5]));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f/s, median %.2f ms, p99 %.2f ms, max %.1f ms%s",
                perSecond(),
                millis50,
                millis99,
                millisMax,
                wrong == 0 ? "" : ", " + wrong + " WRONG");
    }
}
