package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.assertion.AddOutcome;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.change.DeviceChange;
import org.brandstore.naming.AccountId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The hardware that a brand vouches for, told by {@code hardware-identity} assertions (assertions.md 3.23). */
@ApplicationScoped
public class HardwareIdentities {
    private final AssertionDatabase assertions;
    private final Events events;

    HardwareIdentities(AssertionDatabase assertions, Events events) {
        this.assertions = assertions;
        this.events = events;
    }

    /**
     * Adds the hardware identities of a stream. All or none; what is held is passed over.
     *
     * @return how many were new
     * @throws StoreException {@link ErrorCode#INVALID_ASSERTION} if one does not verify or is not the brand's
     */
    @Transactional
    @Checked(
            value = DeviceChange.HardwareAdded.class,
            because = "an administrator says beforehand what they would say of each device")
    public int add(AccountId brand, InputStream stream, Actor actor) throws IOException {
        AssertionStreamDecoder decoder = new AssertionStreamDecoder(stream);
        int added = 0;
        try {
            for (Optional<Assertion> next = decoder.next(); next.isPresent(); next = decoder.next()) {
                requireOfBrand(next.get(), brand);
                if (assertions.add(next.get()) == AddOutcome.ADDED) {
                    added++;
                }
            }
        } catch (AssertionException e) {
            throw new StoreException(
                    ErrorCode.INVALID_ASSERTION, "cannot add the hardware identities: " + e.getMessage(), e);
        }
        if (added > 0) {
            events.record(actor.label(), new DeviceChange.HardwareAdded(brand, added));
        }
        return added;
    }

    private static void requireOfBrand(Assertion assertion, AccountId brand) {
        if (assertion.type() != AssertionType.HARDWARE_IDENTITY
                || !assertion.text("issuer-id").equals(brand.value())) {
            throw new StoreException(
                    ErrorCode.INVALID_ASSERTION,
                    "cannot add " + assertion.ref() + ": it is not a hardware-identity of brand " + brand);
        }
        if (HardwareKeys.strong(assertion.text("hardware-id-key")).isEmpty()) {
            throw new StoreException(
                    ErrorCode.INVALID_ASSERTION,
                    "cannot add " + assertion.ref()
                            + ": its key must be one of RSA with 2048 bits or more, of an elliptic"
                            + " curve of 256 or more, or of Ed25519");
        }
    }
}
