package org.brandstore.assertion;

import java.util.ArrayList;
import java.util.List;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.naming.NameRules;

/** The checks which all types share (assertions.md 1.4). */
public final class GenericChecks {
    private GenericChecks() {}

    static AssertionType type(Headers headers) {
        String name = headers.requireText("type");
        return AssertionType.find(name)
                .orElseThrow(
                        () -> invalid("cannot use assertion of type \"" + Excerpt.of(name) + "\": it is not known"));
    }

    public static void checkSignKeyId(Headers headers) {
        String id = headers.requireText("sign-key-sha3-384");
        if (!NameRules.isKeyId(id)) {
            throw invalid("cannot use sign-key-sha3-384 \"" + Excerpt.of(id)
                    + "\": it must be 48 bytes in unpadded base64url");
        }
    }

    public static void checkAuthority(AssertionType type, Headers headers) {
        if (!type.hasAuthority()) {
            if (headers.find("authority-id").isPresent()) {
                throw invalid("cannot use authority-id in " + type + ": the type has none");
            }
            return;
        }
        if (headers.requireText("authority-id").isEmpty()) {
            throw invalid("cannot use empty authority-id");
        }
    }

    public static List<String> primaryKey(AssertionType type, Headers headers) {
        List<String> key = new ArrayList<>(type.primaryKeyHeaders().size());
        for (String header : type.primaryKeyHeaders()) {
            String value =
                    headers.find(header).isEmpty() && type.keyDefault(header).isPresent()
                            ? type.keyDefault(header).get()
                            : headers.requireText(header);
            if (value.isEmpty() || value.indexOf('/') >= 0) {
                throw invalid("cannot use primary key header \"" + header + "\" with value \"" + Excerpt.of(value)
                        + "\": it must be non-empty and without '/'");
            }
            key.add(value);
        }
        if (type.sequenceForming()) {
            checkSequence(type.primaryKeyHeaders().getLast(), key.getLast());
        }
        return key;
    }

    /** One number has one spelling, or two references would mean the same member. */
    private static void checkSequence(String header, String text) {
        int number = Scalars.integer(header, text);
        if (number < 1 || text.charAt(0) == '+') {
            throw invalid("cannot use " + header + " " + text + ": it must be an integer of 1 or more without sign");
        }
    }

    private static AssertionException invalid(String message) {
        return new AssertionException(Reason.INVALID, message);
    }
}
