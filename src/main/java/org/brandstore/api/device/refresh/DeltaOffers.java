package org.brandstore.api.device.refresh;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.brandstore.api.device.DeviceHeaders;
import org.brandstore.delta.DeltaDemand;
import org.brandstore.refresh.DeltaChoice;
import org.brandstore.refresh.RefreshDecision;
import org.brandstore.snap.delta.SnapDelta;

/** The deltas that go into the answer to one action. */
@ApplicationScoped
class DeltaOffers {
    private static final byte[] NONE = {};
    private static final Pattern FORMATS = Pattern.compile("\\s*,\\s*");

    private final DeltaDemand demand;

    DeltaOffers(DeltaDemand demand) {
        this.demand = demand;
    }

    /** Whether the client said that it can apply what is made here. */
    static boolean accepts(DeviceHeaders headers) {
        return FORMATS.splitAsStream(headers.find("Snap-Accept-Delta-Format").orElse(""))
                .anyMatch(SnapDelta.FORMAT::equals);
    }

    /** The items of {@code download.deltas}, as JSON. One that is not there yet is asked for, so that the next device gets it. */
    byte[] json(RefreshDecision decision) {
        if (!(decision instanceof RefreshDecision.Offer offer)) {
            return NONE;
        }
        return switch (offer.delta()) {
            case DeltaChoice.Ready ready -> ready.delta().json().bytes();
            case DeltaChoice.Missing missing -> {
                demand.ask(offer.snap().id(), missing.source(), offer.revision().number());
                yield NONE;
            }
            case DeltaChoice.None none -> NONE;
        };
    }
}
