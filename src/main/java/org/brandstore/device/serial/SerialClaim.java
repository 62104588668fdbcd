package org.brandstore.device.serial;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.type.DeviceProofs;
import org.brandstore.assertion.type.SerialRequestView;
import org.brandstore.device.DeviceKeys;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;

/**
 * A request for a serial as the device sent it: the request, the model, and the former serial of a device that changes
 * its model (device-api.md 4). The device has proved that it holds its key, and the parts belong together; who signed
 * model and former serial is not looked at here.
 *
 * @param proposed the serial that the device would like, which must be a strict one, or has under its former model, where
 *     another may have signed it
 */
record SerialClaim(SerialRequestView view, List<Assertion> stream, Optional<SerialNumber> proposed) {
    private static final int WITH_FORMER = 3;

    /** There is no claim with a weak key, whichever door it came by. */
    SerialClaim {
        DeviceKeys.requireStrong(view.deviceKey());
    }

    /** @throws AssertionException if this is no such stream */
    static SerialClaim of(List<Assertion> stream) {
        if (stream.size() < 2 || stream.size() > WITH_FORMER) {
            throw refuse("it must be a serial-request, a model and, on a change of model, the former serial");
        }
        SerialRequestView view = DeviceProofs.requireSerialRequest(stream.get(0), stream.get(1));
        Optional<SerialNumber> had =
                view.original().map(SerialRequestView.Original::serial).map(SerialNumber::new);
        Optional<SerialNumber> proposed = view.proposedSerial()
                .filter(serial -> had.isEmpty() || !serial.equals(had.get().value()))
                .map(SerialNumber::strict)
                .or(() -> had);
        SerialClaim claim = new SerialClaim(view, List.copyOf(stream), proposed);
        claim.former().ifPresent(serial -> DeviceProofs.requireSameDevice(view, serial));
        if (view.original().isPresent() != claim.former().isPresent()) {
            throw refuse("it must name an original serial and bring it along, or neither");
        }
        if (view.original()
                .filter(former -> !former.brandId().equals(view.brandId()))
                .isPresent()) {
            throw refuse("the original serial must be one of the same brand");
        }
        return claim;
    }

    Assertion model() {
        return stream.get(1);
    }

    /** The serial under the former model, if the device changes its model. */
    Optional<Assertion> former() {
        return stream.size() == WITH_FORMER ? Optional.of(stream.get(2)) : Optional.empty();
    }

    byte[] body() {
        return stream.get(0).body();
    }

    AccountId brand() {
        return view.brandId();
    }

    ModelName modelName() {
        return view.model();
    }

    KeyId keyId() {
        return view.deviceKey().id();
    }

    /** The same for a device of which the serial is known otherwise. */
    SerialClaim askingFor(SerialNumber serial) {
        return new SerialClaim(view, stream, Optional.of(serial));
    }

    byte[] encoded() {
        return AssertionStreams.join(stream);
    }

    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(encoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot use SHA-256", e);
        }
    }

    private static AssertionException refuse(String why) {
        return new AssertionException(Reason.INVALID, "cannot use the request for a serial: " + why);
    }
}
