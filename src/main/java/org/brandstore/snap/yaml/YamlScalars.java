package org.brandstore.snap.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.snap.yaml.YamlValue.Kind;

/**
 * What a plain scalar is by its look, as the device's reader has it: YAML 1.1 without numbers to the base 60, with the
 * prefixes {@code 0x}, {@code 0o} and {@code 0b}, and underscores anywhere after the first character of a number.
 */
final class YamlScalars {
    /** Much more than any number needs, and few enough to read one soon. */
    static final int LONGEST_NUMBER = 1024;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");
    private static final Set<String> FALSE = Set.of("n", "no", "false", "off");
    private static final Pattern BOOLEAN_CASE = Pattern.compile("[a-z]+|[A-Z][a-z]*|[A-Z]+");
    private static final Pattern INFINITE_OR_NONE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern NUMBER_SIGNS = Pattern.compile("[-+.0-9][-+._0-9a-fA-FxXoO]*+");
    private static final Pattern NUMBER_START = Pattern.compile("[-+.0-9].*", Pattern.DOTALL);
    private static final Pattern POINT_FIRST = Pattern.compile("\\.[0-9]+(?:[eE][-+]?[0-9]+)?");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9][0-9]*))");
    private static final int[] BASES = {16, 8, 2, 8, 10};
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private YamlScalars() {}

    static Kind kindOf(String text) {
        if (NULLS.contains(text)) {
            return Kind.NULL;
        }
        if (isBoolean(text)) {
            return Kind.BOOLEAN;
        }
        if (text.length() > LONGEST_NUMBER || !NUMBER_START.matcher(text).matches()) {
            return Kind.TEXT;
        }
        if (INFINITE_OR_NONE.matcher(text).matches()) {
            return Kind.DECIMAL;
        }
        if (text.startsWith(".")) {
            return POINT_FIRST.matcher(text).matches() && isFinite(text) ? Kind.DECIMAL : Kind.TEXT;
        }
        if (whole(text).isPresent()) {
            return Kind.INTEGER;
        }
        String plain = plain(text);
        return DECIMAL.matcher(plain).matches() && isFinite(plain) ? Kind.DECIMAL : Kind.TEXT;
    }

    /** Whether a text is made of what numbers are made of, but longer than any should be. */
    static boolean isEndlessNumber(String text) {
        return text.length() > LONGEST_NUMBER && NUMBER_SIGNS.matcher(text).matches();
    }

    static boolean isTrue(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The value of an integer's text, unless 64 bits with a sign are too few. */
    static Optional<Long> integer(String text) {
        return whole(text).filter(value -> value.bitLength() < Long.SIZE).map(BigInteger::longValue);
    }

    /** The value of a number's text, unless it is infinite or no number, which JSON cannot say. */
    static Optional<Double> decimal(String text) {
        if (INFINITE_OR_NONE.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(whole(text).map(BigInteger::doubleValue).orElseGet(() -> Double.valueOf(plain(text))));
    }

    private static boolean isBoolean(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return (TRUE.contains(lower) || FALSE.contains(lower))
                && BOOLEAN_CASE.matcher(text).matches();
    }

    /** An integer of 64 bits, with or without a sign; larger ones are read as decimals. */
    private static Optional<BigInteger> whole(String text) {
        Matcher matcher = INTEGER.matcher(plain(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int i = 0; i < BASES.length; i++) {
            String digits = matcher.group(i + 2);
            if (digits != null) {
                BigInteger value = new BigInteger(digits, BASES[i]);
                value = matcher.group(1).equals("-") ? value.negate() : value;
                boolean signed = !matcher.group(1).isEmpty();
                BigInteger most = signed ? BigInteger.valueOf(Long.MAX_VALUE) : MAX;
                return Optional.of(value).filter(v -> v.compareTo(MIN) >= 0 && v.compareTo(most) <= 0);
            }
        }
        return Optional.empty();
    }

    private static String plain(String text) {
        return text.replace("_", "");
    }

    private static boolean isFinite(String decimal) {
        return Double.isFinite(Double.parseDouble(decimal));
    }
}
