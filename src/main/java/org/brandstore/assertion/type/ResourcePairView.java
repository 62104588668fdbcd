package org.brandstore.assertion.type;

import java.time.Instant;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * A {@code snap-resource-pair}: a component revision goes with a snap revision (assertions.md 3.11).
 *
 * @param snapId the snap
 * @param resourceName the component
 * @param resourceRevision the revision of the component
 * @param snapRevision the revision of the snap
 * @param provenance {@link AssertionType#DEFAULT_PROVENANCE} unless it says otherwise
 * @param developerId who released them together
 * @param timestamp when it was issued
 */
public record ResourcePairView(
        SnapId snapId,
        String resourceName,
        Revision resourceRevision,
        Revision snapRevision,
        String provenance,
        AccountId developerId,
        Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static ResourcePairView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SNAP_RESOURCE_PAIR);
        return new ResourcePairView(
                fields.snapId("snap-id"),
                fields.snapName("resource-name").value(),
                fields.revision("resource-revision"),
                fields.revision("snap-revision"),
                fields.provenance(),
                fields.accountId("developer-id"),
                fields.time("timestamp"));
    }
}
