package org.brandstore.assertion.type;

import java.time.Instant;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;

/**
 * A {@code device-session-request} (assertions.md 3.7). Who signed it is not known from itself: see {@link DeviceProofs}.
 *
 * @param brandId the brand of the device
 * @param model its model
 * @param serial its serial; any non-empty text without slash
 * @param nonce what the store gave out
 * @param timestamp the clock of the device, which may be wrong
 */
public record SessionRequestView(AccountId brandId, ModelName model, String serial, String nonce, Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static SessionRequestView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.DEVICE_SESSION_REQUEST);
        return new SessionRequestView(
                fields.accountId("brand-id"),
                fields.modelName("model"),
                fields.nonEmpty("serial"),
                fields.nonEmpty("nonce"),
                fields.time("timestamp"));
    }
}
