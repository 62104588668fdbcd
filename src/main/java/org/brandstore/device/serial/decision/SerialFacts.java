package org.brandstore.device.serial.decision;

import java.util.Optional;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.SerialNumber;

/**
 * All that the decision about a request for a serial rests on.
 *
 * @param rules what holds for the model
 * @param proposed the serial that is asked for
 * @param request what is known of this request
 * @param own the device of the model that has the key which asks
 * @param holder the device of the model that has the proposed serial with another key
 * @param revokedElsewhere whether the proposed serial was revoked under some model of the brand
 */
public record SerialFacts(
        Rules rules,
        Optional<SerialNumber> proposed,
        Request request,
        Optional<Registered> own,
        Optional<Holder> holder,
        boolean revokedElsewhere) {

    /**
     * What holds for the model.
     *
     * @param devices whether it takes devices by itself
     * @param duplicates what happens when a serial is asked for that a device has
     */
    public record Rules(SerialPolicy devices, DuplicatePolicy duplicates) {}

    /** A device that has a serial. */
    public record Registered(SerialNumber serial, boolean revoked) {}

    /**
     * A device that has the proposed serial.
     *
     * @param otherHardware whether who asks proved hardware that is not this device's
     */
    public record Holder(SerialNumber serial, boolean revoked, boolean otherHardware) {}

    /**
     * What is known of the request.
     *
     * @param repeated whether the very same one came before
     */
    public record Request(boolean repeated, Consent consent) {}

    /** What somebody decided about the device that asks, with the serial that it asks for. */
    public enum Consent {
        /** nobody decided */
        NONE,
        /** it gets no serial */
        REJECTED,
        /** it gets a serial */
        APPROVED,
        /** it gets the serial although another device has it */
        APPROVED_DUPLICATE;

        boolean isGiven() {
            return this == APPROVED || this == APPROVED_DUPLICATE;
        }
    }
}
