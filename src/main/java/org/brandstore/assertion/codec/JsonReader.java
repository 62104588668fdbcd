package org.brandstore.assertion.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Excerpt;

/** Reads JSON as RFC 8259 has it; refuses what devices of different age would spell differently. */
final class JsonReader {
    /** Indented canonically, anything deeper would exceed the limit of a body. */
    private static final int MAX_DEPTH = 1024;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
    /** Go prints an exponent below the one and from the other on. */
    private static final double PLAIN_FROM = 1e-6;

    private static final double PLAIN_BELOW = 1e21;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.broken("the end must follow");
        }
        return value;
    }

    private JsonValue value(int depth) {
        if (depth > MAX_DEPTH) {
            throw broken("it nests deeper than " + MAX_DEPTH);
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> new JsonValue.Text(string());
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private JsonValue members(int depth) {
        SortedMap<String, JsonValue> values = JsonValue.newMembers();
        at++;
        skipSpace();
        if (skip('}')) {
            return new JsonValue.Members(values);
        }
        do {
            skipSpace();
            String key = string();
            skipSpace();
            expect(':');
            if (values.put(key, value(depth + 1)) != null) {
                throw broken("key \"" + Excerpt.of(key) + "\" occurs twice");
            }
            skipSpace();
        } while (skip(','));
        expect('}');
        return new JsonValue.Members(values);
    }

    private JsonValue elements(int depth) {
        List<JsonValue> values = new ArrayList<>();
        at++;
        skipSpace();
        if (skip(']')) {
            return new JsonValue.Elements(values);
        }
        do {
            values.add(value(depth + 1));
            skipSpace();
        } while (skip(','));
        expect(']');
        return new JsonValue.Elements(values);
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (!skip('"')) {
            char c = peek();
            if (c < ' ') {
                throw broken("a control character must be escaped");
            }
            at++;
            value.append(c == '\\' ? escaped() : c);
        }
        if (!Utf8.isEncodable(value.toString())) {
            throw broken("an escape is half a character");
        }
        return value.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        char value = switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> fourDigits();
            default -> throw broken("there is an unknown escape");
        };
        if (value == '\b' || value == '\f') {
            throw broken("devices disagree on the spelling of U+0008 and U+000C");
        }
        return value;
    }

    private char fourDigits() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw broken("four hex digits must follow \\u");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private JsonValue number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw broken("a value must follow");
        }
        double value = Double.parseDouble(matcher.group());
        if (Double.isInfinite(value)) {
            throw broken("a number is too large");
        }
        at = matcher.end();
        return new JsonValue.Literal(spelling(value));
    }

    /** The shortest decimal that reads back as the same double, the way Go's encoder lays it out. */
    private static String spelling(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal oneDigit = shortest.round(new MathContext(1));
        if (oneDigit.doubleValue() == value) {
            shortest = oneDigit.stripTrailingZeros();
        }
        double size = Math.abs(value);
        if (size >= PLAIN_FROM && size < PLAIN_BELOW) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + (exponent < 0 ? "e" : "e+") + exponent;
    }

    private JsonValue word(String word) {
        if (!text.startsWith(word, at)) {
            throw broken("a value must follow");
        }
        at += word.length();
        return new JsonValue.Literal(word);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw broken("'" + c + "' must follow");
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw broken("more must follow");
        }
        return text.charAt(at);
    }

    private AssertionException broken(String why) {
        return new AssertionException(Reason.INVALID, "cannot read JSON after " + at + " characters: " + why);
    }
}
