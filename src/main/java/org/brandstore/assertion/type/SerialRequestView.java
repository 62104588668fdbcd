package org.brandstore.assertion.type;

import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;

/**
 * A {@code serial-request}: a device asks for its serial (assertions.md 3.6). Proof of the key: {@link DeviceProofs}.
 *
 * @param brandId the brand
 * @param model the model
 * @param requestId what the store gave out
 * @param proposedSerial the serial that the device would like
 * @param deviceKey the key of the device, which must have signed the request
 * @param original which device it was before, if it registers again
 */
public record SerialRequestView(
        AccountId brandId,
        ModelName model,
        String requestId,
        Optional<String> proposedSerial,
        PublicKey deviceKey,
        Optional<Original> original) {

    /**
     * The identity that a device gives up.
     *
     * @param brandId the old brand
     * @param model the old model
     * @param serial the old serial
     */
    public record Original(AccountId brandId, ModelName model, String serial) {}

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static SerialRequestView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SERIAL_REQUEST);
        PublicKey deviceKey = PublicKeys.ofDevice(fields);
        PublicKeys.demandSelfSigned(fields, deviceKey);
        return new SerialRequestView(
                fields.accountId("brand-id"),
                fields.modelName("model"),
                fields.nonEmpty("request-id"),
                fields.findText("serial").filter(serial -> !serial.isEmpty()),
                deviceKey,
                original(fields));
    }

    /** All three headers or none: a part would leave open which device it was. */
    private static Optional<Original> original(Fields fields) {
        if (List.of("original-brand-id", "original-model", "original-serial").stream()
                .noneMatch(fields::has)) {
            return Optional.empty();
        }
        return Optional.of(new Original(
                fields.accountId("original-brand-id"),
                fields.modelName("original-model"),
                fields.nonEmpty("original-serial")));
    }
}
