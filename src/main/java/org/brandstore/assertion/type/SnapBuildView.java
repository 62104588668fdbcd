package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;

/**
 * A {@code snap-build}: what a developer says about a file that they built (assertions.md 3.9).
 *
 * @param digest of the snap file
 * @param snapId the snap
 * @param grade {@code stable} or {@code devel}
 * @param size of the snap file in bytes
 * @param timestamp when it was signed
 */
public record SnapBuildView(Sha3_384 digest, SnapId snapId, String grade, long size, Instant timestamp) {

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static SnapBuildView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SNAP_BUILD);
        return new SnapBuildView(
                fields.digest("snap-sha3-384"),
                fields.snapId("snap-id"),
                fields.oneOf("grade", List.of("stable", "devel")),
                fields.size("snap-size"),
                fields.time("timestamp"));
    }
}
