package org.brandstore.device;

import org.brandstore.event.change.DeviceChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;

/** Names one device of all there are. */
public record DeviceRef(AccountId brand, ModelName model, SerialNumber serial) {
    /** As the audit log has it. */
    public DeviceChange.Which told() {
        return new DeviceChange.Which(brand, model, serial);
    }

    @Override
    public String toString() {
        return brand + "/" + model + "/" + serial;
    }
}
