package org.brandstore.snap.delta;

import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;

/**
 * A delta that reproduces the target from the source, byte for byte.
 *
 * @param digest of the delta file
 * @param size of the delta file in bytes
 */
public record SnapDelta(SnapId snap, Revision source, Revision target, Sha3_384 digest, long size) {
    /** The one format that is made (device-api.md 13.2). */
    public static final String FORMAT = "xdelta3";
}
