package org.brandstore.assertion.type;

import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.brandstore.assertion.type.model.ModelView;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;

/**
 * Proves the three types that devices sign and that no account-key verifies (the end of assertions.md 2.6). That the
 * serials and models handed in are themselves genuine must have been verified before.
 */
public final class DeviceProofs {
    private DeviceProofs() {}

    /**
     * Proves that whoever asks for a serial holds the key in the request (assertions.md 3.6).
     *
     * @param model the model assertion that came with the request
     * @throws AssertionException if the key has not signed it, or the model is another one
     */
    public static SerialRequestView requireSerialRequest(Assertion request, Assertion model) {
        SerialRequestView view = SerialRequestView.of(request);
        ModelView modelView = ModelView.of(model);
        demandSameModel(request, view.brandId(), view.model(), modelView.brandId(), modelView.model());
        SignatureVerifier.verify(request, view.deviceKey());
        return view;
    }

    /**
     * Proves that a device that registers again is the one it says it was (assertions.md 3.6).
     *
     * @param serial the old serial that came with the request
     * @throws AssertionException if the request names another device, or holds another key
     */
    public static void requireSameDevice(SerialRequestView request, Assertion serial) {
        SerialView old = SerialView.of(serial);
        boolean named = request.original()
                .filter(original -> original.brandId().equals(old.brandId()))
                .filter(original -> original.model().equals(old.model()))
                .filter(original -> original.serial().equals(old.serial()))
                .isPresent();
        if (!named) {
            throw refuse(serial, "the serial-request does not name it as the original device");
        }
        if (!request.deviceKey().equals(old.deviceKey())) {
            throw refuse(serial, "the serial-request holds another device key");
        }
    }

    /**
     * Proves that a session request comes from the device of the serial (assertions.md 3.7). The nonce is not judged.
     *
     * @throws AssertionException if the three disagree, the serial's signer may not issue serials for the model, or the
     *     device key has not signed the request
     */
    public static SessionRequestView requireSessionRequest(Assertion request, Assertion serial, Assertion model) {
        SessionRequestView view = SessionRequestView.of(request);
        SerialView serialView = SerialView.of(serial);
        ModelView modelView = ModelView.of(model);
        demandSameModel(serial, serialView.brandId(), serialView.model(), modelView.brandId(), modelView.model());
        demandSameModel(request, view.brandId(), view.model(), serialView.brandId(), serialView.model());
        if (!view.serial().equals(serialView.serial())) {
            throw refuse(request, "its serial differs from that of the serial assertion");
        }
        if (!modelView.serialAuthority().contains(serialView.authorityId())) {
            throw refuse(serial, serialView.authorityId() + " may not issue serials for the model");
        }
        SignatureVerifier.verify(request, serialView.deviceKey());
        return view;
    }

    /**
     * Proves that a message comes from the device that it names (assertions.md 3.22).
     *
     * @param serial the serial of that device
     * @throws AssertionException if it is the serial of another device, or the device key has not signed the message
     */
    public static ResponseMessageView requireResponseMessage(Assertion response, Assertion serial) {
        ResponseMessageView view = ResponseMessageView.of(response);
        SerialView device = SerialView.of(serial);
        String deviceId = device.serial() + "." + device.model() + "." + device.brandId();
        if (!view.device().equals(deviceId)) {
            throw refuse(response, "it names another device than the serial assertion");
        }
        SignatureVerifier.verify(response, device.deviceKey());
        return view;
    }

    private static void demandSameModel(
            Assertion assertion, AccountId brandId, ModelName model, AccountId otherBrandId, ModelName otherModel) {
        if (!brandId.equals(otherBrandId) || !model.equals(otherModel)) {
            throw refuse(
                    assertion,
                    "its brand and model are " + brandId + "/" + model + ", but " + otherBrandId + "/" + otherModel
                            + " came with it");
        }
    }

    private static AssertionException refuse(Assertion assertion, String why) {
        return new AssertionException(Reason.NOT_CONSISTENT, "cannot accept " + assertion.type() + ": " + why);
    }
}
