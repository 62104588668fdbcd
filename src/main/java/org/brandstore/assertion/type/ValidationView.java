package org.brandstore.assertion.type;

import java.time.Instant;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * A {@code validation}: the publisher of a gating snap lets a revision of a gated snap pass (assertions.md 3.13).
 *
 * @param gatingSnap whose publisher says so
 * @param approvedSnap the gated snap
 * @param approvedRevision its revision
 * @param revoked that it was said once, but holds no longer
 * @param timestamp when it was signed
 */
public record ValidationView(
        SnapId gatingSnap, SnapId approvedSnap, Revision approvedRevision, boolean revoked, Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static ValidationView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.VALIDATION);
        return new ValidationView(
                fields.snapId("snap-id"),
                fields.snapId("approved-snap-id"),
                fields.revision("approved-snap-revision"),
                fields.flag("revoked"),
                fields.time("timestamp"));
    }
}
