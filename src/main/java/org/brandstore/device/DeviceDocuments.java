package org.brandstore.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.chain.Verification;
import org.brandstore.assertion.database.KeyEnds;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Verifies the models and serials that devices bring along against what is known here. */
@ApplicationScoped
public class DeviceDocuments {
    private final AssertionDatabase database;
    private final TrustAnchors anchors;
    private final KeyEnds ends;
    private final Clock clock;

    DeviceDocuments(AssertionDatabase database, TrustAnchors anchors, KeyEnds ends, Clock clock) {
        this.database = database;
        this.anchors = anchors;
        this.ends = ends;
        this.clock = clock;
    }

    /**
     * Runs something that reads or checks what a device has sent.
     *
     * @throws StoreException {@link ErrorCode#INVALID_ASSERTION} if it throws an {@link AssertionException}
     */
    public static <T> T accepting(Supplier<T> step) {
        try {
            return step.get();
        } catch (AssertionException e) {
            String why = Objects.requireNonNullElse(e.getMessage(), "cannot use the assertion");
            throw new StoreException(ErrorCode.INVALID_ASSERTION, why, e);
        }
    }

    /**
     * @throws AssertionException unless the model's brand signed it with a key that is valid now, or it was held here before
     *     that key was ended
     */
    public void verifyModel(Assertion model) {
        check(model, database);
    }

    /** As {@link #verifyModel} for both; the serial may be signed by a serial authority of the model. */
    public void verify(Assertion serial, Assertion model) {
        verifyModel(model);
        check(serial, new WithModel(database, model));
    }

    /** @throws AssertionException unless the serial was signed by its brand, or by an authority of a model known here */
    public void verifySerial(Assertion serial) {
        check(serial, database);
    }

    private void check(Assertion assertion, AssertionLookup known) {
        if (!ends.settles(assertion)) {
            new Verification(anchors.trusted(), clock).check(assertion, known);
        }
    }

    /** Knows one model more than the database: the one that the device brings along, already verified. */
    private record WithModel(AssertionLookup database, Assertion model) implements AssertionLookup {
        @Override
        public Optional<Assertion> find(AssertionRef ref) {
            return ref.equals(model.ref()) ? Optional.of(model) : database.find(ref);
        }

        @Override
        public List<Assertion> findByHeader(AssertionType type, String header, String value) {
            return database.findByHeader(type, header, value);
        }
    }
}
