package org.brandstore.snap.listing;

import java.util.Map;
import java.util.Optional;

/**
 * What is to become different in a listing.
 *
 * @param texts new texts; fields that are not in it stay as they are
 * @param links new addresses, if they are to change
 * @param followsStable whether the texts are to follow what is released, if that is to change
 */
public record ListingChange(
        Map<ListingField, String> texts, Optional<SnapLinks> links, Optional<Boolean> followsStable) {
    public ListingChange {
        texts = Map.copyOf(texts);
    }

    boolean describes() {
        return !texts.isEmpty() || links.isPresent();
    }
}
