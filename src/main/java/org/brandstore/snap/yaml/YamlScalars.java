package org.brandstore.snap.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.snap.yaml.YamlValue.Kind;

/** What a plain scalar is by its look: the YAML 1.1 rules as the device's reader has them. */
final class YamlScalars {
    /** No number or truth value is longer. */
    private static final int LONGEST = 40;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");
    private static final Set<String> FALSE = Set.of("n", "no", "false", "off");
    private static final Pattern BOOLEAN_CASE = Pattern.compile("[a-z]+|[A-Z][a-z]*|[A-Z]+");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*|0[0-7_]+|0x[0-9a-fA-F_]+)");
    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private YamlScalars() {}

    static Kind kindOf(String text) {
        if (text.length() > LONGEST) {
            return Kind.TEXT;
        }
        if (NULLS.contains(text)) {
            return Kind.NULL;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if ((TRUE.contains(lower) || FALSE.contains(lower))
                && BOOLEAN_CASE.matcher(text).matches()) {
            return Kind.BOOLEAN;
        }
        if (INTEGER.matcher(text).matches()) {
            return Kind.INTEGER;
        }
        return DECIMAL.matcher(text).matches() ? Kind.DECIMAL : Kind.TEXT;
    }

    static boolean isTrue(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The value of an integer's text, unless 64 bits are too few. */
    static Optional<Long> integer(String text) {
        String plain = text.replace("_", "");
        String sign = plain.startsWith("-") ? "-" : "";
        String digits = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            radix = 8;
        }
        try {
            return Optional.of(Long.parseLong(sign + digits, radix));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The value of a decimal's text, unless it is infinite or no number, which JSON cannot say. */
    static Optional<Double> decimal(String text) {
        if (text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
}
