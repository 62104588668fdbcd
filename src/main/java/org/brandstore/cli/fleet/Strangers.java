package org.brandstore.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import org.brandstore.assertion.Assertion;

/** The five devices that must get nothing, and how each finds out. */
final class Strangers {
    private static final String NO_SUCH_SNAP = "no-such-snap-at-all";

    private final DeviceFactory factory;
    private final DeviceWire wire;

    Strangers(DeviceFactory factory, DeviceWire wire) {
        this.factory = factory;
        this.wire = wire;
    }

    /**
     * One finding.
     *
     * @param who the stranger
     * @param answer what it was told
     * @param kept whether it got nothing, as it must be
     */
    record Finding(String who, String answer, boolean kept) {}

    /** A device of good standing whose model names another brand or store asks for a snap that is not for it. */
    Finding outsider(String who, Assertion model, String hiddenSnap) {
        SimulatedDevice device = factory.make(model);
        device.register();
        device.openSession();
        Reply hidden = device.askFor(hiddenSnap);
        Reply absent = device.askFor(NO_SUCH_SNAP);
        boolean same = hidden.status() == absent.status()
                && hidden.text().equals(absent.text().replace(NO_SUCH_SNAP, hiddenSnap));
        String code = wire.read(hidden)
                .path("results")
                .path(0)
                .path("error")
                .path("code")
                .asText("no error");
        return new Finding(
                who,
                code
                        + (same
                                ? ", byte for byte the answer for a snap that does not exist"
                                : ", but NOT the same bytes"),
                same);
    }

    /** A device shows a serial that the brand has not signed, or has signed with a key that is no longer valid. */
    Finding impostor(String who, SimulatedDevice device) {
        return refused(who, device.requestSession(wire.nonce()));
    }

    /** A device's session request is sent a second time by somebody who overheard it. */
    Finding replay(SimulatedDevice honest) {
        String nonce = wire.nonce();
        honest.requestSession(nonce).mustBeOk("the first use of the nonce");
        return refused("replayed nonce", honest.requestSession(nonce));
    }

    private Finding refused(String who, Reply reply) {
        List<String> messages = new ArrayList<>();
        wire.read(reply)
                .path("error_list")
                .forEach(error -> messages.add(error.path("message").asText()));
        boolean kept = reply.status() >= 400 && reply.status() < 500;
        return new Finding(who, reply.status() + " " + String.join("; ", messages), kept);
    }
}
