package org.brandstore.refresh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.device.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A channel on its way to a revision: a share of the devices is offered it. Which ones is decided by a secret, so that no
 * owner can choose an early place, and only by it, so that every replica says the same and a larger share has everybody of
 * a smaller one (update-control.md 5.4).
 *
 * @param revision what the share is offered
 * @param percentage 1 to 99
 * @param paused whether nobody new gets it
 */
record Rollout(CatalogRevision revision, int percentage, boolean paused, SecretKeySpec seed) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BITS = 53;

    static SecretKeySpec seed(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * Whether the revision is for this device. One that runs it already keeps it, also when the share shrinks.
     *
     * @param device null for a caller that proves no device: such have no place in a share
     * @param installed the revision that the device runs, 0 for none
     */
    boolean reaches(@Nullable DeviceIdentity device, int installed) {
        if (device == null || revision.facts().withdrawn()) {
            return false;
        }
        return installed == revision.number() || (!paused && place(device) * 100 < percentage);
    }

    /** 0 or more, less than 1. */
    private double place(DeviceIdentity device) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(seed);
            // each with its length, so that no two devices make the same message
            for (String part : new String[] {
                device.brand().value(), device.model().value(), device.serial().value()
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            long bits = ByteBuffer.wrap(mac.doFinal()).getLong() >>> (Long.SIZE - BITS);
            return Math.scalb((double) bits, -BITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
