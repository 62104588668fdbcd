package org.brandstore.assertion.type.check;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;

/** The rules of {@code request-message} (assertions.md 3.22). */
final class RequestMessageCheck {
    private RequestMessageCheck() {}

    static void check(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.REQUEST_MESSAGE);
        fields.accountId("account-id");
        fields.named("message-id", NameRule.MESSAGE_ID);
        fields.named("message-kind", NameRule.MESSAGE_KIND);
        checkDevices(fields);
        fields.names("assumes", NameRule.FEATURE);
        Instant since = fields.time("valid-since");
        if (fields.time("valid-until").isBefore(since)) {
            throw fields.refuse("valid-until", "must not be before \"valid-since\"");
        }
        fields.time("timestamp");
        if (assertion.bodyLength() == 0) {
            throw fields.refuse("the body must not be empty");
        }
    }

    private static void checkDevices(Fields fields) {
        List<String> devices = fields.names("devices", NameRule.DEVICE_ID);
        if (devices.isEmpty()) {
            throw fields.refuse("devices", "must list at least one device");
        }
        if (Set.copyOf(devices).size() < devices.size()) {
            throw fields.refuse("devices", "must not list a device twice");
        }
    }
}
