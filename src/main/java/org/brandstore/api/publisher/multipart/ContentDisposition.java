package org.brandstore.api.publisher.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header that names a part of a form.
 *
 * @param name of the form field
 * @param filename as sent; empty Optional for a plain field, an empty text is a file name too (publisher-api.md trap 19)
 */
public record ContentDisposition(String name, Optional<String> filename) {
    /** Reads what follows {@code Content-Disposition:}. */
    static ContentDisposition parse(String value) throws MalformedMultipartException {
        Map<String, String> parameters = new HashMap<>();
        Cursor cursor = new Cursor(value);
        if (!cursor.token().equals("form-data")) {
            throw new MalformedMultipartException("a part is not form-data");
        }
        while (cursor.skip(';')) {
            String key = cursor.token();
            if (!cursor.skip('=')) {
                throw new MalformedMultipartException("a parameter of Content-Disposition has no value");
            }
            parameters.put(key, cursor.value());
        }
        String name = parameters.get("name");
        if (name == null || !cursor.atEnd()) {
            throw new MalformedMultipartException("a part has no name");
        }
        String extended = parameters.get("filename*");
        String filename = extended == null ? parameters.get("filename") : decode(extended);
        return new ContentDisposition(name, Optional.ofNullable(filename));
    }

    /** The form {@code UTF-8''text} with percent escapes (RFC 5987), which older clients send for other than ASCII. */
    private static String decode(String extended) throws MalformedMultipartException {
        int mark = extended.toLowerCase(Locale.ROOT).startsWith("utf-8'") ? extended.indexOf('\'', 6) : -1;
        if (mark < 0) {
            throw new MalformedMultipartException("a file name is not in UTF-8");
        }
        try {
            return URLDecoder.decode(extended.substring(mark + 1).replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedMultipartException("a file name has a broken escape");
        }
    }

    /** Goes over the header once. */
    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            skipBlanks();
            return at == text.length();
        }

        boolean skip(char expected) {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == expected) {
                at++;
                return true;
            }
            return false;
        }

        String token() {
            skipBlanks();
            int start = at;
            while (at < text.length() && " \t;=\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at).toLowerCase(Locale.ROOT);
        }

        String value() throws MalformedMultipartException {
            if (!skip('"')) {
                int start = at;
                while (at < text.length() && text.charAt(at) != ';') {
                    at++;
                }
                return text.substring(start, at).strip();
            }
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                boolean escaped = text.startsWith("\\\"", at);
                value.append(text.charAt(escaped ? at + 1 : at));
                at += escaped ? 2 : 1;
            }
            if (!skip('"')) {
                throw new MalformedMultipartException("a quote in Content-Disposition is not closed");
            }
            return value.toString();
        }

        private void skipBlanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }
    }
}
