package org.brandstore.update.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;

/**
 * The order in which devices come to something new. It follows from a secret alone, so that no owner can choose an early
 * place and each thing that moves has an order of its own (update-control.md 5.4).
 */
public final class DeviceOrder {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BITS = 53;

    private final SecretKeySpec secret;

    /** @param secret random bytes, 32 are right */
    public DeviceOrder(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The place of a device: 0 or more, less than 1. */
    public double of(AccountId brand, ModelName model, SerialNumber serial) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            // each with its length, so that no two devices make the same message
            for (String part : new String[] {brand.value(), model.value(), serial.value()}) {
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

    @Override
    public String toString() {
        return "Places[secret]";
    }
}
