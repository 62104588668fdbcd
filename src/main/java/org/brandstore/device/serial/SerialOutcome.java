package org.brandstore.device.serial;

import java.util.List;
import org.brandstore.assertion.Assertion;

/** What a device that asks for a serial gets. */
public sealed interface SerialOutcome {
    /** The serial, and everything that a device needs to verify it. */
    record Issued(List<Assertion> stream) implements SerialOutcome {
        public Issued {
            stream = List.copyOf(stream);
        }
    }

    /** Somebody has to decide; the device is to repeat the request. */
    record Queued() implements SerialOutcome {}
}
