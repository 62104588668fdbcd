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
 * A {@code snap-revision} (assertions.md 3.10).
 *
 * @param digest of the snap file
 * @param provenance {@link AssertionType#DEFAULT_PROVENANCE} unless it says otherwise
 * @param snapId the snap
 * @param size of the snap file in bytes
 * @param revision the number of the file in the history of the snap
 * @param developerId who uploaded it
 * @param timestamp when it was issued
 * @param integrity how to check the file block by block
 */
public record SnapRevisionView(
        Sha3_384 digest,
        String provenance,
        SnapId snapId,
        long size,
        Revision revision,
        AccountId developerId,
        Instant timestamp,
        List<Integrity> integrity) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static SnapRevisionView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SNAP_REVISION);
        return new SnapRevisionView(
                fields.digest("snap-sha3-384"),
                fields.provenance(),
                fields.snapId("snap-id"),
                fields.size("snap-size"),
                fields.revision("snap-revision"),
                fields.accountId("developer-id"),
                fields.time("timestamp"),
                Integrity.listOf(fields));
    }
}
