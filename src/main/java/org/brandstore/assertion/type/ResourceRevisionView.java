package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;

/**
 * A {@code snap-resource-revision}: one file of a component (assertions.md 3.11).
 *
 * @param snapId the snap
 * @param resourceName the component
 * @param digest of the component file
 * @param provenance {@link AssertionType#DEFAULT_PROVENANCE} unless it says otherwise
 * @param size of the component file in bytes
 * @param revision the number of the file in the history of the component
 * @param developerId who uploaded it
 * @param timestamp when it was issued
 * @param integrity how to check the file block by block
 */
public record ResourceRevisionView(
        SnapId snapId,
        String resourceName,
        Sha3_384 digest,
        String provenance,
        long size,
        Revision revision,
        AccountId developerId,
        Instant timestamp,
        List<Integrity> integrity) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static ResourceRevisionView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SNAP_RESOURCE_REVISION);
        return new ResourceRevisionView(
                fields.snapId("snap-id"),
                fields.snapName("resource-name").value(),
                fields.digest("resource-sha3-384"),
                fields.provenance(),
                fields.size("resource-size"),
                fields.revision("resource-revision"),
                fields.accountId("developer-id"),
                fields.time("timestamp"),
                Integrity.listOf(fields));
    }
}
