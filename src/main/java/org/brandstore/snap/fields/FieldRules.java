package org.brandstore.snap.fields;

import java.util.Optional;
import java.util.regex.Pattern;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.yaml.YamlFields;

/** The rules of single texts, as the device has them; what it would refuse to install the store does not take. */
final class FieldRules {
    /** Of plugs, slots, interfaces and hooks. */
    private static final Pattern LOWER_NAME = Pattern.compile("[a-z](?:-?[a-z0-9])*+");

    private static final Pattern VERSION = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9:.+~-]{0,30}[a-zA-Z0-9+~])?");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9](?:-?[a-zA-Z0-9])*+");
    private static final String DEFAULT_PROVENANCE = "global-upload";
    private static final int LONGEST_NAME = 255;

    private FieldRules() {}

    static boolean isLowerName(String text) {
        return text.length() <= LONGEST_NAME && LOWER_NAME.matcher(text).matches();
    }

    /** The rule of app names and provenances: letters, digits, single inner dashes. */
    static boolean isWord(String text) {
        return text.length() <= LONGEST_NAME && WORD.matcher(text).matches();
    }

    /** A text as an attribute: numbers and truth values must be in quotes to be one. */
    static String plainText(YamlFields fields, String field) {
        if (fields.plain(field) instanceof String text) {
            return text;
        }
        throw fields.wrong(field, "it must be a text; put quotes around numbers and truth values");
    }

    static SnapName name(YamlFields fields, String field, String text) {
        try {
            return new SnapName(text);
        } catch (InvalidNameException e) {
            throw fields.wrong(field, e.getMessage() == null ? "invalid name" : e.getMessage());
        }
    }

    static String version(YamlFields fields, String text) {
        if (!VERSION.matcher(text).matches()) {
            throw fields.wrong(
                    "version",
                    "it must be 1 to 32 of a-z, A-Z, 0-9 and inner : . + ~ -, begin with a letter or digit"
                            + " and not end with : . or -");
        }
        return text;
    }

    /** A text for people, empty where it is absent. */
    static String prose(YamlFields fields, String field, int maxCodePoints) {
        String text = fields.text(field).orElse("");
        int length = text.codePointCount(0, text.length());
        if (length > maxCodePoints) {
            throw fields.wrong(field, "it has " + length + " characters; at most " + maxCodePoints + " are allowed");
        }
        return text;
    }

    static Optional<String> provenance(YamlFields fields) {
        Optional<String> provenance = fields.text("provenance").filter(text -> !text.isEmpty());
        provenance.ifPresent(text -> {
            if (text.equals(DEFAULT_PROVENANCE)) {
                throw fields.wrong("provenance", "the default must not be given explicitly; leave it out");
            }
            if (!isWord(text)) {
                throw fields.wrong("provenance", "it must be letters, digits and single inner dashes");
            }
        });
        return provenance;
    }
}
