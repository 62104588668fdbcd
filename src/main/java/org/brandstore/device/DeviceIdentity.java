package org.brandstore.device;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * What a device has proved about itself when its session was opened.
 *
 * @param brand who signed the model
 * @param model the model
 * @param serial the serial
 * @param store the store that the signed model names, or null if it names none
 * @param deviceKey the id of the device's key
 * @param issuedAt when the session was opened
 */
public record DeviceIdentity(
        AccountId brand,
        ModelName model,
        SerialNumber serial,
        @Nullable StoreId store,
        KeyId deviceKey,
        Instant issuedAt) {

    public Optional<StoreId> findStore() {
        return Optional.ofNullable(store);
    }

    public DeviceRef ref() {
        return new DeviceRef(brand, model, serial);
    }
}
