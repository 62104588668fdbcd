package org.brandstore.api.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.brandstore.refresh.ContextSnap;
import org.brandstore.refresh.DeltaDemand;
import org.brandstore.refresh.OfferedDelta;
import org.brandstore.refresh.OfferedDeltas;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.snap.delta.SnapDelta;
import org.jspecify.annotations.Nullable;

/** Finds the deltas that go into the answer to one action. */
@ApplicationScoped
class DeltaOffers {
    static final byte[] NONE = {};

    private static final Pattern FORMATS = Pattern.compile("\\s*,\\s*");

    private final OfferedDeltas deltas;
    private final DeltaDemand demand;

    DeltaOffers(OfferedDeltas deltas, DeltaDemand demand) {
        this.deltas = deltas;
        this.demand = demand;
    }

    /** Whether the client said that it can apply what is made here. */
    static boolean accepts(DeviceHeaders headers) {
        return FORMATS.splitAsStream(headers.find("Snap-Accept-Delta-Format").orElse(""))
                .anyMatch(SnapDelta.FORMAT::equals);
    }

    /**
     * The items of {@code download.deltas}, as JSON. One that is not there yet is asked for, so that the next device gets
     * it; this one takes the whole file.
     *
     * @param installed what the device has, or null if it is a new install
     */
    byte[] json(RefreshDecision decision, @Nullable ContextSnap installed) {
        if (installed == null || !(decision instanceof RefreshDecision.Offer offer)) {
            return NONE;
        }
        int source = installed.installed().revision();
        int target = offer.revision().number();
        boolean known = offer.snap().find(source).isPresent(); // never tell of what was never released
        if (!installed.installed().snapId().equals(offer.snap().id()) || source == target || !known) {
            return NONE;
        }
        OfferedDelta delta = deltas.find(offer.snap().id(), source, target).orElse(null);
        if (delta == null) {
            demand.ask(offer.snap().id(), source, target);
            return NONE;
        }
        return delta.json().bytes();
    }
}
