package org.brandstore.snap.listing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The listing of one snap.
 *
 * @param license an SPDX expression
 * @param media in the order in which they are shown
 * @param discovery how people come across the snap
 * @param edited what a person set elsewhere than with the publisher tool, so that the tool must not overwrite it unasked
 * @param followsStable whether the texts become those of each revision that is released to stable of the default track
 */
public record Listing(
        String title,
        String summary,
        String description,
        Optional<String> license,
        SnapLinks links,
        List<SnapMedium> media,
        Discovery discovery,
        Set<ListingField> edited,
        boolean followsStable) {
    public Listing {
        media = List.copyOf(media);
        edited = Set.copyOf(edited);
    }

    public Optional<SnapMedium> icon() {
        return media.stream()
                .filter(medium -> medium.type() == SnapMedium.Type.ICON)
                .findFirst();
    }

    /** A text of the listing; empty if it is not set. */
    String text(ListingField field) {
        return switch (field) {
            case TITLE -> title;
            case SUMMARY -> summary;
            case DESCRIPTION -> description;
            case LICENSE -> license.orElse("");
            case LINKS, ICON, SCREENSHOTS -> throw new IllegalArgumentException(field + " is no text");
        };
    }
}
