package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.AccountId;

/**
 * A {@code response-message}: what a device answers to a request-message (assertions.md 3.22). Proof of the key:
 * {@link DeviceProofs}.
 *
 * @param accountId who had asked
 * @param messageId the request
 * @param device {@code serial.model.brand-id}
 * @param status {@code success}, {@code error}, {@code unauthorized} or {@code rejected}
 * @param timestamp the clock of the device, which may be wrong
 */
public record ResponseMessageView(
        AccountId accountId, String messageId, String device, String status, Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static ResponseMessageView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.RESPONSE_MESSAGE);
        return new ResponseMessageView(
                fields.accountId("account-id"),
                fields.named("message-id", NameRule.MESSAGE_ID),
                fields.named("device", NameRule.DEVICE_ID),
                fields.oneOf("status", List.of("success", "error", "unauthorized", "rejected")),
                fields.time("timestamp"));
    }
}
