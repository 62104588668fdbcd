package org.brandstore.assertion;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.brandstore.assertion.AssertionException.Reason;

/** The texts that stand for numbers, booleans and times (assertions.md 1.8). */
public final class Scalars {
    private static final int SECONDS_END = "yyyy-mm-ddThh:mm:ss".length();
    private static final int NANO_DIGITS = 9;

    private Scalars() {}

    /**
     * An integer with optional sign and without leading zeros.
     *
     * @param header only for the message
     * @throws AssertionException if it is none, or outside the range of an int
     */
    public static int integer(String header, String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int digits = text.length() - start;
        boolean plain = digits > 0 && digits <= 10 && areDigits(text, start, text.length());
        if (!plain || (digits > 1 && text.charAt(start) == '0')) {
            throw notAn("integer without leading zeros", header, text);
        }
        long value = Long.parseLong(text);
        if (value != (int) value) {
            throw notAn("integer of 32 bits", header, text);
        }
        return (int) value;
    }

    /** An unsigned 64-bit decimal without leading zeros; the sign bit of the result is part of the number. */
    public static long size(String header, String text) {
        boolean plain = !text.isEmpty() && text.length() <= 20 && areDigits(text, 0, text.length());
        if (!plain || (text.length() > 1 && text.charAt(0) == '0')) {
            throw notAn("unsigned integer without leading zeros", header, text);
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw notAn("unsigned integer of 64 bits", header, text);
        }
    }

    /** {@code true} or {@code false}, nothing else. */
    public static boolean bool(String header, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw notAn("boolean: true or false", header, text);
        };
    }

    /** RFC 3339 with seconds and zone, as {@code 2026-08-01T00:00:00Z}. */
    public static Instant time(String header, String text) {
        try {
            return parseTime(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw notAn("RFC 3339 time with seconds and zone", header, text);
        }
    }

    /** An integer of 0 or more that is 0 if the header is absent. */
    public static int count(String header, Headers headers) {
        if (headers.find(header).isEmpty()) {
            return 0;
        }
        String text = headers.requireText(header);
        int value = integer(header, text);
        if (value < 0) {
            throw notAn("integer of 0 or more", header, text);
        }
        return value;
    }

    private static Instant parseTime(String text) {
        if (text.length() <= SECONDS_END || !hasShape(text)) {
            throw new DateTimeException("shape");
        }
        int zoneAt = SECONDS_END;
        int nanos = 0;
        if (text.charAt(zoneAt) == '.') {
            int start = ++zoneAt;
            while (zoneAt < text.length() && isDigit(text.charAt(zoneAt))) {
                zoneAt++;
            }
            nanos = nanos(text, start, zoneAt);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(offsetSeconds(text, zoneAt));
    }

    private static boolean hasShape(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** Digits past the ninth are cut off. */
    private static int nanos(String text, int start, int end) {
        if (start == end) {
            throw new DateTimeException("fraction");
        }
        int value = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            value = value * 10 + (start + i < end ? text.charAt(start + i) - '0' : 0);
        }
        return value;
    }

    private static int offsetSeconds(String text, int at) {
        if (at == text.length() - 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        boolean shaped = text.length() - at == "+hh:mm".length()
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && text.charAt(at + 3) == ':';
        if (!shaped) {
            throw new DateTimeException("zone");
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("zone");
        }
        int seconds = (hours * 60 + minutes) * 60;
        return text.charAt(at) == '-' ? -seconds : seconds;
    }

    private static int number(String text, int start, int end) {
        if (!areDigits(text, start, end)) {
            throw new DateTimeException("digits");
        }
        return Integer.parseInt(text, start, end, 10);
    }

    private static boolean areDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static AssertionException notAn(String what, String header, String text) {
        return new AssertionException(
                Reason.INVALID,
                "cannot use \"" + header + "\" with value \"" + Excerpt.of(text) + "\": it is not an " + what);
    }
}
