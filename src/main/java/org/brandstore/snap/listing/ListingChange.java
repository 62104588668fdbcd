package org.brandstore.snap.listing;

import java.util.Map;
import java.util.Optional;

/**
 * What is to become different in a listing.
 *
 * @param texts new texts; fields that are not in it stay as they are
 * @param links new addresses, if they are to change
 */
public record ListingChange(Map<ListingField, String> texts, Optional<SnapLinks> links) {
    public ListingChange {
        texts = Map.copyOf(texts);
    }

    public boolean isEmpty() {
        return texts.isEmpty() && links.isEmpty();
    }
}
