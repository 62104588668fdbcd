package org.brandstore.model;

import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;

/**
 * A model of which this server holds the signed assertion.
 *
 * @param store the store that the newest revision names
 * @param architecture absent on old classic models
 * @param keyNeeded whether its devices must show the model's API key to get a serial
 */
public record RegisteredModel(
        AccountId brand,
        ModelName name,
        Optional<StoreId> store,
        Optional<Architecture> architecture,
        SerialPolicy serialPolicy,
        boolean keyNeeded) {
    /** Whether its devices get serials at once, and need no key that strangers lack. */
    public boolean isOpen() {
        return serialPolicy == SerialPolicy.AUTOMATIC && !keyNeeded;
    }
}
