package org.brandstore.delta;

import org.brandstore.blob.BlobId;

/**
 * A delta that devices can have.
 *
 * @param file what they download
 * @param json the item of {@code download.deltas} that names it (device-api.md 13.2), made in advance; not copied
 */
public record OfferedDelta(BlobId file, Json json) {
    /** Bytes of JSON, made once and written often. */
    public static final class Json {
        private final byte[] bytes;

        Json(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not copied, not to be changed. */
        public byte[] bytes() {
            return bytes;
        }
    }
}
