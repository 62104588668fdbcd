package org.brandstore.snap.review;

import java.util.function.Consumer;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;

/** Whether somebody may sign revisions of the provenance that the file names (assertions.md 3.8). */
final class ProvenanceReview {
    private ProvenanceReview() {}

    static void look(ReviewSubject subject, Consumer<Finding> findings) {
        subject.contents()
                .metadata()
                .provenance()
                .filter(provenance -> !provenance.equals(AssertionType.DEFAULT_PROVENANCE))
                .filter(provenance -> !isGranted(subject, provenance))
                .ifPresent(provenance -> findings.accept(new Finding(
                        ReviewCheck.PROVENANCE,
                        "has provenance " + provenance + ", for which the snap-declaration names no signer; leave"
                                + " provenance out of the snapcraft.yaml, or ask a reviewer to grant a"
                                + " revision-authority for it")));
    }

    private static boolean isGranted(ReviewSubject subject, String provenance) {
        HeaderValue wanted = HeaderValue.text(provenance);
        return subject.declaration().find("revision-authority").orElse(null) instanceof HeaderValue.Items entries
                && entries.values().stream()
                        .anyMatch(entry -> entry instanceof HeaderValue.Entries map
                                && map.values().get("provenance") instanceof HeaderValue.Items names
                                && names.values().contains(wanted));
    }
}
