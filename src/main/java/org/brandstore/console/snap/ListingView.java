package org.brandstore.console.snap;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.brandstore.snap.Snap;
import org.brandstore.snap.listing.Listing;
import org.brandstore.snap.listing.ListingChange;
import org.brandstore.snap.listing.ListingField;

/**
 * What people read of a snap, as a form.
 *
 * @param board the page of the snap
 * @param path of this page
 * @param mayPublish whether the viewer may change it
 * @param shown the texts when the page was made: only those that look different afterwards were changed here
 * @param typed the texts as they stand in the fields
 */
record ListingView(
        String board, String path, String name, boolean mayPublish, Fields shown, Fields typed, boolean followsStable) {
    /** The texts; none is null. */
    record Fields(String title, String summary, String description, String license) {
        Fields {
            // browsers send line ends as they please
            description = description.replace("\r\n", "\n");
        }

        private Map<ListingField, String> byField() {
            return Map.of(
                    ListingField.TITLE, title,
                    ListingField.SUMMARY, summary,
                    ListingField.DESCRIPTION, description,
                    ListingField.LICENSE, license);
        }

        /** What was changed since it was shown; what somebody else changed meanwhile is left alone. */
        ListingChange since(Fields shown, boolean followsStable) {
            Map<ListingField, String> before = shown.byField();
            Map<ListingField, String> changed = new EnumMap<>(ListingField.class);
            byField().forEach((field, text) -> {
                if (!text.equals(before.get(field))) {
                    changed.put(field, text);
                }
            });
            return new ListingChange(changed, Optional.empty(), Optional.of(followsStable));
        }
    }

    static ListingView of(Snap snap, Listing listing, String board, boolean mayPublish) {
        Fields now = new Fields(
                listing.title(),
                listing.summary(),
                listing.description(),
                listing.license().orElse(""));
        return new ListingView(board, path(board), snap.name().value(), mayPublish, now, now, listing.followsStable());
    }

    /** Where the page is. */
    static String path(String board) {
        return board + "/listing";
    }

    /** The same page with what was typed, so that nothing of it is lost. */
    ListingView with(Fields wasShown, Fields nowTyped, boolean nowFollows) {
        return new ListingView(board, path, name, mayPublish, wasShown, nowTyped, nowFollows);
    }
}
