package org.brandstore.assertion.type;

import java.time.Instant;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;

/**
 * A {@code serial}: the identity of a device (assertions.md 3.5).
 *
 * @param authorityId who signed it: the brand, or one that the model lists
 * @param brandId the brand
 * @param model the model
 * @param serial unique for brand and model; any non-empty text without slash, since others than this store issue too
 * @param deviceKey the key of the device
 * @param timestamp when it was issued
 */
public record SerialView(
        AccountId authorityId,
        AccountId brandId,
        ModelName model,
        String serial,
        PublicKey deviceKey,
        Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static SerialView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SERIAL);
        PublicKey deviceKey = PublicKeys.ofDevice(fields);
        PublicKeys.demandId(fields, "device-key-sha3-384", deviceKey);
        return new SerialView(
                fields.accountId("authority-id"),
                fields.accountId("brand-id"),
                fields.modelName("model"),
                fields.nonEmpty("serial"),
                deviceKey,
                fields.time("timestamp"));
    }
}
