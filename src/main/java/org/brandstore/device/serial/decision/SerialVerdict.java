package org.brandstore.device.serial.decision;

/** What becomes of a request for a serial. */
public sealed interface SerialVerdict {
    /** The device gets the serial that it has. */
    record Held() implements SerialVerdict {}

    /** The device gets the next revision of the serial that it has. */
    record Again() implements SerialVerdict {}

    /** The serial goes to the key that asks; its former key opens no session any more. */
    record Replaced() implements SerialVerdict {}

    /** A new device is made. */
    record First() implements SerialVerdict {}

    /**
     * A person has to decide.
     *
     * @param duplicate whether about a serial that another device has
     */
    record Waits(boolean duplicate) implements SerialVerdict {}

    /**
     * The device gets none for what it or its model is, and need not ask again.
     *
     * @param why to be read after "cannot issue a serial: "
     */
    record Forbidden(String why) implements SerialVerdict {}

    /**
     * The device gets none for what is there already.
     *
     * @param why to be read after "cannot issue a serial: "
     */
    record Conflict(String why) implements SerialVerdict {}
}
