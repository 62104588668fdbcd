package org.brandstore.assertion.type.check;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;

/** The rules of {@code system-user} (assertions.md 3.17). */
final class SystemUserCheck {
    private static final int FORMAT_WITH_SERIALS = 1;
    private static final int FORMAT_WITH_PRESENCE = 2;
    /** The plain form of an address: no comments, no quotes, no display name. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\\p{Cntrl}@<>(),;:\\\\\"\\[\\].]++(?:\\.[^\\s\\p{Cntrl}@<>(),;:\\\\\"\\[\\].]++)*+"
                    + "@[^\\s\\p{Cntrl}@<>(),;:\\\\\"\\[\\].]++(?:\\.[^\\s\\p{Cntrl}@<>(),;:\\\\\"\\[\\].]++)*+");

    /** crypt(3) with at least SHA-512: {@code $id$[rounds=N$]salt$hash}. */
    private static final Pattern PASSWORD =
            Pattern.compile("\\$([0-9]{1,4})\\$(?:rounds=([1-9][0-9]{3,8})\\$)?[a-zA-Z0-9./]++\\$[a-zA-Z0-9./]++");

    private static final int MIN_CRYPT_ID = 6;
    private static final int MIN_ROUNDS = 5000;

    private SystemUserCheck() {}

    static void check(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SYSTEM_USER);
        fields.accountId("brand-id");
        String email = fields.nonEmpty("email");
        if (!EMAIL.matcher(email).matches()) {
            throw fields.refuse("email", "must be an email address, not " + Fields.quoted(email));
        }
        fields.named("username", NameRule.USERNAME);
        fields.findText("name");
        fields.texts("series");
        fields.texts("ssh-keys");
        checkScope(fields, assertion.format());
        checkPassword(fields);
    }

    private static void checkScope(Fields fields, int format) {
        List<String> models = fields.names("models", NameRule.MODEL);
        if (!fields.texts("serials").isEmpty()) {
            demandFormat(fields, "serials", format, FORMAT_WITH_SERIALS);
            if (models.size() != 1) {
                throw fields.refuse("serials", "must be absent unless \"models\" lists exactly one model");
            }
        }
        if (fields.has("user-presence")) {
            demandFormat(fields, "user-presence", format, FORMAT_WITH_PRESENCE);
            fields.oneOf("user-presence", List.of("until-expiration"));
        }
        Instant since = fields.time("since");
        Instant until = fields.time("until");
        if (until.isBefore(since)) {
            throw fields.refuse("until", "must not be before \"since\"");
        }
        if (models.isEmpty() && until.isAfter(oneYearAfter(since))) {
            throw fields.refuse("until", "must be at most one year after \"since\", since no models are listed");
        }
    }

    private static Instant oneYearAfter(Instant since) {
        return since.atZone(ZoneOffset.UTC).plus(Period.ofYears(1)).toInstant();
    }

    private static void demandFormat(Fields fields, String header, int format, int needed) {
        if (format < needed) {
            throw fields.refuse(header, "must be absent in format " + format + ": it needs " + needed);
        }
    }

    private static void checkPassword(Fields fields) {
        boolean forced = fields.flag("force-password-change");
        if (!fields.has("password")) {
            if (forced) {
                throw fields.refuse("force-password-change", "must be false without \"password\"");
            }
            return;
        }
        var parts = PASSWORD.matcher(fields.text("password"));
        boolean right = parts.matches()
                && Integer.parseInt(parts.group(1)) >= MIN_CRYPT_ID
                && (parts.group(2) == null || Integer.parseInt(parts.group(2)) >= MIN_ROUNDS);
        if (!right) {
            // the text may be a password in the clear: it stays out of the message
            throw fields.refuse("password", "must be a crypt(3) hash $id$[rounds=N$]salt$hash with id 6 or more");
        }
    }
}
