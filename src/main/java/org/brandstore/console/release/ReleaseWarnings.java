package org.brandstore.console.release;

import java.util.ArrayList;
import java.util.List;
import org.brandstore.snap.SnapRevision;
import org.brandstore.update.ReleaseReview;
import org.brandstore.update.Replacement;
import org.brandstore.update.RevisionDifference;

/** What somebody who decides must not overlook. */
final class ReleaseWarnings {
    private ReleaseWarnings() {}

    static List<String> of(ReleaseReview review) {
        List<String> warnings = new ArrayList<>();
        for (Replacement replacement : review.replacements()) {
            replacement.difference().ifPresent(difference -> warn(warnings, review, replacement, difference));
        }
        if (review.revision().withdrawn()) {
            warnings.add("This revision was withdrawn; it cannot be released any more.");
        }
        return warnings.stream().distinct().toList();
    }

    private static boolean isLesserEpoch(ReleaseReview review, Replacement replacement) {
        boolean sameChannel = replacement
                .pointer()
                .filter(pointer -> pointer.channel().equals(review.request().channel()))
                .isPresent();
        return sameChannel
                && replacement
                        .current()
                        .filter(current -> current.epoch().newest()
                                > review.revision().epoch().newest())
                        .isPresent();
    }

    private static void warn(
            List<String> warnings, ReleaseReview review, Replacement replacement, RevisionDifference difference) {
        SnapRevision next = review.revision();
        String present = replacement
                .current()
                .map(current -> "revision " + current.revision())
                .orElse("the present one");
        if (difference.older()) {
            warnings.add("This is a downgrade: revision " + next.revision() + " was uploaded before " + present
                    + ", which devices have now.");
        }
        if (isLesserEpoch(review, replacement)) {
            warnings.add("New installations go on getting " + present
                    + ", which is of a greater epoch: this revision reaches "
                    + "those only whose data that one cannot read. Close the channel first if that is not wanted.");
        }
        if (difference.unreadable()) {
            warnings.add("Devices with " + present + " will not get it: epoch "
                    + difference.epoch().to() + " cannot read the data of epoch "
                    + difference.epoch().from() + ".");
        }
        if (difference.confinement().changed() && !difference.confinement().to().equals("strict")) {
            warnings.add(
                    "Its confinement becomes " + difference.confinement().to() + ": it can reach the whole device.");
        }
        if (!difference.plugsAdded().isEmpty()) {
            warnings.add("It wants access that it did not have: " + String.join(", ", difference.plugsAdded()) + ".");
        }
    }
}
