package org.brandstore.snap.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something may take, such as {@code 5s} or {@code 1h30m}: numbers, each with a unit of ns, us, ms, s, m or h, after
 * one sign; zero alone needs no unit.
 *
 * @param sign -1 below zero, 0 or 1
 */
public record TimeSpan(int sign) {
    private static final Pattern PART = Pattern.compile("([0-9]*)(\\.[0-9]*)?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int LONGEST = 200;

    /** Reads one; empty for a text that is none, or more than 292 years. */
    public static Optional<TimeSpan> parse(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String parts = signed ? text.substring(1) : text;
        if (parts.equals("0")) {
            return Optional.of(new TimeSpan(0));
        }
        if (parts.isEmpty() || parts.length() > LONGEST) {
            return Optional.empty();
        }
        boolean negative = text.startsWith("-");
        BigInteger least = negative ? MOST.add(BigInteger.ONE) : MOST;
        return nanoseconds(parts)
                .filter(total -> total.compareTo(least) <= 0)
                .map(total -> new TimeSpan(negative ? -total.signum() : total.signum()));
    }

    private static Optional<BigInteger> nanoseconds(String parts) {
        BigInteger total = BigInteger.ZERO;
        Matcher matcher = PART.matcher(parts);
        int end = 0;
        while (end < parts.length()) {
            if (!matcher.find() || matcher.start() != end || isWithoutDigits(matcher)) {
                return Optional.empty();
            }
            end = matcher.end();
            BigDecimal number = new BigDecimal("0" + matcher.group(1) + fraction(matcher)
                    + (fraction(matcher).isEmpty() ? "" : "0"));
            total = total.add(number.multiply(BigDecimal.valueOf(NANOSECONDS.getOrDefault(matcher.group(3), 0L)))
                    .toBigInteger());
        }
        return Optional.of(total);
    }

    private static boolean isWithoutDigits(Matcher matcher) {
        return (matcher.group(1) + fraction(matcher)).chars().noneMatch(c -> c >= '0' && c <= '9');
    }

    private static String fraction(Matcher matcher) {
        return matcher.group(2) == null ? "" : matcher.group(2);
    }
}
