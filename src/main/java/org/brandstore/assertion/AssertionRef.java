package org.brandstore.assertion;

import java.util.ArrayList;
import java.util.List;
import org.brandstore.assertion.AssertionException.Reason;

/**
 * Names one assertion whatever its revision.
 *
 * @param type the type
 * @param primaryKey the values of all primary key headers, defaults filled in
 */
public record AssertionRef(AssertionType type, List<String> primaryKey) {

    /** @throws IllegalArgumentException if the key is not a full one */
    public AssertionRef {
        primaryKey = List.copyOf(primaryKey);
        if (primaryKey.size() != type.primaryKeyHeaders().size()) {
            throw new IllegalArgumentException("cannot refer to " + type + " by " + primaryKey.size()
                    + " key values: it has " + type.primaryKeyHeaders().size());
        }
    }

    public static AssertionRef of(AssertionType type, String... primaryKey) {
        return parse(type, List.of(primaryKey));
    }

    /**
     * Reads any spelling of a key: trailing values that are defaults may be left out (assertions.md 2.4).
     *
     * @throws AssertionException if values are missing, too many, empty, with '/' or with a zero character, which no database
     *     can look for
     */
    public static AssertionRef parse(AssertionType type, List<String> spelling) {
        List<String> headers = type.primaryKeyHeaders();
        if (spelling.size() > headers.size()) {
            throw badKey(type, "there are " + spelling.size() + " values, at most " + headers.size() + " are known");
        }
        List<String> key = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i);
            String value = i < spelling.size()
                    ? spelling.get(i)
                    : type.keyDefault(header).orElseThrow(() -> badKey(type, "\"" + header + "\" is missing"));
            if (value.isEmpty() || value.indexOf('/') >= 0 || value.indexOf('\0') >= 0) {
                throw badKey(type, "\"" + header + "\" must be non-empty and without '/' or a zero character");
            }
            key.add(value);
        }
        return new AssertionRef(type, key);
    }

    /** The key as URLs and JSON arrays spell it: trailing defaults cut off (assertions.md 2.4). */
    public List<String> reduced() {
        int end = primaryKey.size();
        while (end > 0
                && type.keyDefault(type.primaryKeyHeaders().get(end - 1))
                        .filter(primaryKey.get(end - 1)::equals)
                        .isPresent()) {
            end--;
        }
        return primaryKey.subList(0, end);
    }

    /** The key without its last value. */
    public List<String> sequenceKey() {
        if (!type.sequenceForming()) {
            throw new IllegalArgumentException("cannot take the sequence key of " + this + ": it forms no sequence");
        }
        return primaryKey.subList(0, primaryKey.size() - 1);
    }

    private static AssertionException badKey(AssertionType type, String why) {
        return new AssertionException(Reason.INVALID, "cannot use primary key of " + type + ": " + why);
    }

    /** The type and the reduced key, joined by slashes. */
    @Override
    public String toString() {
        return type.wireName() + "/" + String.join("/", reduced());
    }
}
