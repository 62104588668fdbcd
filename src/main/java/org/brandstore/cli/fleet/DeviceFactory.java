package org.brandstore.cli.fleet;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/** Makes devices, each with a new RSA key, that trust one root as if it were compiled in. */
final class DeviceFactory {
    /** Real devices make 4096-bit keys; a simulated fleet makes shorter ones, for the sake of time. */
    private static final int KEY_BITS = 2048;

    private final DeviceWire wire;
    private final List<Assertion> root;
    private final Clock clock;

    /** @param root the root account and its key */
    DeviceFactory(DeviceWire wire, List<Assertion> root, Clock clock) {
        this.wire = wire;
        this.root = List.copyOf(root);
        this.clock = clock;
    }

    SimulatedDevice make(Assertion model) {
        return make(model, newKey());
    }

    SimulatedDevice make(Assertion model, AssertionSigner key) {
        return new SimulatedDevice(wire, new MemoryAssertionDatabase(new TrustedSet(root), clock), clock, key, model);
    }

    /** A device that was made at another store process, in front of this one. */
    SimulatedDevice take(SimulatedDevice device) {
        return device.at(wire, new MemoryAssertionDatabase(new TrustedSet(root), clock));
    }

    static AssertionSigner newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            return RsaAssertionSigner.of((RSAPrivateCrtKey) pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }
}
